/** What a limit lets through in its next window. Time passes because the test says so. */
import type { Server } from "socket.io";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { Line, withIo } from "../chaos/fuzz/line.ts";
import { openRoom, SMALL_QUIZ, startApp } from "../support.ts";
import type { TestApp } from "./stores.ts";

interface Answer {
  error?: { code: string };
}

let server: TestApp;
let io: Server;
beforeAll(async () => {
  ({ started: server, io } = await withIo(() => startApp()));
});
afterAll(() => server[Symbol.asyncDispose]());
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const enter = async (): Promise<Line> => {
  const line = new Line(io, "player");
  await line.enter({});
  return line;
};

/** How often each answer came, "closed" at the first that did not. */
const tally = async (line: Line, count: number, event = "clock:probe", payload: object = {}) => {
  const told: Record<string, number> = {};
  for (let n = 0; n < count; n++) {
    // A farewell is no answer.
    const answer = (await line.ask(event, JSON.stringify(payload)).catch(() => undefined)) as Answer | undefined;
    const code = answer ? (answer.error?.code ?? "ok") : "closed";
    told[code] = (told[code] ?? 0) + 1;
    if (code === "closed") break;
  }
  return told;
};

test("[AB2] the 61st event of a second window closes the socket if the first had one too many, and else not", async () => {
  const real = performance.now.bind(performance);
  let ahead = 0;
  vi.spyOn(performance, "now").mockImplementation(() => real() + ahead);
  const [twice, once] = [await enter(), await enter()];
  expect(await tally(twice, 61)).toEqual({ ok: 60, rate_limited: 1 });
  expect(await tally(once, 60)).toEqual({ ok: 60 });
  ahead += 10_000;
  expect(await tally(twice, 60)).toEqual({ ok: 60 });
  expect(await tally(once, 61)).toEqual({ ok: 60, rate_limited: 1 });
  expect([twice.closed, once.closed]).toEqual([false, false]);
  expect(await tally(twice, 1)).toEqual({ closed: 1 });
  ahead += 10_000;
  expect(await tally(once, 61)).toEqual({ ok: 60, closed: 1 });
});

test.each([
  ["100 joins", "room:join", 100, "nickname_invalid"],
  ["200 looks", "room:look", 200, "ok"],
])(
  "[AB1] %s of an address pass at once, and as many again 5 s later and not before",
  async (_what, event, most, passes) => {
    // A nickname of nothing is refused as soon as the join has passed.
    const { host, pin } = await openRoom(server.url, { quiz: SMALL_QUIZ });
    const payload = { pin, nickname: " " };
    vi.useFakeTimers({ toFake: ["Date"] });
    const from = Date.now();
    /** From sockets enough that none has too many events. */
    const passed = async (count: number): Promise<number> => {
      const told = await Promise.all(
        Array.from({ length: count / 50 }, async () => tally(await enter(), 50, event, payload)),
      );
      return told.reduce((sum, codes) => sum + (codes[passes] ?? 0), 0);
    };
    const isLimited = async () => expect(await tally(await enter(), 1, event, payload)).toEqual({ rate_limited: 1 });
    for (const window of [0, 5000]) {
      vi.setSystemTime(from + window);
      expect(await passed(most)).toBe(most);
      await isLimited();
      vi.setSystemTime(from + window + 4999);
      await isLimited();
    }
    host[Symbol.dispose]();
  },
);
