import { inspect } from "node:util";
import { Redis } from "ioredis";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Room } from "../../src/room.ts";
import { LIBRARY, roomKeys } from "../../src/store/keys.ts";
import { openRedis } from "../../src/store/redis.ts";
import { type Line, openLine } from "../../src/store/redis-line.ts";
import { redisSeats } from "../../src/store/redis-seats.ts";
import { type Join, type Store, StoreUnavailable } from "../../src/store/store.ts";
import { startRedis, type TestRedis } from "../redis.ts";
import { joinOf, quizOf, seated, withSlide } from "./store-fixtures.ts";

let redis: TestRedis;
let store: Store;
let raw: Redis;
let room: Room;
beforeEach(async () => {
  redis = await startRedis();
  store = await openRedis({ url: redis.url });
  raw = new Redis(redis.url);
  ({ room } = await seated(store, 1));
});
afterEach(async () => {
  raw.disconnect();
  await store.close();
  await redis[Symbol.asyncDispose]();
});

const failure = (operation: Promise<unknown>): Promise<unknown> =>
  operation.then(
    () => "no error",
    (error: unknown) => error,
  );

/** Every text that hangs on an error, hidden fields and causes too. */
const everything = (error: unknown): string => inspect(error, { showHidden: true, depth: Number.POSITIVE_INFINITY });

const expectNothingOf = (error: unknown, { seat }: Join): void => {
  expect(Object.keys(Object(error))).not.toContain("command");
  for (const sent of [seat.nickname, seat.token, seat.playerId, seat.attempt ?? "-"]) {
    expect(everything(error)).not.toContain(sent);
  }
};

test("[OP2] an error by which Redis answers says what is wrong, and nothing of what was sent", async () => {
  await raw.set(roomKeys(room.id).nicks, "not a hash");
  const join = joinOf(room.id, { nickname: "Nick Name" });
  const error = await failure(store.join(join));
  expect(String(error)).toMatch(/^Error: WRONGTYPE/);
  expect(error).not.toBeInstanceOf(StoreUnavailable);
  expect(Object.keys(Object(error))).toEqual([]);
  expectNothingOf(error, join);
});

test("[OP2] nor does the cause of an unavailable store tell what was sent", async () => {
  await raw.config("SET", "maxmemory", "1");
  const refused = joinOf(room.id, { nickname: "Nick Name" });
  const full = await failure(store.join(refused));
  expect(full).toBeInstanceOf(StoreUnavailable);
  expect(String(full)).toContain("OOM");
  expectNothingOf(full, refused);
  redis.freeze();
  const unanswered = joinOf(room.id, { nickname: "Nick Name" });
  const silent = await failure(store.join(unanswered));
  redis.thaw();
  expect(silent).toBeInstanceOf(StoreUnavailable);
  expectNothingOf(silent, unanswered);
});

test("[OP2] a command Redis does not know is named without its arguments", async () => {
  const line = openLine(redis.url, () => {});
  const error = await failure(line.run((client) => client.call("NOSUCH", "a-secret-token")));
  line.close();
  expect(String(error)).toContain("unknown command 'NOSUCH'");
  expect(everything(error)).not.toContain("a-secret-token");
});

test("[ST13] a node remembers the rounds of a bounded number of rooms, and a pulse of a forgotten one is right", async () => {
  const client = new Redis({ lazyConnect: true });
  const asked: string[] = [];
  // Every room is in round 3, and says so to whoever believes anything else.
  client.evalsha = async (...sent: unknown[]) => {
    const believed = String(sent.at(-1));
    asked.push(believed);
    return believed === "3" ? ["pulse", "7", "0", "0", "0", "0"] : ["round", "3"];
  };
  const run: Line["run"] = (command) => command(client);
  const line: Line = { client, ahead: 0, run, confirmed: run, close: () => {} };
  const seats = redisSeats(line, () => 0);
  await seats.pulse("first");
  await seats.pulse("first");
  expect(asked).toEqual(["0", "3", "3"]);
  for (let other = 0; other < 20_000; other++) await seats.pulse(`room ${other}`);
  asked.length = 0;
  expect(await seats.pulse("first")).toMatchObject({ version: 7 });
  expect(asked).toEqual(["0", "3"]);
});

test("[ST31] seats of the first schema are read with neither device nor person, and the schema moves forward", async () => {
  const { seats } = roomKeys(room.id);
  const [seat] = await store.seats(room.id, 0);
  const entry = await raw.hget(seats, seat?.playerId ?? "");
  const [joinedAt, fixed = ""] = (entry ?? "").split("\n");
  const { device: _, personId: __, team: ___, ...old } = JSON.parse(fixed) as Record<string, unknown>;
  await raw.hset(seats, seat?.playerId ?? "", `${joinedAt}\n${JSON.stringify(old)}`);
  await raw.set(LIBRARY.schema, "1");
  const node = await openRedis({ url: redis.url });
  expect(await node.seats(room.id, 0)).toEqual([seat]);
  expect(await raw.get(LIBRARY.schema)).toBe("3");
  await node.close();
});

test("[HT6] slides that an earlier version has counted are counted no more", async () => {
  const { quiz, ...rest } = quizOf("slides", "Slides");
  await store.putQuiz({ ...rest, quiz: withSlide(quiz) });
  const { questions: _, ...old } = JSON.parse((await raw.hget(LIBRARY.summaries, "slides")) ?? "{}");
  await raw.hset(LIBRARY.summaries, "slides", JSON.stringify({ ...old, items: 2 }));
  const summary = { id: "slides", title: "Slides", language: "en", items: 1, updatedAt: rest.updatedAt };
  expect(await store.quizzes()).toEqual([summary]);
});
