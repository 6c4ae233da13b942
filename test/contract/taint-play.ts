/** A workshop of an organiser on a process of its own, its pre-test and its post-test, with everything taken down that leaves the server. */
import { freePort, ServerProcess } from "../child.ts";
import { connectHost, connectPlayer, HOST_KEY, type HostClient, type PlayerClient, SMALL_QUIZ } from "../support.ts";
import { bring } from "./protocol-play.ts";
import { takeDown } from "./taint-records.ts";
import { json } from "./tenants.ts";

export const ADDRESS = "203.0.113.77";
export const PASSWORDS = ["kata-sandi-bu-rina-2026", "kata-sandi-yang-salah"] as const;
export const TYPED = "jawaban-yang-diketik-nyoman";
export const ACCEPTED = "jawaban-yang-benar-sekali";
const NAMES = ["Nyoman Rahasiawan", "Ketut Tersembunyi"];
const QUIZ = {
  ...SMALL_QUIZ,
  id: "rahasia",
  items: [
    { id: "q1", type: "short-answer", stem: "1?", accept: [ACCEPTED], seconds: null },
    ...SMALL_QUIZ.items.slice(0, 1).map((item) => ({ ...item, id: "q2", seconds: null })),
  ],
};
const FILES = ["report.json", "report.csv", "report.xlsx", "responses.csv", "matrix.csv", "long.zip"];
const COMPARED = ["comparisons.json", "comparisons.csv", "comparisons.xlsx"];

/** Responds once the options show. */
const respond = async (player: PlayerClient, round: number, value: unknown) => {
  const open = await player.phase("open", round);
  await new Promise((resume) => setTimeout(resume, Math.max(0, open.openedAt - open.serverNow) + 30));
  return player.get("response:submit", { round, attempt: `a${round}`, value });
};

/** The lines for the person who starts the server bear the link: all that it has written but those, whatever they are. */
const withoutBanner = (output: string, folder: string): string => {
  const [, url = "", others = ""] = /Players open +(\S+)(.*)/.exec(output) ?? [];
  const banner = `
  Cermat is running (store: embedded, in ${folder}/).

  Players open    ${url}${others}
  Host page       ${url}/host?key=${HOST_KEY}
  Organiser page  ${url}/organiser?key=${HOST_KEY}

  The key in these links is the right to host: keep it to yourself. Stop with Ctrl-C; rooms and results stay.

`;
  const rest = output.split(banner);
  if (rest.length !== 2) throw new Error(`not one banner, but: ${output.slice(0, 600)}`);
  return rest.join("");
};

/** Plays it in a server that keeps its data in this folder, and ends the server. */
export const playWorkshop = async (folder: string) => {
  await using server = new ServerProcess(await freePort(), {
    DATA_DIR: folder,
    LOG_LEVEL: "trace",
    TRUST_PROXY: "127.0.0.1",
  });
  await server.start();
  const { url } = server;
  const down = takeDown(url);
  const clients: (HostClient | PlayerClient)[] = [];
  const bearer = { authorization: `Bearer ${HOST_KEY}` };
  const from = { "x-forwarded-for": ADDRESS };
  const own = <Any extends HostClient | PlayerClient>(by: string, client: Any): Any => {
    clients.push(client);
    return down.client(by, client);
  };

  // Everybody's ways in: the link, a password, wrong ones.
  const link = await down.ask("admin", `/host?key=${HOST_KEY}`, { headers: from }, "the link");
  await down.ask("nobody", `/host?key=${HOST_KEY}x`, { headers: from }, "a wrong link");
  const named = { name: "Bu Rina", password: PASSWORDS[0] };
  await down.ask("admin", "/api/organisers", {
    ...json("POST", named),
    headers: { ...bearer, "content-type": "application/json" },
  });
  await down.ask("nobody", "/api/session", json("POST", { ...named, password: PASSWORDS[1] }));
  const session = await down.ask("rina", "/api/session", json("POST", named));
  const cookie = { cookie: session.cookie };
  const written = { ...cookie, "content-type": "application/json" };
  await down.ask("rina", "/api/session", { headers: cookie });
  await down.ask("rina", "/api/quizzes/rahasia", { ...json("PUT", QUIZ), headers: written });
  const about = { title: "Lokakarya", quizIds: { pre: "rahasia", post: "rahasia" }, identity: "coded" };
  const made = await down.ask("rina", "/api/workshops", { ...json("POST", about), headers: written });
  const { workshop } = JSON.parse(made.text) as { workshop: { id: string } };

  const openRoom = async (occasion: "pre" | "post") => {
    const host = own("rina", await connectHost(url, {}, { ...cookie, ...from }));
    const options = { previewSeconds: 0, workshop: { id: workshop.id, occasion } } as const;
    const room = await host.get("room:create", { quizId: "rahasia", options });
    host.snapshots.push(room.snapshot);
    const seats = [];
    for (const [index, nickname] of NAMES.entries()) {
      const player = own(`player ${index}`, await connectPlayer(url, {}, from));
      const given = {
        nickname,
        device: `perangkat-c0ffee5b1c8f0e9d7a4c2eb6-${index}`,
        attempt: `percobaan-${occasion}-0badcafe51de-${index}`,
      };
      const seat = await player.get("room:join", { pin: room.pin, ...given });
      seats.push({ player, by: `player ${index}`, occasion, ...given, ...seat });
    }
    return { host, options, seats, ...room };
  };

  const pre = await openRoom("pre");

  // Her game, with a second screen, a phone that is let in, and two players.
  const room = await openRoom("post");
  const { host, seats } = room;
  const screen = own("screen", await connectHost(url, { token: room.token }, from));
  await screen.get("room:attach", { token: room.token });
  const phone = own("phone", await connectHost(url, {}, from));
  const { askId } = await phone.get("host:ask", { pin: room.pin, label: "HP" });
  await host.get("host:approve", { askId, allow: true });
  await phone.until(({ events }) => events.find(({ name }) => name === "host:answered"));
  for (const { player, token } of seats) await player.get("room:resume", { token });
  const [one, two] = seats.map(({ player }) => player) as [PlayerClient, PlayerClient];
  await bring(host, "open", 1);
  await respond(one, 1, TYPED);
  /** Frames until the first close. */
  const early = down.all().filter(({ where }) => where === "frame");
  await bring(pre.host, "open", 1);
  for (const { player } of pre.seats) await respond(player, 1, "belum tahu");
  await bring(pre.host, "finished");
  await respond(two, 1, "tidak tahu");
  await bring(host, "open", 2);
  await respond(one, 2, "b");
  await respond(two, 2, "a");
  await bring(host, "finished");
  for (const player of [one, two])
    await player.until(({ events }) => events.some(({ name }) => name === "room:closed"));

  // Errors that could repeat what they were given.
  await one.ask("room:resume", { token: { secret: seats[0]?.token } });
  await two.ask("room:resume", { token: `${room.roomId}.${"x".repeat(43)}` });
  await one.ask(`room:${TYPED}`, {});
  await phone.ask("room:attach", { token: `${room.token}x` });
  for (const path of [
    `/api/rooms/${seats[0]?.token}/report.json`,
    `/${room.token}`,
    `/api/rooms?key=${HOST_KEY}`,
    `/%zz?${HOST_KEY}`,
  ])
    await down.ask("nobody", path, { headers: from }, "a path with a secret");
  await down.ask("nobody", "/api/rooms", { headers: { authorization: `Bearer ${room.token}` } });

  // What is taken away, by its owner, by the administrator, and by nobody.
  const sides = `pre=${pre.roomId}&post=${room.roomId}`;
  for (const path of [
    ...[
      ...FILES.map((file) => `/api/rooms/${room.roomId}/${file}?`),
      ...COMPARED.map((file) => `/api/${file}?${sides}&`),
    ].flatMap((path) => [path, `${path}names=0`]),
    // Its purpose is who has which code.
    `/api/rooms/${room.roomId}/codes.csv`,
    `/api/workshops/${workshop.id}`,
  ]) {
    await down.ask("rina", path, { headers: cookie });
    await down.ask("admin", path, { headers: bearer });
    await down.ask("nobody", path);
  }
  for (const path of [
    "/api/rooms",
    "/api/quizzes",
    "/api/workshops",
    "/api/organisers",
    "/metrics",
    "/api/openapi.json",
  ])
    await down.ask("admin", path, { headers: bearer });
  await down.ask("rina", "/api/session", { method: "DELETE", headers: cookie });
  for (const client of clients) client[Symbol.dispose]();
  await server.end("SIGTERM");
  const log = withoutBanner(server.output, folder);
  down.add("server", "log", log);
  return { pre, room, link, session, early, log, everything: down.all() };
};
