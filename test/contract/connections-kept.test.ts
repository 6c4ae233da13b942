import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { withIo } from "../chaos/fuzz/line.ts";
import { joinRoom, openRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { openRaw, UPGRADE } from "./protocol-raw.ts";

const PHONES = 60;
/** So many pass the door in one turn of the event loop. */
const PER_TURN = 8;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("[AB51] the requests with which phones connected are gone while they stay, also of those that waited at the door", async () => {
  await using server = await startApp();
  const requests: WeakRef<IncomingMessage>[] = [];
  let [coming, most] = [0, 0];
  const { server: http } = server.app.http;
  http.on("upgrade", (request) => {
    requests.push(new WeakRef(request));
    if (++coming === 1) setImmediate(() => (coming = 0));
    most = Math.max(most, coming);
  });
  const phones = await Promise.all(Array.from({ length: PHONES }, () => openRaw(server.url)));
  // All of them are there before the first is asked for more: a server takes one in at a turn.
  const connections = promisify(http.getConnections.bind(http));
  await expect.poll(() => connections()).toBe(PHONES);
  for (const phone of phones) phone.write(UPGRADE);
  await expect.poll(() => phones.filter(({ text }) => text.includes('"sid"'))).toHaveLength(PHONES);
  expect(most).toBeGreaterThan(PER_TURN);
  const held = () => requests.filter((request) => request.deref() !== undefined).length;
  for (let tries = 0; tries < 50 && held() > 0; tries++) {
    await wait(20);
    collect();
  }
  expect(held()).toBe(0);
  expect(phones.filter(({ ended }) => ended)).toEqual([]);
  for (const phone of phones) phone[Symbol.dispose]();
});

test("[AB52] what was sent to a connection stands in no list any more, and has come", async () => {
  const { started, io } = await withIo(() => startApp());
  await using server = started;
  const lists: { packets: unknown[]; sent: number }[] = [];
  io.engine.on("flush", (_connection: unknown, packets: unknown[]) => lists.push({ packets, sent: packets.length }));
  const { host, pin } = await openRoom(server.url, { quiz: SMALL_QUIZ });
  const { player, snapshot } = await joinRoom(server.url, { pin, nickname: "Ani" });
  expect(snapshot.phase).toBe("lobby");
  // While a connection writes, what comes after waits in its list.
  const came: number[] = [];
  player.socket.onAny((_event: string, nth: number) => came.push(nth));
  for (let nth = 0; nth < 5; nth++) io.of("/player").emit("one of many", nth);
  await expect.poll(() => came).toEqual([0, 1, 2, 3, 4]);
  expect(lists.some(({ sent }) => sent > 1)).toBe(true);
  expect(lists.flatMap(({ packets }) => packets)).toEqual([]);
  for (const client of [host, player]) client.socket.disconnect();
});
