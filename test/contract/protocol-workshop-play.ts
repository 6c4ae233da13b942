/** Moves of a workshop that its suites share: hold a test of it, choose its rooms, see what came of it. */
import type { Workshop } from "../../protocol/workshops.ts";
import { untilShown } from "../support.ts";
import { bring, nth, respond, startGame } from "./protocol-play.ts";
import type { TestApp } from "./stores.ts";

type Occasion = "pre" | "post";

let count = 0;
/** The id of a workshop that no other test has. */
export const freshId = () => `w${process.pid}-${++count}`;

/** A room of a workshop in its lobby, the pre-test's with the pre-test preset; two are seated. */
export const openTest = (app: TestApp, id: string, occasion: Occasion, payload: Parameters<typeof startGame>[2] = {}) =>
  startGame(app, ["Ani", "Budi"], {
    ...payload,
    options: { preset: occasion === "pre" ? "pretest" : "none", ...payload.options, workshop: { id, occasion } },
  });
type Game = Awaited<ReturnType<typeof openTest>>;

/** Plays the first round to its reveal, both answering as given; who is given no answer gives none. */
export const playRound = async (app: TestApp, { host, players }: Game, answers: string[]) => {
  await bring(host, "open");
  for (const [index, value] of answers.entries()) await respond(app, nth(players, index), 1, value);
  await untilShown(host);
  if (answers.length < 2) await host.get("round:close", { round: 1 });
  await host.phase("reveal", 1);
};

/** Plays the first round and ends the room; it is left connected. */
export const hold = async (app: TestApp, id: string, occasion: Occasion, answers: string[]) => {
  const game = await openTest(app, id, occasion);
  await playRound(app, game, answers);
  await game.host.get("room:finish", {});
  await game.host.phase("finished");
  return game;
};

export const isReleased = async ({ stored }: Game) => (await stored()).room?.releasedAt !== undefined;

/** What stands on the host's last screen, once the pre-test stands beside it. */
export const itemsOf = ({ host }: Game) =>
  host.until(({ last }) => last?.phase === "finished" && last.perItem?.some(({ before }) => before) && last.perItem);

/** Stores the workshop with the rooms that its organiser has chosen. */
export const choose = ({ app }: TestApp, id: string, rooms: Workshop["rooms"]) =>
  app.store.putWorkshop({
    schema: 1,
    id,
    title: "W",
    quizIds: { pre: "small", post: "small" },
    identity: "coded",
    roster: [],
    rooms,
    pairings: [],
    version: 1,
    createdAt: 1,
    updatedAt: 1,
  });
