/** Connections for which too much waits, or that wait too long for a seat, at a whole server: what happens to one of them and to those beside it. */
import type { Server } from "socket.io";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Line, withIo } from "../chaos/fuzz/line.ts";
import { connectHost, joinRoom, openRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { codeOf } from "./protocol-play.ts";
import { frameOf, openRawSocket } from "./protocol-raw.ts";
import type { TestApp } from "./stores.ts";

/** So many seats that each picture of the lobby is large: the system's own buffers take megabytes. */
const SEATS = 4000;
/** Pushes that a host who reads nothing may be spared: what the system takes, and 4 MiB. */
const PUSHES = 57;

let server: TestApp;
let io: Server;
beforeAll(async () => {
  ({ started: server, io } = await withIo(() => startApp({ ROOM_SEATS: String(SEATS) })));
});
afterAll(() => server[Symbol.asyncDispose]());

test("[AB16] a host's screen that reads nothing is closed while its room pushes, [AB4] comes back to the current one, and its neighbours are served meanwhile", async () => {
  const { host, pin, roomId, token } = await openRoom(server.url, { quiz: SMALL_QUIZ });
  const join = async (n: number) => {
    const seat = { playerId: `p${n}`, nickname: `p ${n}`, nicknameKey: `p${n}`, token: `${roomId}.${n}`, code: "" };
    const nobody = { attempt: null, device: null, personId: null, team: null };
    await server.app.store.join({ roomId, seat: { ...seat, ...nobody }, codeGiven: false, capacity: SEATS });
  };
  await Promise.all(Array.from({ length: SEATS - 1 }, (_, n) => join(n)));
  const { player: neighbour } = await joinRoom(server.url, { pin, nickname: "Ani" });

  using slow = await openRawSocket(server.url);
  const say = (payload: string) => slow.write(frameOf({ opcode: 1, payload }));
  say(`40/host,${JSON.stringify({ protocol: 1, token })}`);
  say(`42/host,1${JSON.stringify(["room:attach", { token }])}`);
  await expect.poll(() => slow.text, { interval: 10 }).toContain('43/host,1[{"ok":true');
  slow.socket.pause();
  // It is there all the same: it says so before it is asked.
  const pongs = setInterval(() => say("3"), 500).unref();

  const hosts = io.of("/host").sockets;
  let version = 0;
  let pushes = 0;
  for (; pushes < PUSHES && hosts.size === 2; pushes++) {
    ({ version } = await host.get("room:lock", { locked: pushes % 2 === 0 }));
    expect(await codeOf(neighbour.ask("clock:probe", {}))).toBe("ok");
    await neighbour.until(({ last }) => last?.version === version);
  }
  console.log(`a host that reads nothing was closed after ${pushes} pushes`);
  expect(hosts.size).toBe(1);
  await slow.gone;
  clearInterval(pongs);
  expect([host.socket.connected, neighbour.socket.connected]).toEqual([true, true]);
  using back = await connectHost(server.url, { token });
  expect((await back.get("room:attach", { token })).snapshot.version).toBe(version);
  for (const client of [host, neighbour]) client[Symbol.dispose]();
});

test("[AB18] 2,000 connections of an address wait at a server; one more closes the one that has waited longest, and nobody who has a seat", async () => {
  const { host, pin } = await openRoom(server.url, { quiz: SMALL_QUIZ });
  const connect = (address: string) => new Line(io, "player", { address });
  const seated = connect("10.0.0.1");
  await seated.enter({});
  expect(await seated.ask("room:join", JSON.stringify({ pin, nickname: "Ani" }))).toMatchObject({ ok: true });
  const elsewhere = connect("10.0.0.2");
  const waiting = Array.from({ length: 2000 }, () => connect("10.0.0.1"));
  const closed = () => waiting.flatMap((line, place) => (line.closed ? [place] : []));
  expect(closed()).toEqual([]);
  waiting.push(connect("10.0.0.1"));
  expect(closed()).toEqual([0]);
  expect([seated.closed, elsewhere.closed]).toEqual([false, false]);
  for (const line of [seated, elsewhere, ...waiting]) line.close();
  host[Symbol.dispose]();
});
