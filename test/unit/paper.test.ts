import { describe, expect, test, vi } from "vitest";
import type { Options, Value } from "../../protocol/payloads.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { identify } from "../../src/rooms/identify.ts";
import type { LiveRoom } from "../../src/rooms/live-room.ts";
import { addPaperSeat, enterAnswers } from "../../src/rooms/paper.ts";
import { joinRoom } from "../../src/rooms/seats.ts";
import { StoreUnavailable } from "../../src/store/store.ts";
import { seededBytes } from "../virtual.ts";
import { ITEMS, quizOf } from "./fixtures.ts";
import { startNodes } from "./nodes.ts";

const QUIZ = quizOf([...ITEMS, { id: "s", type: "slide", stem: "Thank you" }]);
const addresses = { joinUrl: "", reportUrl: "" };

/** Two nodes, and a room on both of them in which Ani has a phone, on the first one. */
const game = async (options: Partial<Options> = {}) => {
  const world = startNodes(2);
  const [one, two] = world.nodes;
  if (!one || !two) throw new Error("no nodes");
  const roomId = await world.create({ previewSeconds: 0, ...options }, QUIZ);
  const ani = await world.seat(one, roomId, "Ani");
  const there = await two.rooms.get(roomId);
  if (!there) throw new Error("no room");
  const { live } = ani;
  const parts = { store: world.store, draw: drawFrom(seededBytes(5)), capacity: 5 };
  const said = (more: Partial<Parameters<typeof identify>[1]>) => {
    const joining = identify(live.room, { nickname: "Udin", ...more });
    if ("rejected" in joining) throw new Error(joining.rejected);
    return joining;
  };
  return {
    store: world.store,
    nodes: world.nodes,
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
    parts,
    roomId,
    ani,
    live,
    there,
    said,
    /** Opens the next round, and closes it unless told not to. */
    async round(answer?: Value, close = true) {
      await live.command({ kind: "advance", version: live.room.version });
      if (live.room.phase === "leaderboard") await live.command({ kind: "advance", version: live.room.version });
      world.clock.now += 1000;
      const { round } = live.room;
      const sent = { round, attempt: "a", elapsedMs: undefined, receivedAt: world.clock.now, roundTripMs: undefined };
      const response = { attempt: "a", value: answer ?? "", receivedAt: sent.receivedAt, lagMs: 0 };
      if (answer !== undefined) await world.store.respond({ roomId, round, playerId: ani.playerId, response });
      if (close) await live.command({ kind: "close", round });
    },
    async add(more: Partial<Parameters<typeof identify>[1]> = {}) {
      const added = await addPaperSeat(parts, live, said(more));
      if ("rejected" in added) throw new Error(added.rejected);
      return added.seat;
    },
    enter: (playerId: string, answers: { round: number; value: Value | null }[], at: LiveRoom = live) =>
      enterAnswers(parts, at, playerId, answers),
    standing: async (at: LiveRoom, playerId: string) => {
      await at.refresh();
      return at.standings.get(playerId);
    },
  };
};

describe("a seat for somebody without a phone", () => {
  test("[PA2] is taken in any phase, also in a locked room, and by the rules of names, codes and room", async () => {
    await using room = await game();
    await room.live.command({ kind: "lock", locked: true });
    const first = await room.add({ code: "abcd2" });
    expect(first).toMatchObject({ nickname: "Udin", code: "ABCD2", personId: null, device: null });
    const add = (more: object) => addPaperSeat(room.parts, room.live, room.said(more));
    expect(await add({ nickname: "udin!" })).toEqual({ rejected: "nickname_taken" });
    await room.live.command({ kind: "finish" });
    const late = await room.add({ nickname: "Siti" });
    expect(late.code).toMatch(/^[A-Z2-9]{5}$/);
    await room.add({ nickname: "Dewi" });
    await room.add({ nickname: "Eka" });
    expect(await add({ nickname: "Fajar" })).toEqual({ rejected: "room_full" });
    expect(room.live.roster.seats.map(({ nickname }) => nickname)).toEqual(["Ani", "Udin", "Siti", "Dewi", "Eka"]);
  });

  test("[PA2] the same attempt finds it, and so does its code; with another name the attempt is reused", async () => {
    await using room = await game();
    const attempt = "a".repeat(22);
    const seat = await room.add({ attempt });
    const again = (more: object) => addPaperSeat(room.parts, room.there, room.said(more));
    expect(await again({ attempt })).toEqual({ seat });
    expect(await again({ nickname: "Other", code: seat.code })).toEqual({ seat });
    expect(await again({ nickname: "Other", attempt })).toEqual({ rejected: "attempt_reused" });
    const { playerId } = seat;
    await room.live.command({ kind: "rename", playerId, nickname: "Pak Udin", nicknameKey: "pakudin" });
    await room.there.refresh();
    expect(await again({ attempt })).toMatchObject({ seat: { playerId, nickname: "Pak Udin" } });
    await room.live.command({ kind: "remove", playerIds: [seat.playerId] });
    expect(await again({ attempt })).toEqual({ rejected: "removed" });
    expect(await room.store.seats(room.roomId, 0)).toHaveLength(2);
  });

  test("[PA2] a person of the list gets name and code of the list, once; removed, a new code", async () => {
    const roster = [{ name: "Bu Rina", code: "7KQ2M" }, { name: "Andi" }];
    await using room = await game({ identity: "roster", roster });
    const [rina] = room.live.room.roster ?? [];
    const seat = await room.add({ nickname: "x", personId: rina?.id });
    expect(seat).toMatchObject({ nickname: "Bu Rina", code: "7KQ2M", personId: rina?.id });
    const again = () => addPaperSeat(room.parts, room.live, room.said({ nickname: "bu rina" }));
    expect(await again()).toEqual({ rejected: "person_taken" });
    await room.live.command({ kind: "remove", playerIds: [seat.playerId] });
    const back = await again();
    expect(back).toMatchObject({ seat: { nickname: "Bu Rina", personId: rina?.id } });
    expect("seat" in back && back.seat.code).not.toBe("7KQ2M");
  });

  test("[PA2] in an anonymous room it has no code", async () => {
    await using room = await game({ identity: "anonymous" });
    expect((await room.add()).code).toBe("");
    expect((await room.add({ nickname: "Siti" })).code).toBe("");
  });

  test("[PA3] is marked for hosts, holds no round back, and is its person's who joins with the code", async () => {
    await using room = await game();
    const { playerId, code } = await room.add();
    expect(room.live.hostSnapshot(addresses)).toMatchObject({
      phase: "lobby",
      players: [{ nickname: "Ani" }, { playerId, nickname: "Udin", present: false, paper: true }],
    });
    expect(room.live.hostSnapshot(addresses)).not.toMatchObject({ players: [{ paper: true }, {}] });
    await room.round("b", false);
    expect(await room.store.pulse(room.roomId)).toMatchObject({ responded: 1, of: 1, complete: true });
    const joined = await joinRoom(room.parts, room.there, { ...room.said({ nickname: "Whoever", code }), device: "d" });
    expect(joined).toMatchObject({ seat: { playerId, nickname: "Udin" } });
  });

  test("[PA4] was there from the beginning: every opened round was shown to it, whenever it was added", async () => {
    await using room = await game();
    await room.round("b");
    await room.round(["a", "c"]);
    const { playerId } = await room.add();
    await room.there.refresh();
    expect((await room.standing(room.there, playerId))?.verdicts[1]).toMatchObject({ credit: 0, answered: false });
    const reveal = room.there.hostSnapshot(addresses);
    expect(reveal).toMatchObject({ phase: "reveal", round: 2, correctShare: 0.5 });
  });
});

describe("answers from paper", () => {
  test("[PA5] the list has every round that is over, without its key and without what a phone answered", async () => {
    await using room = await game();
    await room.round("b");
    await room.round();
    await room.round(undefined, false);
    const udin = await room.add();
    await room.enter(udin.playerId, [{ round: 2, value: ["a"] }]);
    const listed = room.live.paperAnswers(udin);
    expect(listed.map(({ round, source, value, voided }) => ({ round, source, value, voided }))).toEqual([
      { round: 1, source: null, value: undefined, voided: false },
      { round: 2, source: "paper", value: ["a"], voided: false },
    ]);
    const seat = room.live.roster.byId(room.ani.playerId);
    expect(seat && room.live.paperAnswers(seat)[0]).toMatchObject({ round: 1, source: "phone" });
    expect(JSON.stringify(seat && room.live.paperAnswers(seat))).not.toMatch(/value|"key"|explanation|Because/);
    expect(listed[0]?.prompt).toMatchObject({ id: "q1", stem: "One?", widget: "choose-one" });
  });

  test("[PA6] are typed in, corrected and taken back, of seats with a phone too, also when all is over; the same again changes nothing", async () => {
    await using room = await game();
    await room.round();
    await room.round(["a"]);
    await room.live.command({ kind: "finish" });
    const { playerId } = room.ani;
    const version = room.live.room.version;
    expect(await room.enter(playerId, [{ round: 1, value: "c" }])).toEqual({ version: version + 1 });
    expect(await room.enter(playerId, [{ round: 1, value: "c" }], room.there)).toEqual({ version: version + 1 });
    expect(await room.enter(playerId, [{ round: 1, value: "b" }], room.there)).toEqual({ version: version + 2 });
    expect((await room.standing(room.live, playerId))?.verdicts[1]).toMatchObject({ credit: 1, answered: true });
    expect(await room.enter(playerId, [{ round: 1, value: null }])).toEqual({ version: version + 3 });
    expect(await room.enter(playerId, [{ round: 1, value: null }])).toEqual({ version: version + 3 });
    expect((await room.standing(room.there, playerId))?.verdicts[1]).toMatchObject({ credit: 0, answered: false });
  });

  test("[PA6] two hosts at once on two nodes lose nothing of each other", async () => {
    await using room = await game();
    for (let round = 0; round < 4; round++) await room.round();
    const { playerId } = await room.add();
    await room.there.refresh();
    const done = await Promise.all([
      room.enter(playerId, [{ round: 1, value: "b" }]),
      room.enter(playerId, [{ round: 2, value: ["a", "c"] }], room.there),
      room.enter(playerId, [{ round: 3, value: "true" }]),
      room.enter(playerId, [{ round: 4, value: "Refleksi!" }], room.there),
    ]);
    expect(done.every((each) => "version" in each)).toBe(true);
    const standing = await room.standing(room.live, playerId);
    expect([1, 2, 3, 4].map((round) => standing?.verdicts[round]?.credit)).toEqual([1, 1, 1, 1]);
  });

  test("[PA7] a strange seat, a round that is not over, a value that does not fit, a phone's answer: refused, and nothing is written", async () => {
    await using room = await game();
    await room.round("b");
    await room.round();
    await room.round(undefined, false);
    const { playerId } = await room.add();
    const before = JSON.stringify([
      await room.store.room(room.roomId),
      [...(await room.store.responses(room.roomId, 2))],
    ]);
    const code = async (who: string, ...answers: [number, Value | null][]) => {
      const done = await room.enter(
        who,
        answers.map(([round, value]) => ({ round, value })),
      );
      return "rejected" in done ? done.rejected : done;
    };
    expect(await code("nobody", [9, "b"])).toBe("player_not_found");
    expect(await code(playerId, [1, "b"], [4, "b"])).toBe("round_unknown");
    expect(await code(playerId, [1, "b"], [3, "true"])).toBe("wrong_phase");
    expect(await code(playerId, [1, "b"], [2, ["a", "x"]])).toBe("invalid_payload");
    expect(await code(room.ani.playerId, [2, ["a"]], [1, "b"])).toBe("already_responded");
    expect(await code(room.ani.playerId, [1, null])).toBe("already_responded");
    expect(
      JSON.stringify([await room.store.room(room.roomId), [...(await room.store.responses(room.roomId, 2))]]),
    ).toBe(before);
    await room.live.command({ kind: "remove", playerIds: [playerId] });
    expect(await code(playerId, [1, "b"])).toBe("player_not_found");
  });

  test("[PA7] a slide, and a round that was closed before its options showed, have no answers", async () => {
    await using room = await game();
    await room.live.command({ kind: "advance", version: room.live.room.version });
    await room.live.command({ kind: "close", round: 1 });
    expect(await room.enter(room.ani.playerId, [{ round: 1, value: "b" }])).toEqual({ rejected: "wrong_phase" });
    const seat = room.live.roster.byId(room.ani.playerId);
    expect(seat && room.live.paperAnswers(seat)).toEqual([]);
  });

  test("[PA8] every node shows them at once, and a phone that is late is told", async () => {
    await using room = await game();
    await room.round();
    const { playerId } = room.ani;
    await room.enter(playerId, [{ round: 1, value: "b" }]);
    expect(room.live.hostSnapshot(addresses)).toMatchObject({ phase: "reveal", correctShare: 1, responded: 1 });
    await room.there.refresh();
    expect(room.there.hostSnapshot(addresses)).toMatchObject({ phase: "reveal", correctShare: 1, responded: 1 });
    const seat = room.there.roster.byId(playerId);
    expect(seat && room.there.playerSnapshot(seat)).toMatchObject({ verdict: { correct: true, answered: true } });
    expect(await room.ani.submit("late")).toMatchObject({ rejected: "already_responded", response: { value: "b" } });
  });

  test("[PA8] another node reads the responses of those rounds again, and of no others", async () => {
    await using room = await game();
    for (let round = 1; round <= 3; round++) await room.round();
    await room.there.refresh();
    const { playerId } = room.ani;
    await room.enter(playerId, [{ round: 1, value: "b" }]);
    await room.there.refresh();
    const read = vi.spyOn(room.nodes[1]?.store ?? room.store, "responses");
    await room.enter(playerId, [
      { round: 1, value: "a" },
      { round: 3, value: "true" },
    ]);
    await room.there.refresh();
    expect(read.mock.calls.map(([, round]) => round)).toEqual([1, 3]);
    expect(room.there.answered(3, playerId)?.value).toBe("true");
  });

  test("[PA9] they have no time: half the points of classic scoring, no bonus of gentle, no median", async () => {
    for (const [scoring, points] of [
      ["classic", 500],
      ["accuracy", 1000],
      ["gentle", 1000],
    ] as const) {
      await using room = await game({ scoring });
      await room.round();
      await room.enter(room.ani.playerId, [{ round: 1, value: "b" }]);
      expect((await room.standing(room.live, room.ani.playerId))?.total).toBe(points);
      expect(room.live.hostSnapshot(addresses)).toMatchObject({ medianMs: null });
    }
  });

  test("[PA1] a store that is away is told, and the answer can be sent again", async () => {
    await using room = await game();
    await room.round();
    const [one] = room.nodes;
    if (!one) throw new Error("no node");
    const store = { ...room.store, amend: () => Promise.reject(new StoreUnavailable("away")) };
    const answers = [{ round: 1, value: "b" }];
    const asked = enterAnswers({ ...room.parts, store }, room.live, room.ani.playerId, answers);
    await expect(asked).rejects.toThrow(StoreUnavailable);
    expect(await room.enter(room.ani.playerId, answers)).toEqual({ version: room.live.room.version });
  });
});
