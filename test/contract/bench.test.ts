import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import type { Result } from "../../scripts/bench/figures.ts";
import { type Lean, openLean } from "../../scripts/bench/lean.ts";
import { joinEvent, quizOf, responseEvent } from "../../scripts/bench/words.ts";
import { advance, connectPlayer, openRoom, startApp } from "../support.ts";

const NAMESPACE = "/player,";
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Without what is each player's or each moment's own. */
const plain = (message: string): string =>
  message
    .replaceAll(/"(playerId|token|code|attempt)":"[^"]*"/g, '"$1":""')
    .replaceAll(/"(serverNow|openedAt|deadline|receivedAt)":\d+/g, '"$1":0')
    .replaceAll(/Peserta \d/g, "Peserta");

describe("a lean player", () => {
  test("hears what a player with the client library hears, in as many bytes", async () => {
    await using server = await startApp();
    const payload = { quiz: quizOf(2, 120), options: { previewSeconds: 0, scoring: "accuracy" as const } };
    const { host, pin } = await openRoom(server.url, payload);
    using _host = host;
    using library = await connectPlayer(server.url);
    const heard: { lean: string[]; library: string[] } = { lean: [], library: [] };
    const bytes = { lean: 0, library: 0 };
    library.socket.io.engine.on("packet", ({ type, data }) => {
      if (type !== "message") return;
      const text = String(data);
      heard.library.push(text);
      // As one frame: the engine's own sign before the text, and the header.
      const size = Buffer.byteLength(text) + 1;
      bytes.library += size + (size < 126 ? 2 : 4);
    });
    const lean: Lean = await openLean(server.url, "127.0.0.9", {
      event: (message, size) => {
        heard.lean.push(`2${NAMESPACE}${message}`);
        bytes.lean += size;
      },
      answer: (id, message, size) => {
        heard.lean.push(`3${NAMESPACE}${id}${message}`);
        bytes.lean += size;
      },
    });
    // The library numbers from 0, what `get` asks for included.
    const [event, said] = JSON.parse(joinEvent(pin, 1)) as [string, object];
    lean.emit(0, joinEvent(pin, 2));
    await library.get(event as "room:join", said);
    for (const round of [1, 2]) {
      await advance(host);
      const { snapshot } = await library.phase("open", round).then((open) => ({ snapshot: open }));
      await new Promise((resume) => setTimeout(resume, snapshot.openedAt - snapshot.serverNow + 5));
      const [submit, response] = JSON.parse(responseEvent(round, 0)) as [string, object];
      lean.emit(round, responseEvent(round, 0));
      await library.get(submit as "response:submit", response);
      await library.phase("reveal", round);
      await host.phase("reveal", round);
      if (round === 1) {
        await advance(host);
        await host.phase("leaderboard", 1);
      }
    }
    await host.get("room:finish", {});
    await library.until(({ events }) => events.some(({ name }) => name === "room:closed"));
    await expect.poll(() => heard.lean.length).toBe(heard.library.length);
    lean.close();
    expect(heard.lean.map(plain)).toEqual(heard.library.map(plain));
    expect(heard.lean.length).toBeGreaterThan(9);
    expect(bytes.lean).toBe(bytes.library);
  });

  test("is told why it may not come in", async () => {
    const ear = { event: () => {}, answer: () => {} };
    await using server = await startApp();
    await expect(openLean(`${server.url}`, "127.0.0.9", ear, true)).rejects.toThrow(/HTTP|closed/);
  });
});

describe("npm run bench", () => {
  test("plays a small hall beside its yardsticks, keeps the figures, and leaves nothing behind", async () => {
    const folder = await mkdtemp(join(tmpdir(), "bench-test-"));
    try {
      const json = join(folder, "figures.json");
      const parameters = ["scripts/bench.ts", "burst", "--players", "20", "--within", "100", "--runs", "1"];
      // Whatever it leaves would stand in this folder.
      const run = { cwd: ROOT, env: { ...process.env, TMPDIR: folder } };
      const { stdout } = await promisify(execFile)(process.execPath, [...parameters, "--json", json], run);
      expect(stdout).toMatch(/response: acknowledged, p99 +ms +[\d.]+/);
      const { results } = JSON.parse(await readFile(json, "utf8")) as { results: Result[] };
      const row = results[0]?.rows.find(({ what }) => what === "received by a player, a round");
      const { Cermat: [own = 0] = [], "Socket.IO + write": [bare = 0] = [] } = row?.by ?? {};
      // The yardstick repeats the server's own words.
      expect(Math.abs(own - bare)).toBeLessThan(20);
      expect(own).toBeGreaterThan(500);
      expect(await readdir(folder)).toEqual(["figures.json"]);
      const compared = await promisify(execFile)(process.execPath, ["scripts/bench.ts", "--compare", json, json], run);
      expect(compared.stdout).toMatch("0 moved");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
