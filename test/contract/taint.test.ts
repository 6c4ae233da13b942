import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { deviceDigest } from "../../src/rooms/people.ts";
import { freePort, ServerProcess } from "../child.ts";
import {
  connectHost,
  connectPlayer,
  HOST_KEY,
  type HostClient,
  type PlayerClient,
  SMALL_QUIZ,
  tempFolder,
} from "../support.ts";
import { bring } from "./protocol-play.ts";
import { leaks, type Secret, takeDown } from "./taint-records.ts";
import { json } from "./tenants.ts";

const ADDRESS = "203.0.113.77";
const PASSWORDS = ["kata-sandi-bu-rina-2026", "kata-sandi-yang-salah"];
const DEVICE = "perangkat-c0ffee5b1c8f0e9d7a4c2eb6";
const NAMES = ["Nyoman Rahasiawan", "Ketut Tersembunyi"];
const TYPED = "jawaban-yang-diketik-nyoman";
const ACCEPTED = "jawaban-yang-benar-sekali";
const QUIZ = {
  ...SMALL_QUIZ,
  id: "rahasia",
  items: [
    { id: "q1", type: "short-answer", stem: "1?", accept: [ACCEPTED], seconds: null },
    ...SMALL_QUIZ.items.slice(0, 1).map((item) => ({ ...item, id: "q2", seconds: null })),
  ],
};
const FILES = ["report.json", "report.csv", "report.xlsx", "responses.csv", "matrix.csv", "long.zip", "codes.csv"];

/** Responds once the options show. */
const respond = async (player: PlayerClient, round: number, value: unknown) => {
  const open = await player.phase("open", round);
  await new Promise((resume) => setTimeout(resume, Math.max(0, open.openedAt - open.serverNow) + 30));
  return player.get("response:submit", { round, attempt: `a${round}`, value });
};

describe("a whole workshop, taken down", () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let server: ServerProcess;
  let down: ReturnType<typeof takeDown>;
  const secrets: Secret[] = [];
  const clients: (HostClient | PlayerClient)[] = [];
  /** Frames until the first close, and all there is in the end. */
  let early: ReturnType<ReturnType<typeof takeDown>["all"]> = [];
  let everything: typeof early = [];

  beforeAll(async () => {
    folder = await tempFolder();
    server = new ServerProcess(await freePort(), {
      DATA_DIR: folder.path,
      LOG_LEVEL: "trace",
      TRUST_PROXY: "127.0.0.1",
    });
    await server.start();
    const { url } = server;
    down = takeDown(url);
    const bearer = { authorization: `Bearer ${HOST_KEY}` };
    const from = { "x-forwarded-for": ADDRESS };
    const own = <Any extends HostClient | PlayerClient>(by: string, client: Any): Any => {
      clients.push(client);
      return down.client(by, client);
    };

    // Everybody's ways in: the link, a password, wrong ones.
    const link = await down.ask("admin", `/host?key=${HOST_KEY}`, { headers: from });
    await down.ask("nobody", `/host?key=${HOST_KEY}x`, { headers: from });
    const named = { name: "Bu Rina", password: PASSWORDS[0] };
    await down.ask("admin", "/api/organisers", {
      ...json("POST", named),
      headers: { ...bearer, "content-type": "application/json" },
    });
    await down.ask("nobody", "/api/session", json("POST", { ...named, password: PASSWORDS[1] }));
    const session = await down.ask("rina", "/api/session", json("POST", named));
    const cookie = { cookie: session.cookie };
    await down.ask("rina", "/api/session", { headers: cookie });
    await down.ask("rina", "/api/quizzes/rahasia", {
      ...json("PUT", QUIZ),
      headers: { ...cookie, "content-type": "application/json" },
    });

    // Her game, with a second screen, a phone that is let in, and two players.
    const host = own("rina", await connectHost(url, {}, { ...cookie, ...from }));
    const options = { previewSeconds: 0, workshop: { id: "lokakarya", occasion: "post" } } as const;
    const room = await host.get("room:create", { quizId: "rahasia", options });
    host.snapshots.push(room.snapshot);
    const screen = own("screen", await connectHost(url, { token: room.token }, from));
    await screen.get("room:attach", { token: room.token });
    const phone = own("phone", await connectHost(url, {}, from));
    const { askId } = await phone.get("host:ask", { pin: room.pin, label: "HP" });
    await host.get("host:approve", { askId, allow: true });
    await phone.until(({ events }) => events.find(({ name }) => name === "host:answered"));
    const seats = [];
    for (const [index, nickname] of NAMES.entries()) {
      const player = own(`player ${index}`, await connectPlayer(url, {}, from));
      const device = `${DEVICE}-${index}`;
      seats.push({ player, device, ...(await player.get("room:join", { pin: room.pin, nickname, device })) });
    }
    for (const { player, token } of seats) await player.get("room:resume", { token });
    const [one, two] = seats.map(({ player }) => player) as [PlayerClient, PlayerClient];
    await bring(host, "open", 1);
    await respond(one, 1, TYPED);
    early = down.all().filter(({ where }) => where === "frame");
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
      await down.ask("nobody", path, { headers: from });
    await down.ask("nobody", "/api/rooms", { headers: { authorization: `Bearer ${room.token}` } });

    // What is taken away, by its owner, by the administrator, and by nobody.
    for (const file of FILES) {
      await down.ask("rina", `/api/rooms/${room.roomId}/${file}`, { headers: cookie });
      await down.ask("admin", `/api/rooms/${room.roomId}/${file}`, { headers: bearer });
      await down.ask("nobody", `/api/rooms/${room.roomId}/${file}`);
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
    // The lines for the person who starts it bear the link; the log does not.
    const log = server.output.split("\n").filter((line) => line.startsWith("{"));
    down.add("server", "log", log.join("\n"));
    everything = down.all();

    const exports = ({ where }: { where: string }) => /^GET \/api\/rooms\/[^/]+\//.test(where);
    const signedIn = (by: string) => (record: { by: string; where: string }) =>
      record.by === by && record.where.endsWith("set-cookie");
    const tokenOf = (setCookie: string) => setCookie.split("=")[1] ?? "none";
    secrets.push(
      { name: "the host key", text: HOST_KEY },
      ...PASSWORDS.map((text) => ({ name: "a password", text })),
      { name: "the session of the administrator", text: tokenOf(link.cookie), may: signedIn("admin") },
      { name: "the session of an organiser", text: tokenOf(session.cookie), may: signedIn("rina") },
      { name: "an address", text: ADDRESS },
      {
        name: "the token of the room",
        text: room.token,
        may: ({ by, where, text }) =>
          where === "frame" &&
          ((by === "rina" && text.startsWith("3")) || (by === "phone" && text.includes("host:answered"))),
      },
      ...seats.flatMap(({ token, code, playerId, device, nickname }, index): Secret[] => {
        const mine = `player ${index}`;
        const hosts = ["rina", "screen", "phone"];
        const room0 = { id: room.roomId, options } as never;
        return [
          { name: `token ${index}`, text: token, may: ({ by, text }) => by === mine && text.startsWith("3") },
          {
            name: `code ${index}`,
            text: code,
            may: (record) => record.by === mine || (record.by !== "nobody" && exports(record)),
          },
          { name: `device ${index}`, text: device },
          { name: `digest of device ${index}`, text: deviceDigest(room0, device) },
          {
            name: `id ${index}`,
            text: playerId,
            may: ({ by, where }) => where === "frame" && [mine, ...hosts].includes(by),
          },
          {
            name: `nickname ${index}`,
            text: nickname,
            may: (record) =>
              record.by === mine ||
              (record.where === "frame" && (hosts.includes(record.by) || record.text.includes('"behind"'))) ||
              (record.by !== "nobody" && exports(record)),
          },
        ];
      }),
      // To its author and its hosts, at the reveal and after.
      {
        name: "the accepted answer",
        text: ACCEPTED,
        may: (record) => record.where !== "log" && record.by !== "nobody",
      },
      {
        name: "a typed answer",
        text: TYPED,
        may: ({ by, where, text }) =>
          where !== "log" && by !== "player 1" && by !== "nobody" && !text.includes(`room:${TYPED}`),
      },
    );
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await folder?.[Symbol.asyncDispose]();
  });

  test("[AB34] no token, key, session, password, device, code or name stands where it may not: frames, answers, headers, files, logs", () => {
    expect(everything.length).toBeGreaterThan(100);
    expect(leaks(everything, secrets)).toEqual([]);
    expect(early.length).toBeGreaterThan(15);
    expect(leaks(early, [{ name: "the accepted answer", text: ACCEPTED }])).toEqual([]);
  });

  test("[AB34] the search finds each secret where it may stand, or knows it well enough to miss it", () => {
    const stands = (name: string) => {
      const { text = "none" } = secrets.find((secret) => secret.name === name) ?? {};
      return everything.filter((record) => record.text.includes(text)).length;
    };
    for (const name of ["the token of the room", "token 0", "code 1", "id 0", "nickname 0", "a typed answer"])
      expect([name, stands(name) > 0]).toEqual([name, true]);
    for (const name of ["the session of the administrator", "the session of an organiser"])
      expect([name, stands(name)]).toEqual([name, 1]);
    const planted = secrets.map(({ text }) => ({ by: "nobody", where: "log", text: `{"msg":"${text}"}` }));
    expect(leaks(planted, secrets)).toHaveLength(secrets.length);
  });

  test("[OP2] at the level trace the log has lines, and each is JSON without a person in it", () => {
    const lines = server.output.split("\n").filter((line) => line.startsWith("{"));
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  });

  test("[AB34] a password stands in no file of the store, and a session only as a digest", async () => {
    const bytes = await readFile(`${folder.path}/cermat.db`, "latin1");
    for (const { name, text } of secrets.filter(({ name }) => /password|session|host key/.test(name))) {
      expect([name, bytes.includes(text)]).toEqual([name, false]);
    }
  });
});
