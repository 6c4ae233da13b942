import { expect, test } from "vitest";
import { StoreUnavailable } from "../../src/store/store.ts";
import { ITEMS, live, quizOf } from "./fixtures.ts";
import { startNodes } from "./nodes.ts";

const QUIZ = quizOf([{ ...ITEMS[0], seconds: 5 }]);

/** Two nodes with a player each, in a room whose round of 5 s has been open for 2 s. */
const inRound = async (game: ReturnType<typeof startNodes>) => {
  const { clock, nodes } = game;
  for (const { rooms } of nodes) await rooms.start();
  const roomId = await game.create({ previewSeconds: 0 }, QUIZ);
  const [first, second] = nodes;
  if (!first || !second) throw new Error("no nodes");
  const ani = await game.seat(first, roomId, "Ani");
  const budi = await game.seat(second, roomId, "Budi");
  await ani.live.command({ kind: "advance", version: ani.live.room.version });
  await clock.tick(2400);
  const stored = async () => {
    const room = await game.store.room(roomId);
    if (!room) throw new Error("the room is gone");
    return room;
  };
  return { ani, budi, stored };
};

test("[ST50] a response in an outage that spans the deadline is taken as soon as the store is back, on any node", async () => {
  await using game = startNodes(2);
  const { clock, nodes } = game;
  const { ani, budi, stored } = await inRound(game);
  const { deadline } = live(await stored());
  for (const { line } of nodes) line.away = true;
  await clock.tick(6000, 250);
  await expect(budi.submit()).rejects.toThrow(StoreUnavailable);
  for (const { line } of nodes) line.away = false;
  // No timer has fired yet: the response comes before the extension is written.
  expect(await Promise.all([budi.submit(), ani.submit()])).toMatchObject([
    { response: { attempt: "a" } },
    { response: { attempt: "a" } },
  ]);
  const round = live(await stored());
  expect([round.outages.length, round.closedAt]).toEqual([1, null]);
  expect(round.deadline).toBeGreaterThan((deadline ?? 0) + 6000);
});

test("[ST50] while the store takes responses but not yet the extension, who responds is told to send again", async () => {
  await using game = startNodes(2);
  const { clock, nodes } = game;
  const { budi, stored } = await inRound(game);
  for (const { line } of nodes) line.away = true;
  await clock.tick(6000, 250);
  const [, second] = nodes;
  if (!second) throw new Error("no node");
  // Its timer cannot write, and nor can what a response asks for.
  second.line.away = false;
  const { transition } = game.store;
  second.store.transition = () => Promise.reject(new StoreUnavailable("full"));
  await expect(budi.submit()).rejects.toThrow(StoreUnavailable);
  second.store.transition = transition;
  expect(await budi.submit()).toMatchObject({ response: { attempt: "a" } });
  expect(live(await stored()).outages).toHaveLength(1);
});

test("[ST50] in a room without an outage a late response is refused at once, and with it the round is closed", async () => {
  await using game = startNodes(2);
  const { clock } = game;
  const { ani, budi, stored } = await inRound(game);
  await clock.tick((live(await stored()).deadline ?? 0) - clock.now);
  // No timer fires in these milliseconds.
  clock.now += 301;
  expect(await Promise.all([ani, ani, budi].map(({ submit }) => submit()))).toEqual(
    Array.from({ length: 3 }, () => ({ rejected: "round_closed" })),
  );
  expect(await stored()).toMatchObject({ phase: "reveal", rounds: [{ outages: [], closedAt: clock.now }] });
});

test("[ST51] a round that opens in an outage and is past its time when the store is back gets its extension", async () => {
  await using game = startNodes(1);
  const { clock, nodes, store } = game;
  const [node] = nodes;
  if (!node) throw new Error("no node");
  await node.rooms.start();
  const roomId = await game.create({ previewSeconds: 1 }, QUIZ);
  const { live: served } = await game.seat(node, roomId, "Ani");
  await served.command({ kind: "advance", version: served.room.version });
  // The opening is carried out, but nobody hears of it.
  node.line.mute = true;
  await clock.tick(700, 50);
  node.line.mute = false;
  node.line.away = true;
  await clock.tick(7000, 250);
  expect([served.room.phase, (await store.room(roomId))?.phase]).toEqual(["preview", "open"]);
  node.line.away = false;
  await served.fire();
  await clock.tick(200, 50);
  expect(await store.room(roomId)).toMatchObject({ phase: "open", rounds: [{ outages: [expect.any(String)] }] });
});

test("[ST52] after a restart of over 10 s a round without a limit is not closed by the first phone that is back", async () => {
  await using game = startNodes(0);
  const { clock, store } = game;
  const before = await game.join();
  const roomId = await game.create({ previewSeconds: 0 }, quizOf([{ ...ITEMS[0], seconds: null }]));
  const ani = await game.seat(before, roomId, "Ani");
  const budi = await game.seat(before, roomId, "Budi");
  await ani.live.command({ kind: "advance", version: ani.live.room.version });
  await clock.tick(600);
  expect(await ani.submit()).toMatchObject({ response: { attempt: "a" }, complete: false });
  before.rooms.close();
  await clock.tick(14_000, 1000);
  expect(await store.presentSeats(roomId)).toEqual([]);

  const after = await game.join();
  await game.serve(after, roomId, ani.playerId);
  await clock.tick(2000, 250);
  expect((await store.pulse(roomId))?.complete).toBe(true);
  const back = await game.serve(after, roomId, budi.playerId);
  await clock.tick(4000, 250);
  expect((await store.room(roomId))?.phase).toBe("open");
  expect(await back.submit()).toMatchObject({ complete: true });
  await clock.tick(1500, 250);
  expect((await store.room(roomId))?.phase).toBe("reveal");
});
