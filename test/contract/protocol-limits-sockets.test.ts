/** Connections that are half open, or send what no client does. Bounds that need no network are in test/unit/connections.test.ts. */
import { once } from "node:events";
import type { Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connectPlayer, openRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { codeOf } from "./protocol-play.ts";
import { frameOf, openRaw, openRawSocket, type Raw, UPGRADE } from "./protocol-raw.ts";
import type { TestApp } from "./stores.ts";

let server: TestApp;
beforeAll(async () => {
  server = await startApp();
});
afterAll(() => server[Symbol.asyncDispose]());

const ENTER = `40/player,${JSON.stringify({ protocol: 1 })}`;
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Waits for a text from the server; "closed" when it ends the connection instead. */
const until = async (raw: Raw, text: string): Promise<string> => {
  while (!raw.text.includes(text) && !raw.ended) await Promise.race([once(raw.socket, "data"), raw.gone]);
  return raw.text.includes(text) ? text : "closed";
};

/** A request that says it has more to come: one that is read, and one that is refused before it is. */
const halfBody = (path: string): string =>
  [`POST ${path} HTTP/1.1`, "Host: 127.0.0.1", "Content-Type: application/json", "Content-Length: 500", "", "{"].join(
    "\r\n",
  );

/** How a connection is opened, what it says before it is silent, and how long it may be, ms. */
const HALF_OPEN: [kind: string, open: (url: string) => Promise<Raw>, said: string | Uint8Array, most: number][] = [
  ["nothing", openRaw, "", 5000],
  ["half a head", openRaw, UPGRADE.slice(0, 60), 5000],
  ["half a body", openRaw, halfBody("/api/session"), 10_000],
  ["half a body that nobody reads", openRaw, halfBody("/api/workshops"), 10_000],
  ["no namespace", openRawSocket, "", 5000],
  ["a namespace that refuses", openRawSocket, frameOf({ opcode: 1, payload: '40/host,{"protocol":0}' }), 5000],
  ["no pong", openRawSocket, frameOf({ opcode: 1, payload: ENTER }), 9000],
];
const OF_EACH = 525 / HALF_OPEN.length;
/** Requests are looked at once a second. */
const SLACK_MS = 2000;

/** Time in which this process ran, ms: on a busy machine server and test are late together. */
const runningTime = () => {
  let ms = 0;
  const timer = setInterval(() => {
    ms += 50;
  }, 50);
  return { now: () => ms, [Symbol.dispose]: () => clearInterval(timer) };
};

test("[AB17] 525 connections that are half open, of every kind, are gone in their time, and people join meanwhile", async () => {
  const { url } = server;
  const { host, pin } = await openRoom(url, { quiz: SMALL_QUIZ });
  using time = runningTime();
  const opening = HALF_OPEN.map(async ([kind, open, said, most]) => {
    const raws = await Promise.all(times(OF_EACH, () => open(url)));
    for (const raw of raws) raw.write(said);
    const startedAt = time.now();
    return { kind, most, gone: Promise.all(raws.map(({ gone }) => gone)).then(() => time.now() - startedAt) };
  });
  const opened = await Promise.all(opening);
  using player = await connectPlayer(url);
  expect(await codeOf(player.ask("room:join", { pin, nickname: "Ani" }))).toBe("ok");
  for (const { kind, most, gone } of opened) {
    const ms = await gone;
    console.log(`${kind}: gone after ${ms} ms`);
    expect({ kind, ms }).toEqual({ kind, ms: expect.toSatisfy((value: number) => value < most + SLACK_MS) });
  }
  host[Symbol.dispose]();
}, 30_000);

describe("namespaces", () => {
  /** A namespace that is not there: to ask for it is answered while the connection is open. */
  const [PROBE, ALIVE] = ["40/nowhere,", "44/nowhere,"];
  const say = (raw: Raw, ...messages: string[]) =>
    raw.write(Buffer.concat(messages.map((payload) => frameOf({ opcode: 1, payload }))));
  const sockets = async () => {
    const text = await (await server.fetch("/metrics")).text();
    return [...text.matchAll(/^cermat_sockets\{.*\} (\d+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0);
  };

  test.each(["player", "host"])(
    "[AB35] a connection that asks for /%s twice in one moment is closed, and leaves no socket",
    async (name) => {
      const before = await sockets();
      using raw = await openRawSocket(server.url);
      say(raw, ...times(280, () => `40/${name},{"protocol":1}`), PROBE);
      expect(await until(raw, ALIVE)).toBe("closed");
      expect(await sockets()).toBe(before);
    },
  );

  test("[AB35] it may not enter again what it has left: who comes back opens a new connection", async () => {
    const before = await sockets();
    using raw = await openRawSocket(server.url);
    say(raw, ENTER);
    await until(raw, "40/player,");
    say(raw, "41/player,");
    await expect.poll(sockets).toBe(before);
    say(raw, ENTER, PROBE);
    expect(await until(raw, ALIVE)).toBe("closed");
  });

  test("[AB35] both namespaces, a third and a fourth that are not there may be asked for, and no fifth", async () => {
    using raw = await openRawSocket(server.url);
    say(raw, ENTER, '40/host,{"protocol":1}', "40/a,", "40/b,");
    for (const answer of ["40/player,", "40/host,", "44/a,", "44/b,"]) expect(await until(raw, answer)).toBe(answer);
    say(raw, PROBE);
    expect(await until(raw, ALIVE)).toBe("closed");
  });
});

test("[AB47] a second transport of a connection is closed before it is heard: none comes past the door, nor past the budget of frames", async () => {
  using first = await openRawSocket(server.url);
  const sid = (await until(first, '"sid"')) && (/"sid":"([^"]+)"/.exec(first.text)?.[1] ?? "");
  using second = await openRaw(server.url);
  second.write(UPGRADE.replace("transport=websocket", `transport=websocket&sid=${sid}`));
  second.write(frameOf({ opcode: 1, payload: "2probe" }));
  expect(await until(second, "3probe")).toBe("closed");
  expect(second.text).toContain("101 Switching Protocols");
  first.write(frameOf({ opcode: 1, payload: ENTER }));
  expect(await until(first, "40/player,")).toBe("40/player,");
});

describe("frames", () => {
  test("[AB19] 300 pings are answered, and the next one ends the connection", async () => {
    using raw = await openRawSocket(server.url);
    for (let n = 0; n < 299; n++) raw.write(frameOf({ opcode: 9 }));
    raw.write(frameOf({ opcode: 9, payload: "the 300th" }));
    expect(await until(raw, "the 300th")).toBe("the 300th");
    raw.write(frameOf({ opcode: 9 }));
    await raw.gone;
  });

  test("[AB19] a message in 64 pieces of a byte is read, and the 65th piece ends the connection", async () => {
    const send = (raw: Raw, text: string) => {
      for (const [n, sign] of [...text].entries()) {
        raw.write(frameOf({ opcode: n === 0 ? 1 : 0, payload: sign, more: n < text.length - 1 }));
      }
    };
    using good = await openRawSocket(server.url);
    send(good, ENTER.padEnd(64));
    expect(await until(good, "40/player,")).toBe("40/player,");
    using bad = await openRawSocket(server.url);
    send(bad, ENTER.padEnd(65));
    expect(await until(bad, "40/player,")).toBe("closed");
  });

  test("[AB19] a frame that comes in 1,024 reads is read, and the 1,025th ends the connection", async () => {
    /** Sends a frame in so many pieces of a byte, the first with the head; each when the server has read those before. */
    const inReads = async (reads: number): Promise<Raw> => {
      const accepted: Promise<Socket[]> = once(server.app.http.server, "connection");
      const raw = await openRawSocket(server.url);
      const [theirs] = await accepted;
      raw.socket.setNoDelay(true);
      const bytes = frameOf({ opcode: 1, payload: ENTER.padEnd(reads) });
      const pieces = [bytes.subarray(0, 1 - reads), ...bytes.subarray(1 - reads)];
      for (const piece of pieces) {
        const before = theirs?.bytesRead;
        raw.write(typeof piece === "number" ? Uint8Array.of(piece) : piece);
        while (theirs?.bytesRead === before && !raw.ended) await new Promise((resume) => setImmediate(resume));
      }
      return raw;
    };
    using good = await inReads(1024);
    expect(await until(good, "40/player,")).toBe("40/player,");
    using bad = await inReads(1025);
    expect(await until(bad, "40/player,")).toBe("closed");
  });

  test("[AB19] a compressed frame ends the connection", async () => {
    using raw = await openRawSocket(server.url);
    raw.write(frameOf({ opcode: 1, payload: ENTER, compressed: true }));
    expect(await until(raw, "40/player,")).toBe("closed");
  });
});
