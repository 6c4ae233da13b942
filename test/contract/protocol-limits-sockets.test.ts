/** Connections that are half open, or send what no client does. Bounds that need no network are in test/unit/connections.test.ts. */
import { once } from "node:events";
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

test("[AB17] 520 connections that are half open, of every kind, are gone by themselves, and people join meanwhile", async () => {
  const { url } = server;
  const { host, pin } = await openRoom(url, { quiz: SMALL_QUIZ });
  const silent = await Promise.all(times(130, () => openRaw(url)));
  const halfHead = await Promise.all(times(130, () => openRaw(url)));
  for (const raw of halfHead) raw.write(UPGRADE.slice(0, 60));
  const nowhere = await Promise.all(times(130, () => openRawSocket(url)));
  const entered = await Promise.all(times(130, () => openRawSocket(url)));
  const refused = entered.slice(65);
  for (const raw of entered.slice(0, 65)) raw.write(frameOf({ opcode: 1, payload: ENTER }));
  for (const raw of refused) raw.write(frameOf({ opcode: 1, payload: '40/host,{"protocol":0}' }));
  const startedAt = performance.now();
  using player = await connectPlayer(url);
  expect(await codeOf(player.ask("room:join", { pin, nickname: "Ani" }))).toBe("ok");
  const all = [...silent, ...halfHead, ...nowhere, ...entered];
  await Promise.all(all.map(({ gone }) => gone));
  console.log(`${all.length} half-open connections were gone after ${Math.round(performance.now() - startedAt)} ms`);
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

  test("[AB19] a frame that comes byte by byte ends the connection, one that comes in hundreds of reads is read", async () => {
    const byBytes = async (raw: Raw, bytes: Uint8Array) => {
      raw.socket.setNoDelay(true);
      for (let at = 0; at < bytes.length && !raw.ended; at++) {
        raw.write(bytes.subarray(at, at + 1));
        // The server reads before the next one is sent.
        await new Promise((resume) => setImmediate(resume));
      }
    };
    using good = await openRawSocket(server.url);
    await byBytes(good, frameOf({ opcode: 1, payload: ENTER.padEnd(1000) }));
    expect(await until(good, "40/player,")).toBe("40/player,");
    using bad = await openRawSocket(server.url);
    await byBytes(bad, frameOf({ opcode: 1, payload: ENTER.padEnd(4000) }));
    expect(await until(bad, "40/player,")).toBe("closed");
  });

  test("[AB19] a compressed frame ends the connection", async () => {
    using raw = await openRawSocket(server.url);
    raw.write(frameOf({ opcode: 1, payload: ENTER, compressed: true }));
    expect(await until(raw, "40/player,")).toBe("closed");
  });
});
