/**
 * npm run sheet [-- --sizes] [--only host,phone,organiser]
 * Plays through every screen in both languages, lays them out on one page, artifacts/contact-sheet.png, and has axe judge
 * each; ends with 1 when it finds anything. The single pictures stand in artifacts/sheet. --sizes: a small projector, a
 * phone at the desk, and phones of 320, 430 and 740 px instead.
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { playWorkshop } from "../../../scripts/demo/workshop.ts";
import { HOST_KEY, startApp } from "../../support.ts";
import { ARTIFACTS, judge, launch, shoot } from "../browser.ts";
import { type Picture, writeSheet } from "./contact.ts";
import { DESKS } from "./desk.ts";
import { endGame, GAME, type Game, type Moment, openGame, PRETEST } from "./game.ts";
import { QUIZ } from "./quiz.ts";
import { EDGES, type Open, openView, USUAL } from "./views.ts";

const { values } = parseArgs({ options: { sizes: { type: "boolean", default: false }, only: { type: "string" } } });
const groups = values.only?.split(",");
const wanted = (values.sizes ? EDGES : USUAL).filter(({ group }) => groups === undefined || groups.includes(group));

const browser = await launch();
const server = await startApp();
const pictures: Picture[] = [];
const found: string[] = [];

const picture = async (moment: string, view: Open) => {
  const name = `sheet/${view.group}-${view.name}-${moment}`;
  pictures.push({ file: join(ARTIFACTS, `${name}.png`), moment, view });
  await shoot(view.page, name);
  for (const fault of await judge(view.page)) {
    found.push(fault);
    console.log(`  ${name} ${fault}`);
  }
};

const play = async (game: Game, moments: readonly Moment[]) => {
  for (const [index, { name, of, act }] of moments.entries()) {
    await act(game).catch((error: Error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    });
    await Promise.all(of.flatMap((group) => game[`${group}s`]).map((view) => picture(name, view)));
    console.log(`  ${index + 1} of ${moments.length}  ${name}`);
  }
  endGame(game);
};

try {
  const views = await Promise.all(wanted.map((view) => openView(browser, view)));
  const played = views.filter(({ group }) => group !== "organiser");
  const desks = views.filter(({ group }) => group === "organiser");
  if (played.length > 0) {
    await play(await openGame(server.url, played), GAME);
    await play(await openGame(server.url, played, QUIZ.items.slice(0, 1), { preset: "pretest" }), PRETEST);
  }
  if (desks.length > 0) {
    for (const view of desks) {
      await view.page.goto(`${server.url}/organiser`);
      await picture("sign-in", view);
    }
    const workshop = await playWorkshop({ url: server.url, key: HOST_KEY }, (progress) => console.log(`  ${progress}`));
    for (const { name, hash } of DESKS) {
      await Promise.all(
        desks.map(async (view) => {
          await view.page.goto("about:blank");
          await view.page.goto(`${server.url}/organiser?key=${HOST_KEY}`);
          await view.page.goto(`${server.url}/organiser#${hash(workshop)}`);
          await view.page.reload({ waitUntil: "networkidle" });
          await picture(name, view);
        }),
      );
      console.log(`  ${name}`);
    }
  }
  console.log(`${pictures.length} pictures on ${await writeSheet(browser, ARTIFACTS, pictures)}`);
  console.log(`axe found ${found.length} faults`);
} finally {
  await browser.close();
  await server[Symbol.asyncDispose]();
}
// The sockets of players leave handles behind that nobody waits for.
process.exit(found.length > 0 ? 1 : 0);
