import { parse } from "csv-parse/sync";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort, ServerProcess } from "../child.ts";
import { startRedis } from "../redis.ts";
import { HOST_KEY, tempFolder } from "../support.ts";
import { launch } from "./browser.ts";
import { type Played, playShippedQuiz } from "./play.ts";
import { expectedCell, expectedItem, KEYS, TABLE } from "./table.ts";

type Row = Record<string, string>;

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const fetchText = async (url: string, path: string): Promise<string> => {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${HOST_KEY}` } });
  expect(response.status).toBe(200);
  return response.text();
};

/** classic scoring with P = 1000, written down once more. */
const classicPoints = (ms: number, seconds: number): number =>
  ms < 500 ? 1000 : Math.floor(0.5 + ((2 * seconds * 1000 - ms) * 1000) / (2 * seconds * 1000));

const checkResponses = (text: string, seconds: readonly number[]): void => {
  const rows = parse<Row>(text, { columns: true });
  expect(rows.length).toBe(TABLE.length * KEYS.length);
  const byCell = new Map(rows.map((row) => [`${row.nickname} ${row.position}`, row]));
  for (const [nickname, answers] of TABLE) {
    for (const [at, key] of [...KEYS].entries()) {
      const row = byCell.get(`${nickname} ${at + 1}`);
      const expected = expectedCell(answers[at] ?? ".", key);
      expect({ nickname, ...row }).toMatchObject({ nickname, item_id: `q${at + 1}`, max_score: "1", ...expected });
      expect(row?.participant_code).toMatch(/^[A-HJKMNP-Z2-9]{5}$/);
      const ms = row?.response_time_ms === "" ? undefined : Number(row?.response_time_ms);
      expect(ms !== undefined).toBe(expected.status === "answered");
      const points = expected.correct === "1" ? classicPoints(ms ?? 0, seconds[at] ?? 0) : 0;
      expect(row?.points).toBe(expected.status === "absent" ? "" : String(points));
    }
  }
};

/** The three files of a played room against the table, cell by cell; returns what must be the same on any store. */
const checkFiles = async (url: string, { roomId, faults }: Played): Promise<unknown> => {
  expect(faults).toEqual([]);
  const quiz = JSON.parse(await fetchText(url, "/api/quizzes/komunitas-belajar")) as { items: { seconds: number }[] };
  checkResponses(
    await fetchText(url, `/api/rooms/${roomId}/responses.csv`),
    quiz.items.map((item) => item.seconds),
  );

  const items = parse<Row>(await fetchText(url, `/api/rooms/${roomId}/report.csv`), { columns: true });
  expect(items).toMatchObject([...KEYS].map((_, at) => expectedItem(at + 1)));

  const report = JSON.parse(await fetchText(url, `/api/rooms/${roomId}/report.json`));
  expect(report).toMatchObject({ schema: 1, room: { id: roomId, quizId: "komunitas-belajar", phase: "finished" } });
  for (const [at, item] of report.items.entries()) {
    const expected = expectedItem(at + 1);
    expect(item).toMatchObject({
      id: expected.item_id,
      n: Number(expected.n),
      correct: Number(expected.correct),
      omitted: Number(expected.omitted),
      absent: Number(expected.absent),
      voided: false,
    });
    expect(item.percentCorrect).toBeCloseTo(Number(expected.percent_correct), 2);
    const options = item.options as { id: string; key: boolean; count: number; share: number }[];
    expect(options.map(({ id, count }) => `${id}=${count}`).join(";")).toBe(expected.options);
    expect(options.filter(({ key }) => key).map(({ id }) => id)).toEqual([KEYS[at]]);
    expect(options.reduce((sum, { count }) => sum + count, 0)).toBe(item.n - item.omitted);
  }
  return report.items.map(({ time: _, ...item }: { time: unknown }) => item);
};

describe.concurrent("a whole game on the shipped quiz", () => {
  const onSqlite = Promise.withResolvers<unknown>();

  test("[RP7] with 45 players on the embedded store leaves files that say what the table says, [AB34] and no browser asks for an address with a secret", async () => {
    await using folder = await tempFolder();
    const port = await freePort();
    const url = `http://kelas.test:${port}`;
    await using server = new ServerProcess(port, { DATA_DIR: folder.path, PUBLIC_URL: url });
    await server.start();
    const played = await playShippedQuiz(browser, { name: "sqlite", host: url, players: [url], toDeadline: true });
    onSqlite.resolve(await checkFiles(server.url, played));
    expect(server.output).not.toMatch(/"level":(50|60)|unhandled/);
  });

  test("[OP5] on Redis and two nodes, host on one and players on both, gives the same but for ids, times and points", async () => {
    await using redis = await startRedis();
    await using folder = await tempFolder();
    const ports = [await freePort(), await freePort()];
    const urls = ports.map((port) => `http://kelas.test:${port}`);
    await using first = new ServerProcess(ports[0] ?? 0, {
      DATA_DIR: folder.path,
      REDIS_URL: redis.url,
      PUBLIC_URL: urls[0] ?? "",
    });
    await using second = new ServerProcess(ports[1] ?? 0, {
      DATA_DIR: folder.path,
      REDIS_URL: redis.url,
      PUBLIC_URL: urls[0] ?? "",
    });
    await Promise.all([first.start(), second.start()]);
    const played = await playShippedQuiz(browser, {
      ...{ name: "redis", host: urls[0] ?? "", players: [...urls].reverse() },
      toDeadline: false,
    });
    expect(await checkFiles(second.url, played)).toEqual(await onSqlite.promise);
    expect(first.output + second.output).not.toMatch(/"level":(50|60)|unhandled/);
  });
});
