import { readFile } from "node:fs/promises";
import type { Server } from "node:http";
import { describe, expect, test } from "vitest";
import { HOST_EVENTS, PLAYER_EVENTS } from "../../protocol/payloads.ts";
import { ItemSchema, typeOf } from "../../src/items/index.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { countedStore } from "../chaos/fuzz/counted.ts";
import { withIo } from "../chaos/fuzz/line.ts";
import { advance, joinRoom, openRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";

const letters = (count: number) => "x".repeat(count);
const list = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const ids = (count: number) => list(count, (index) => `p${index}`);

const JOIN = { pin: "123456", nickname: "Ani" };
const SUBMIT = { round: 1, attempt: "a", value: "b" };
const takes = (events: typeof PLAYER_EVENTS | typeof HOST_EVENTS, event: string, payload: object): boolean =>
  (events as Record<string, { safeParse(value: unknown): { success: boolean } }>)[event]?.safeParse(payload).success ===
  true;
const player = (event: keyof typeof PLAYER_EVENTS, payload: object) => takes(PLAYER_EVENTS, event, payload);
const host = (event: keyof typeof HOST_EVENTS, payload: object) => takes(HOST_EVENTS, event, payload);

const entered = (answers: object[]) => ({ playerId: "p", answers });

const normal = (type: string, text: string): boolean => {
  const item = ItemSchema.parse({ id: "q", stem: "?", type, ...(type === "short-answer" && { accept: ["a"] }) });
  return typeOf(item).normalise(item, text) !== null;
};

/** Row of the table in SPEC.md -> the bounds that are taken, what lies just beyond each, and whether an input is taken. */
type Bound = [what: string, within: number[], beyond: number[], taken: (value: number) => boolean];
const HERE: Record<string, Bound[]> = {
  "`round`": [
    ["response:submit", [1, 1000], [0, 1001], (round) => player("response:submit", { ...SUBMIT, round })],
    ["round:close", [1, 1000], [0, 1001], (round) => host("round:close", { round })],
    ["round:extend", [1, 1000], [0, 1001], (round) => host("round:extend", { round, seconds: 5 })],
    ["round:void", [1, 1000], [0, 1001], (round) => host("round:void", { round })],
    ["round:skip", [1, 1000], [0, 1001], (round) => host("round:skip", { round })],
    ["text:hide", [1, 1000], [0, 1001], (round) => host("text:hide", { round, ids: ["a"], hidden: true })],
    ["answer:enter", [1, 1000], [0, 1001], (round) => host("answer:enter", entered([{ round, value: "a" }]))],
  ],
  "`attempt`": [
    ["response:submit", [1, 64], [0, 65], (n) => player("response:submit", { ...SUBMIT, attempt: letters(n) })],
    ["round:extend", [1, 64], [0, 65], (n) => host("round:extend", { round: 1, seconds: 5, attempt: letters(n) })],
    ["room:join", [22, 64], [21, 65], (n) => player("room:join", { ...JOIN, attempt: letters(n) })],
    ["room:create", [22, 64], [21, 65], (n) => host("room:create", { quizId: "q", attempt: letters(n) })],
    ["room:replay", [22, 64], [21, 65], (n) => host("room:replay", { attempt: letters(n) })],
    ["player:add", [22, 64], [21, 65], (n) => host("player:add", { nickname: "Ani", attempt: letters(n) })],
  ],
  "raw nickname / team / label": [
    ["nickname", [1, 400], [0, 401], (n) => player("room:join", { ...JOIN, nickname: letters(n) })],
    ["new nickname", [1, 400], [0, 401], (n) => host("player:rename", { playerId: "p", nickname: letters(n) })],
    ["name on paper", [1, 400], [0, 401], (n) => host("player:add", { nickname: letters(n) })],
    ["team", [0, 64], [65], (n) => player("room:join", { ...JOIN, team: letters(n) })],
    ["new team", [0, 64], [65], (n) => host("player:team", { playerId: "p", team: letters(n) })],
    ["label", [1, 80], [0, 81], (n) => host("host:ask", { pin: "123456", label: letters(n) })],
  ],
  "text response": [
    ["on the wire", [500], [501], (n) => player("response:submit", { ...SUBMIT, value: letters(n) })],
    ["short-answer", [1, 200], [0, 201], (n) => normal("short-answer", letters(n))],
    ["open-text", [1, 500], [0, 501], (n) => normal("open-text", letters(n))],
  ],
  "teams of a room": [
    [
      "room:create",
      [2, 40],
      [1, 41],
      (n) => host("room:create", { quizId: "q", options: { teams: { mode: "dealt", names: ids(n) } } }),
    ],
  ],
  "people of a list": [
    [
      "room:create",
      [500],
      [501],
      (n) => host("room:create", { quizId: "q", options: { roster: list(n, (index) => ({ name: `P ${index}` })) } }),
    ],
  ],
  "ids in `text:hide`": [
    ["text:hide", [1, 500], [0, 501], (n) => host("text:hide", { round: 1, ids: ids(n), hidden: true })],
  ],
  "ids in `player:remove`": [
    ["player:remove", [1, 10_000], [0, 10_001], (n) => host("player:remove", { playerIds: ids(n) })],
  ],
  "option ids in a response": [
    ["response:submit", [0, 20], [21], (n) => player("response:submit", { ...SUBMIT, value: ids(n) })],
  ],
  "answers in `answer:enter`": [
    [
      "answer:enter",
      [1, 200],
      [0, 201],
      (n) => host("answer:enter", entered(list(n, () => ({ round: 1, value: "a" })))),
    ],
  ],
  "simulated phones of a rehearsal": [
    ["rehearsal:phones", [0, 45], [-1, 46], (count) => host("rehearsal:phones", { count })],
  ],
  extension: [["round:extend", [1, 600], [0, 601], (seconds) => host("round:extend", { round: 1, seconds })]],
};

/** A test by its file, and how its title begins. */
const AT = (folder: string, file: string, title: string) => [`../${folder}/${file}.test.ts`, title] as const;
/** A law that every store keeps, by how its title begins. */
const LAW = (title: string) => ["../contract/store-laws-library.ts", title] as const;
/** Row -> the tests that show it at the bound and beyond. */
const ELSEWHERE: Record<string, (readonly [file: string, title: string])[]> = {
  "events of a socket": [
    AT("contract", "protocol-limits", "[AB2] the 61st event of a socket in a window"),
    AT("contract", "protocol-limits", "[AB2] twice the budget in one window"),
    AT("contract", "protocol-limits-windows", "[AB2] the 61st event of a second window"),
  ],
  "joins of one room from one address": [
    AT("unit", "admission", "[AB8] the 101st join of an address"),
    AT("contract", "protocol-limits-windows", "[AB1] %s of an address pass at once, and as many again"),
  ],
  "rooms opened by replay with a room's token alone, from one address": [
    AT("unit", "admission", "[RM64] with the token of a room"),
  ],
  "joins of a seat of the room that is replayed": [
    AT("unit", "admission", "[RM65] a seat of the room that is replayed"),
  ],
  "joins of one room with a solved puzzle": [AT("unit", "admission", "[AB9] 30 a second pass with work")],
  "wrong PINs of an address": [AT("unit", "guesses", "[AB7] an address has 30 wrong PINs in ten minutes")],
  "questions to host one room from one address": [
    AT("contract", "protocol-guessing", "[AB22] ten questions to host a room"),
  ],
  "looks at one room from one address": [
    AT("contract", "protocol-limits-windows", "[AB1] %s of an address pass at once, and as many again"),
  ],
  "seats in a room": [AT("contract", "protocol-join", "[RM10] the room is full at its last seat")],
  "rooms in use on a node": [AT("unit", "admission", "[AB15] a node opens its 1,000th room")],
  "requests of a connection to enter a namespace": [
    AT("contract", "protocol-limits-sockets", "[AB35] both namespaces, a third and a fourth"),
  ],
  "frames of a connection, of any kind": [
    AT("unit", "connections", "[AB19] 300 frames of any kind in ten seconds"),
    AT("contract", "protocol-limits-sockets", "[AB19] 300 pings are answered"),
  ],
  "pieces of one message; reads that one frame comes in": [
    AT("contract", "protocol-limits-sockets", "[AB19] a message in 64 pieces"),
    AT("contract", "protocol-limits-sockets", "[AB19] a frame that comes in 1,024 reads"),
  ],
  "what waits for a connection when more is sent": [
    AT("unit", "connections", "[AB16] 64 packets may wait"),
    AT("unit", "connections", "[AB16] %s may wait, in the queue and below it"),
    AT("contract", "protocol-limits-waiting", "[AB16] a host's screen that reads nothing is closed"),
  ],
  "connections of an address without seat or right": [
    AT("unit", "connections", "[AB18] 2,000 of one address stay"),
    AT("contract", "protocol-limits-waiting", "[AB18] 2,000 connections of an address wait"),
  ],
  "half-open connections": [
    AT("contract", "limits-table", "[AB41] half-open"),
    AT("contract", "protocol-limits-sockets", "[AB17] 525 connections that are half open"),
  ],
  message: [AT("contract", "protocol-limits", "[PR13] passes at 4 KiB and is too large one byte beyond")],
  nesting: [AT("contract", "protocol-limits", "[PR12] ten levels pass and eleven do not")],
  "wrong keys and passwords of an address": [AT("contract", "http-guesses", "[AU6] of an address the 101st wrong key")],
  "wrong passwords of a name": [AT("contract", "http-guesses", "[AU6] the 11th wrong password of a name")],
  "sign-ins that wait": [AT("unit", "sign-in-queue", "[AU16] ten of a network may wait")],
  "head of a request": [AT("contract", "http-limits", "[HT10] names and values in the head of a request")],
  "body of a request": [AT("contract", "http-limits", "[HT10] %s is taken at its bound")],
  image: [AT("contract", "http-limits", "[HT10] %s is taken at its bound")],
  "new images of an organiser": [
    LAW("[ST59] new images take of their owner's share"),
    AT("contract", "http-images", "[HT11] an organiser adds new images up to the bound"),
  ],
  "images of a quiz that its document does not name": [LAW("[ST60] of images that the document does not name")],
  "uploaded file": [
    AT("contract", "http-limits", "[HT10] %s is taken at its bound"),
    AT("contract", "http-limits", "[IM1] a workbook has 1 MB at most"),
  ],
  "uploaded archive, unpacked": [AT("contract", "http-limits", "[IM1] a workbook has 1 MB at most, [IM11] an archive")],
  "uploads that are waited for": [
    AT("unit", "importers-files", "[IM11] files are read one at a time, and few may wait"),
  ],
  "reading of an upload": [
    AT("unit", "importers-files", "[IM11] a file that is never read to its end"),
    AT("unit", "importers-files", "[IM11] a file that grows beyond its memory"),
  ],
  "memory of Redis": [AT("contract", "store-space", "[ST40] memory is full at 80 %")],
  "free disk of the embedded store": [
    AT("contract", "store-space", "[ST40] memory is full at 80 %, a disk at a tenth"),
    AT("contract", "store-space-disk", "[ST40] a server on the embedded store looks at the disk"),
  ],
  "`responses:counted`": [AT("contract", "limits-table", "[AB42] a host is told at most ten times a second")],
};

/** The titles of a file's tests, as they are written. */
const titlesIn = async (file: string): Promise<string[]> => {
  const source = await readFile(new URL(file, import.meta.url), "utf8");
  return [...source.matchAll(/(?:\btest|\))\(\s*(["'`])(\[[A-Z]{2}\d+\].*?)\1,/g)].map(([, , title = ""]) => title);
};

describe("the table of limits", () => {
  test.each(Object.entries(HERE).flatMap(([row, bounds]) => bounds.map((bound) => ({ row, bound }))))(
    "[AB40] $row, $bound.0: taken at the bound, refused one beyond",
    ({ bound: [, within, beyond, taken] }) => {
      expect(within.map(taken)).toEqual(within.map(() => true));
      expect(beyond.map(taken)).toEqual(beyond.map(() => false));
    },
  );

  test("[AB40] every row is here, or other tests are named that are there", async () => {
    const spec = await readFile(new URL("../../protocol/SPEC.md", import.meta.url), "utf8");
    const [, table = ""] = spec.split("| what | limit | beyond |\n|---|---|---|\n");
    const rows = (table.split("\n\n")[0] ?? "").split("\n").map((line) => line.split(" | ")[0]?.slice(2));
    expect(rows.toSorted()).toEqual([...Object.keys(HERE), ...Object.keys(ELSEWHERE)].toSorted());
    for (const [row, tests] of Object.entries(ELSEWHERE)) {
      for (const [file, title] of tests) {
        const found = (await titlesIn(file)).some((written) => written.startsWith(title));
        expect({ row, file, title, found }).toEqual({ row, file, title, found: true });
      }
    }
  });

  test("[AB41] half-open connections have 5 s for a head or a namespace and 9 s for a pong, and a request 10 s; a frame comes in 1,024 reads, a message in 64 pieces", async () => {
    const { started, io } = await withIo(() => startApp());
    await using server = started;
    const { headersTimeout: head, requestTimeout: request, keepAliveTimeout: idle } = server.app.http.server as Server;
    const { pingInterval = 0, pingTimeout = 0 } = io.engine.opts;
    expect({ head, request, idle, namespace: io.connectTimeout(), pong: pingInterval + pingTimeout }).toEqual({
      head: 5000,
      request: 10_000,
      idle: 10_000,
      namespace: 5000,
      pong: 9000,
    });
    const { ws } = io.engine as unknown as { ws: { options: object } };
    expect(ws.options).toMatchObject({ maxBufferedChunks: 1024, maxFragments: 64 });
  });

  test("[AB42] a host is told at most ten times a second how many have responded, and in the end the last count", async () => {
    const clock = new VirtualClock(1_800_000_000_000);
    const { store, settled } = countedStore(openSqlite({ file: ":memory:", now: () => clock.now }));
    await using server = await startApp({}, { store, clock, draw: drawFrom(seededBytes(3)) });
    const quiz = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.slice(0, 1) };
    const game = await openRoom(server.url, { quiz, options: { previewSeconds: 0 } });
    const pass = async (ms: number) => {
      await clock.tick(ms, ms);
      await settled();
    };
    const people = [];
    for (const index of list(21, (n) => n))
      people.push((await joinRoom(server.url, { pin: game.pin, nickname: `P ${index}` })).player);
    await advance(game.host);
    await game.host.phase("open", 1);
    for (let step = 0; step < 6; step++) await pass(100);
    const counts = () =>
      game.host.events.flatMap(({ name, payload }) =>
        name === "responses:counted" ? [(payload as { responded: number }).responded] : [],
      );
    game.host.events.length = 0;
    // One every 50 ms, for a second; the last person keeps the round open.
    for (const person of people.slice(0, 20)) {
      await person.get("response:submit", { round: 1, attempt: "a", value: "b" });
      await pass(50);
    }
    await game.host.until(() => counts().includes(20));
    expect(counts().length).toBeGreaterThan(5);
    expect(counts().length).toBeLessThanOrEqual(10);
    for (const client of [game.host, ...people]) client.socket.disconnect();
  });
});
