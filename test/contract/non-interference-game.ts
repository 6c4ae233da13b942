/** One game in virtual time with seeded chance, and every byte that anybody but the organiser gets of it. */
import { drawFrom } from "../../src/rooms/draw.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { countedStore } from "../chaos/fuzz/counted.ts";
import { Line, withIo } from "../chaos/fuzz/line.ts";
import { type Route, withRoutes } from "../chaos/fuzz/routes.ts";
import { HOST_KEY, startApp } from "../support.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";

export type Item = { id: string; type: string; [field: string]: unknown };

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484454", "hex");
const FIRST: Item = {
  id: "q0",
  type: "poll",
  stem: "0?",
  seconds: null,
  options: ["x", "y"].map((id) => ({ id, text: id })),
};

/** What one game gave to each party, in order: up to the close of the round in question, and from there on. */
export interface Heard {
  before: string[];
  after: string[];
}
export interface Played {
  players: Heard;
  host: Heard;
  /** Every route without a right: status, headers, body. */
  web: Heard;
}

/**
 * Plays a poll and then the item: joins, looks, reconnections, responses of three players (`values`), a late one.
 */
export const playItem = async (
  item: Item,
  values: readonly unknown[],
  options: Record<string, unknown> = {},
): Promise<Played> => {
  const clock = new VirtualClock(1_800_000_000_000);
  const { store, settled } = countedStore(openSqlite({ file: ":memory:", now: () => clock.now }));
  const parts = { store, clock, draw: drawFrom(seededBytes(5)) };
  const { started, routes } = await withRoutes(() =>
    withIo(() => startApp({ PUBLIC_URL: "http://kelas.test" }, parts)),
  );
  const { started: server, io } = started;
  await using _server = server;

  const heard: Played = {
    players: { before: [], after: [] },
    host: { before: [], after: [] },
    web: { before: [], after: [] },
  };
  let part: keyof Heard = "before";
  const lines: { line: Line; to: "players" | "host"; name: string }[] = [];
  const settle = async () => {
    for (let turns = 0; turns < 6; turns++) await new Promise((resume) => setImmediate(resume));
  };
  /** Takes down what was pushed meanwhile, line by line. */
  const gather = async () => {
    await settle();
    for (const { line, to, name } of lines) {
      for (const text of line.pushed.splice(0)) heard[to][part].push(`${name} ${text}`);
    }
  };
  const enter = async (namespace: "player" | "host", name: string, auth: object = {}) => {
    const line = new Line(io, namespace);
    await line.enter(auth);
    lines.push({ line, to: namespace === "host" ? "host" : "players", name });
    return line;
  };
  /** Moves time on in one step: what is due meanwhile happens, and is over when this resolves. */
  const pass = async (ms: number) => {
    await clock.tick(ms, ms);
    await settled();
    await gather();
  };
  const tell = async (line: Line, event: string, payload: object) => {
    const answer = (await line.ask(event, JSON.stringify(payload))) as Record<string, never>;
    const { to = "players", name = "" } = lines.find((each) => each.line === line) ?? {};
    heard[to][part].push(`${name} ${event} ${JSON.stringify(answer)}`);
    await gather();
    return answer;
  };

  const quiz = { schemaVersion: 1, id: "q", title: "Quiz", language: "id", items: [FIRST, item] };
  const key = { authorization: `Bearer ${HOST_KEY}` };
  await server.app.http.inject({ method: "PUT", url: "/api/quizzes/q", headers: key, payload: quiz });
  const { image } = item as { image?: { file: string } };
  if (image) {
    const url = `/api/quizzes/q/images/${image.file}`;
    await server.app.http.inject({
      method: "PUT",
      url,
      headers: { ...key, "content-type": "image/png" },
      payload: PNG,
    });
  }
  const host = await enter("host", "host", { key: HOST_KEY });
  const room = await tell(host, "room:create", { quizId: "q", options: { leaderboard: "end", ...options } });
  const advance = async () => tell(host, "room:advance", { version: (await store.room(room.roomId ?? ""))?.version });
  const web = async () =>
    heard.web[part].push(
      ...(await everyRoute(server.app.http.inject.bind(server.app.http), routes, room.roomId ?? "")),
    );

  const seats: { line: Line; token: string }[] = [];
  for (const nickname of ["Ani", "Budi", "Citra"]) {
    const line = await enter("player", nickname);
    await tell(line, "room:look", { pin: room.pin });
    const { token } = await tell(line, "room:join", { pin: room.pin, nickname });
    seats.push({ line, token: token ?? "" });
  }
  const open = async () => {
    await advance();
    if (options.previewSeconds !== 0) await advance();
    await pass(700);
  };
  await open();
  await tell(host, "round:close", { round: 1 });
  await open();
  const shown = heard.players.before.findLast((text) => text.includes('"phase":"open"')) ?? "";
  /** Several options are named by their letters, and found on the screen by their texts. */
  const picked = (value: unknown) =>
    Array.isArray(value)
      ? value.map((id) => new RegExp(`"id":"([^"]+)","text":"Option ${id}"`).exec(shown)?.[1])
      : value;
  for (const [index, { line }] of seats.entries()) {
    await tell(line, "response:submit", { round: 2, attempt: "a", value: picked(values[index]) });
    await tell(line, "response:submit", { round: 2, attempt: "b", value: picked(values[(index + 1) % values.length]) });
    await tell(line, "room:sync", { version: 0 });
    if (index === 0) {
      const again = await enter("player", "Ani again");
      await tell(again, "room:resume", { token: seats[0]?.token });
      const late = await enter("player", "Dewi");
      await tell(late, "room:join", { pin: room.pin, nickname: "Dewi" });
    }
    await pass(900);
  }
  await tell(host, "room:sync", { version: 0 });
  await web();
  part = "after";
  await tell(host, "round:close", { round: 2 });
  await tell(host, "room:finish", {});
  await web();
  for (const { line } of lines) line.close();
  return heard;
};

/** What a stranger is told at every address, with ids of the room where it takes some. */
const everyRoute = async (
  inject: (request: { method: "GET"; url: string }) => Promise<{ statusCode: number; headers: object; body: string }>,
  routes: readonly Route[],
  roomId: string,
): Promise<string[]> => {
  const told: string[] = [];
  for (const { method, url } of routes) {
    const path = url.replace(":id", url.includes("/quizzes/") ? "q" : roomId).replace(/:\w+|\*/, "none");
    const { statusCode, headers, body } = await inject({ method: method as "GET", url: path });
    const { date: _now, ...rest } = headers as { date?: string };
    told.push(`${method} ${path} ${statusCode} ${JSON.stringify(rest)} ${body}`);
  }
  return told;
};
