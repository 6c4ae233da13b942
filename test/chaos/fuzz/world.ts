/** A whole server in this process without a network, a room in some phase, and connections of every kind to throw things at it. */
import { pino } from "pino";
import { drawFrom } from "../../../src/rooms/draw.ts";
import { openSqlite } from "../../../src/store/sqlite.ts";
import { HOST_KEY, startApp } from "../../support.ts";
import { seededBytes, VirtualClock } from "../../virtual.ts";
import type { Chance } from "./chance.ts";
import { countedStore } from "./counted.ts";
import { Line, withIo } from "./line.ts";
import type { Hints } from "./make.ts";
import { withRoutes } from "./routes.ts";

/** Events a connection sends before another takes its place: fewer than it may. */
const EVENTS = 50;

const options = ["a", "b", "c"].map((id) => ({ id, text: id.toUpperCase() }));
const untimed = { seconds: null };
/** An item of every type; rounds wait for their hosts. */
const QUIZ = {
  schemaVersion: 1,
  id: "all",
  title: "All",
  items: [
    { id: "q1", type: "single-choice", stem: "1?", options, key: ["b"], ...untimed },
    { id: "q2", type: "open-text", stem: "2?", ...untimed },
    { id: "q3", type: "multiple-choice", stem: "3?", options, key: ["a", "c"], ...untimed },
    { id: "q4", type: "short-answer", stem: "4?", accept: ["merah"], ...untimed },
    { id: "q5", type: "numeric", stem: "5?", answer: 4, ...untimed },
    { id: "q6", type: "true-false", stem: "6?", key: ["true"], ...untimed },
    { id: "q7", type: "poll", stem: "7?", options, ...untimed },
    { id: "q8", type: "rating", stem: "8?", ...untimed },
  ],
};
/** Enough of an image to be told for one. */
export const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
/** A value that fits each of its rounds, and others; made anew, as it may be broken afterwards. */
const values = (): unknown[] => ["a", "sesuatu", ["a", "c"], "merah", 4, "true", "b", "3", ["a"], "4,0"];

export const ROLES = { player: ["seated", "stranger"], host: ["key", "token", "asker"] } as const;
export type Role = (typeof ROLES)["player" | "host"][number];

interface Room {
  id: string;
  pin: string;
  token: string;
  seats: { playerId: string; token: string; code: string }[];
}

/** Somebody who comes so long after the one before comes alone, and waits for no reading that a crowd would share, ms. */
export const ALONE_MS = 100;

export const openWorld = async (seed: number, chance: Chance) => {
  const clock = new VirtualClock(1_800_000_000_000);
  const counted = countedStore(openSqlite({ file: ":memory:", now: () => clock.now }));
  /** What was logged as an error. */
  const faults: string[] = [];
  const log = pino({ level: "error" }, { write: (line: string) => void faults.push(line) });
  const parts = { store: counted.store, clock, draw: drawFrom(seededBytes(seed)) };
  const { started, routes } = await withRoutes(() =>
    withIo(() => startApp({ PUBLIC_URL: "http://kelas.test" }, parts, log)),
  );
  const { started: server, io } = started;
  const { store } = server.app;
  const lines = new Map<Role, Line>();
  let room: Room = { id: "none", pin: "000000", token: "none.x", seats: [] };
  let hash = "";
  let workshop = { id: "none", version: 1 };
  let opened = 0;

  const connect = async (namespace: string, auth: object = {}): Promise<Line> => {
    opened++;
    clock.now += ALONE_MS;
    // Addresses of their own, so that nobody meets a limit of joins.
    const line = new Line(io, namespace, {
      address: `10.${(opened >> 16) & 255}.${(opened >> 8) & 255}.${opened & 255}`,
    });
    await line.enter(auth);
    return line;
  };
  const tell = async (line: Line, event: string, payload: object) =>
    (await line.ask(event, JSON.stringify(payload))) as Record<string, never> & { ok: boolean };

  const enter = async (role: Role): Promise<Line> => {
    const seat = room.seats[0];
    const line = await connect(
      role === "seated" || role === "stranger" ? "player" : "host",
      role === "key" ? { key: HOST_KEY } : role === "token" ? { token: room.token } : {},
    );
    if (role === "seated" && seat) await tell(line, "room:resume", { token: seat.token });
    if (role === "key" || role === "token") await tell(line, "room:attach", { token: room.token });
    return line;
  };

  /** The connection that plays a role now. */
  const line = async (role: Role): Promise<Line> => {
    const known = lines.get(role);
    if (known && !known.closed && known.sent < EVENTS) return known;
    known?.close();
    const fresh = await enter(role);
    lines.set(role, fresh);
    return fresh;
  };

  const inject = (
    method: string,
    url: string,
    payload?: string | Buffer,
    type?: string,
    key: string | undefined = HOST_KEY,
  ) =>
    server.app.http.inject({
      method: method as "GET",
      url,
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(type === undefined ? {} : { "content-type": type }),
      },
      ...(payload === undefined ? {} : { payload }),
    });

  /** A fresh room with three seats, in a phase that chance decides. */
  const renew = async (): Promise<void> => {
    for (const known of lines.values()) known.close();
    lines.clear();
    const json = "application/json";
    await inject("PUT", "/api/quizzes/all", JSON.stringify(QUIZ), json);
    hash = (await inject("PUT", "/api/quizzes/all/images/q.png", PNG, "image/png")).json().url.split("/").at(-1);
    const quizIds = { pre: "all", post: "all" };
    const body = JSON.stringify({ title: "W", quizIds, identity: "coded" });
    workshop = (await inject("POST", "/api/workshops", body, json)).json().workshop;
    const host = await connect("host", { key: HOST_KEY });
    const identity = chance.pick(["coded", "coded", "roster", "anonymous"]);
    const preset = chance.pick(["none", "none", "pretest"]);
    const made = await tell(host, "room:create", {
      quizId: "all",
      options: {
        previewSeconds: chance.pick([0, 5]),
        identity,
        preset,
        roster: [{ name: "Ani" }, { name: "Budi" }],
        ...(chance.yes(0.5) ? { teams: { mode: "dealt", names: ["Merah", "Biru"] } } : {}),
      },
    });
    room = { id: made.roomId ?? "", pin: made.pin ?? "", token: made.token ?? "", seats: [] };
    for (const nickname of ["Ani", "Budi", "Citra"]) {
      const player = await connect("player");
      room.seats.push((await tell(player, "room:join", { pin: room.pin, nickname })) as never);
      player.close();
    }
    for (let steps = chance.below(8); steps > 0; steps--) {
      const version = (await store.room(room.id))?.version;
      await tell(host, "room:advance", { version });
      clock.now += 500;
    }
    host.close();
    // What is due by time, at times: it waits in earnest for all that it sets off.
    if (chance.yes(0.2)) await clock.tick(500, 500);
    await counted.settled();
  };

  const account = JSON.stringify({ name: "Pak Nyoman", password: "kata sandi 2026" });
  const organiserId: string = (await inject("POST", "/api/organisers", account, "application/json")).json().organiser
    .id;
  const now = async () => (await store.room(room.id)) ?? undefined;
  /** The last input that was refused, and the writes there were by then. */
  let refused: { said: () => string; writes: number } | undefined;
  let [version, round] = [1, 1];
  const hints: Hints = {
    protocol: () => 1,
    pin: () => room.pin,
    token: (c) => c.pick([room.token, ...room.seats.map(({ token }) => token)]),
    key: () => HOST_KEY,
    roomId: () => room.id,
    workshopId: () => workshop.id,
    organiserId: () => organiserId,
    id: (c) => c.pick([room.id, "all", workshop.id]),
    pre: (c) => (c.yes(0.9) ? "all" : room.id),
    post: (c) => (c.yes(0.9) ? "all" : room.id),
    playerId: (c) => c.pick(room.seats).playerId,
    playerIds: (c) => c.pick(room.seats).playerId,
    version: (c) => c.pick([version, workshop.version]),
    round: (c) => (c.yes(0.6) ? Math.max(1, round) : c.between(1, 8)),
    quizId: () => "all",
    value: (c) => (c.yes(0.5) ? values()[Math.max(0, round - 1)] : c.pick(values())),
    ids: (c) => c.pick(["sesuatu", "merah", "4"]),
    nickname: (c) => `${c.pick(["Ani", "Budi", "Ketut"])} ${c.below(1e6)}`,
    name: (c) => `Bu ${c.below(1e6)}`,
    code: (c) => c.pick(["7KQ2M", ...room.seats.map(({ code }) => code || "7KQ2M")]),
    quiz: () => structuredClone(QUIZ),
    itemId: () => QUIZ.items[0]?.id,
    team: (c) => c.pick(["t1", "t2"]),
    hash: (c) => c.pick([hash, "0".repeat(64)]),
    bands: () => "low,40,medium,70,high",
    title: () => "Sebuah judul",
  };

  return {
    clock,
    faults,
    hints,
    routes,
    line,
    inject,
    renew,
    /** What the server says to a handshake with this JSON text. */
    async greet(namespace: string, json: string): Promise<string | undefined> {
      const line = new Line(io, namespace);
      const said = await line.greet(json);
      line.close();
      return said;
    },
    drop(role: Role) {
      lines.get(role)?.close();
      lines.delete(role);
    },
    /** Resolves when nothing is under way. What was refused must not have written anything by then either. */
    async settled(): Promise<void> {
      if (refused || counted.unsettled()) await counted.settled();
      if (refused && counted.writes() !== refused.writes)
        faults.push(`what was refused wrote later: ${refused.said()}`);
      refused = undefined;
    },
    writes: counted.writes,
    /** What is wrong with an input that was refused after so many writes; `said` tells of it. */
    refused(writes: number, said: () => string): string | undefined {
      refused = { said, writes };
      return counted.writes() === writes ? undefined : `what was refused wrote something: ${said()}`;
    },
    /** All that a refused input must leave as it is. */
    async state(): Promise<string> {
      const [document, seats, pulse] = await Promise.all([now(), store.seats(room.id, 0), store.pulse(room.id)]);
      return JSON.stringify([document, seats, pulse, (await store.workshops()).length]);
    },
    /** Reads where the room is; whether it is still of use. */
    async look(): Promise<boolean> {
      const document = await now();
      [version, round] = [document?.version ?? 1, document?.round ?? 1];
      return document !== undefined && (document.phase !== "finished" || chance.yes(0.98));
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
export type World = Awaited<ReturnType<typeof openWorld>>;
