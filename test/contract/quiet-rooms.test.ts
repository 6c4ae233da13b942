/** What a node asks of the embedded store for a room in which nothing happens. */
import { expect, test } from "vitest";
import { RETELL_MS, type Taken } from "../../src/gateway/seating.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import type { Store } from "../../src/store/store.ts";
import { startApp } from "../support.ts";
import { VirtualClock } from "../virtual.ts";
import { bring, nth, respond, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";
import { at, joinOf, opened, respondOf, seated } from "./store-fixtures.ts";

const watched = (clock: VirtualClock) => {
  const store = openSqlite({ file: ":memory:", now: () => clock.now });
  const pulses: string[] = [];
  const pulse: Store["pulse"] = (roomId) => {
    pulses.push(roomId);
    return store.pulse(roomId);
  };
  return { store: { ...store, pulse }, pulses };
};

test("[ST61] the embedded store tells a room's listeners of each join, response and change of presence", async () => {
  const store = openSqlite({ file: ":memory:" });
  const { room, players } = await seated(store, 1, opened(store.now()));
  let stirs = 0;
  await store.subscribe(room.id, { changed: () => {}, noted: () => {}, stirred: () => void stirs++ });
  const wanted = joinOf(room.id);
  await store.join(wanted);
  expect(stirs).toBe(1);
  const response = respondOf(room.id, at(players, 0), store.now());
  await store.respond(response);
  expect(stirs).toBe(2);
  await store.present(room.id, players, store.now() + 1000);
  expect(stirs).toBe(3);
  await Promise.all([store.join(wanted), store.respond(response), store.beat([room.id])]);
  expect(stirs).toBe(3);
  await store.close();
});

test("[ST61] a room's counts are read once a second while nothing is written for it, and within 100 ms when something is", async () => {
  const clock = new VirtualClock(Date.now());
  const { store, pulses } = watched(clock);
  await using server = await startApp({}, { store, clock });
  using game = await startGame(server, ["Ani", "Budi"], { quiz: UNTIMED_QUIZ });
  await bring(game.host, "open", 1);
  await clock.tick(1000, 100);
  pulses.length = 0;
  await clock.tick(3000, 100);
  // One renewal of presence may fall into it.
  expect(pulses.length).toBeGreaterThanOrEqual(3);
  expect(pulses.length).toBeLessThanOrEqual(5);
  await respond(server, nth(game.players, 0), 1, "a");
  await clock.tick(100, 100);
  expect(game.host.events.findLast(({ name }) => name === "responses:counted")?.payload).toMatchObject({
    responded: 1,
    of: 2,
  });
});

test.each([
  { which: "on the embedded store, which has one node, nobody", isAlone: true, again: 0 },
  { which: "where there may be other nodes, each of them", isAlone: false, again: 2 },
])("[RM13] $which is told again every 5 s who is seated", async ({ isAlone, again }) => {
  const clock = new VirtualClock(Date.now());
  const { tellsAll, ...embedded } = openSqlite({ file: ":memory:", now: () => clock.now });
  const store: Store = isAlone && tellsAll ? { ...embedded, tellsAll } : embedded;
  const notes: Taken[][] = [];
  const notify: Store["notify"] = (roomId, note) => {
    const { kind, seats } = JSON.parse(note) as { kind: string; seats: Taken[] };
    if (kind === "seated") notes.push(seats);
    return store.notify(roomId, note);
  };
  await using server = await startApp({}, { store: { ...store, notify }, clock });
  using game = await startGame(server, ["Ani", "Budi"], { quiz: UNTIMED_QUIZ });
  await clock.tick(2 * RETELL_MS, 100);
  const { length: seats } = game.players;
  expect(notes.flat()).toHaveLength(seats + again * seats);
});
