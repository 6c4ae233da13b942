import { expect, test } from "vitest";
import type { HostPayload, PlayerPayload } from "../../protocol/payloads.ts";
import type { Workshop } from "../../protocol/workshops.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { connectHost, connectPlayer, joinRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { bring, codeOf, nth, startGame, tape } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

type Options = HostPayload<"room:create">["options"];

const ATTEMPT = "an-attempt-of-22-letters";
const DEVICE = "a-device-of-22-letters";
const CODE = /^[A-HJKMNP-Z2-9]{5}$/;
const ROSTER: Options = { identity: "roster", roster: [{ name: "Bu Rina", code: "7KQ2M" }, { name: "Andi" }] };

overStores("identity", (app) => {
  const look = async (pin: string) => {
    using player = await connectPlayer(app().url);
    return await player.ask("room:look", { pin });
  };
  const people = async (pin: string) => {
    const answer = await look(pin);
    return answer.ok ? (answer.people ?? []) : [];
  };
  /** A join from a socket of its own: the answer, or the code of the refusal. */
  const join = async (payload: PlayerPayload<"room:join">) => {
    using player = await connectPlayer(app().url);
    const answer = await player.ask("room:join", payload);
    return answer.ok ? answer : answer.error.code;
  };
  const seatOf = async (payload: PlayerPayload<"room:join">) => {
    const answer = await join(payload);
    if (typeof answer === "string") throw new Error(answer);
    return answer;
  };
  const idOf = async (pin: string, name: string) =>
    (await people(pin)).find((person) => person.name === name)?.personId ?? "nobody";

  test("[ID1] a look tells how people are known, also in a locked room, and who of the list has come", async () => {
    using coded = await startGame(app(), []);
    using anonymous = await startGame(app(), [], { options: { identity: "anonymous" } });
    using listed = await startGame(app(), [], { options: ROSTER });
    expect(await look(coded.pin)).toEqual({ ok: true, identity: "coded" });
    expect(await look(anonymous.pin)).toEqual({ ok: true, identity: "anonymous" });
    expect(await look("000000")).toMatchObject({ ok: false, error: { code: "room_not_found" } });
    await seatOf({ pin: listed.pin, nickname: "x", personId: await idOf(listed.pin, "Andi") });
    await listed.host.get("room:lock", { locked: true });
    const personId = expect.any(String);
    expect(await look(listed.pin)).toEqual({
      ok: true,
      identity: "roster",
      people: [
        { personId, name: "Bu Rina", taken: false },
        { personId, name: "Andi", taken: true },
      ],
    });
  });

  test("[ID2] the list is the one given, else the stored workshop's with its codes, else empty", async () => {
    const id = `w${Math.random().toString(36).slice(2)}`;
    const roster = [{ id: "p1", name: "Dewi", code: "DDDDD" }];
    const rest = { quizIds: { pre: "a", post: "a" }, rooms: { pre: null, post: null }, pairings: [] };
    const workshop: Workshop = {
      schema: 1,
      id,
      title: "W",
      identity: "roster",
      roster,
      ...rest,
      version: 1,
      createdAt: 1,
      updatedAt: 1,
    };
    expect(await app().app.store.putWorkshop(workshop)).toBe(true);
    const options: Options = { identity: "roster", workshop: { id, occasion: "pre" } };
    using stored = await startGame(app(), [], { options });
    using given = await startGame(app(), [], { options: { ...options, ...ROSTER } });
    using none = await startGame(app(), [], { options: { identity: "roster" } });
    using coded = await startGame(app(), [], { options: { ...ROSTER, identity: "coded" } });
    expect(await people(stored.pin)).toEqual([{ personId: "p1", name: "Dewi", taken: false }]);
    expect(await seatOf({ pin: stored.pin, nickname: "x", code: "ddddd" })).toMatchObject({
      nickname: "Dewi",
      code: "DDDDD",
    });
    expect((await people(given.pin)).map(({ name }) => name)).toEqual(["Bu Rina", "Andi"]);
    expect(await look(none.pin)).toEqual({ ok: true, identity: "roster", people: [] });
    expect(await look(coded.pin)).toEqual({ ok: true, identity: "coded" });
    expect((await coded.stored()).room).not.toHaveProperty("roster");
    expect((await given.stored()).room?.options).not.toHaveProperty("roster");
  });

  test("[RM36] a rename cannot take a name of the list; [CD3] a guest of a list comes back by the code alone", async () => {
    using game = await startGame(app(), ["Tamu"], { options: ROSTER });
    const { playerId, code } = nth(game.seats, 0);
    expect(await codeOf(game.host.ask("player:rename", { playerId, nickname: "andi" }))).toBe("nickname_taken");
    expect(await seatOf({ pin: game.pin, nickname: " ", code })).toMatchObject({ playerId, nickname: "Tamu" });
    expect(await codeOf(game.host.ask("player:rename", { playerId, nickname: "Tamu lain" }))).toBe("ok");
  });

  test("[ID3] a list with a malformed code, one code twice or an empty name makes no room", async () => {
    using host = await connectHost(app().url);
    const create = (roster: { name: string; code?: string }[]) =>
      codeOf(host.ask("room:create", { quiz: SMALL_QUIZ, options: { identity: "roster", roster } }));
    expect(await create([{ name: "A", code: "O0000" }])).toBe("code_invalid");
    expect(
      await create([
        { name: "A", code: "7KQ2M" },
        { name: "B", code: "7kq2m" },
      ]),
    ).toBe("code_invalid");
    expect(await create([{ name: "\u200b" }])).toBe("nickname_invalid");
    expect(await create(Array.from({ length: 501 }, (_, n) => ({ name: `P ${n}` })))).toBe("invalid_payload");
  });

  test("[ID5] whoever is picked gets the list's name and code; nobody unknown is seated", async () => {
    using game = await startGame(app(), [], { options: ROSTER });
    const rina = await idOf(game.pin, "Bu Rina");
    const picked = await seatOf({ pin: game.pin, nickname: "typed", personId: rina });
    expect(picked).toMatchObject({
      nickname: "Bu Rina",
      code: "7KQ2M",
      snapshot: { nickname: "Bu Rina", code: "7KQ2M" },
    });
    expect(await join({ pin: game.pin, nickname: "x", personId: "nobody" })).toBe("person_unknown");
    expect((await game.stored()).seats).toMatchObject([{ nickname: "Bu Rina", code: "7KQ2M", personId: rina }]);
  });

  test("[ID6] a person who is seated is taken, but not for the same attempt; of many at once one gets the seat", async () => {
    using game = await startGame(app(), [], { options: ROSTER });
    const [rina, andi] = [await idOf(game.pin, "Bu Rina"), await idOf(game.pin, "Andi")];
    const first = { pin: game.pin, nickname: "x", personId: rina, attempt: ATTEMPT };
    const { playerId } = await seatOf(first);
    expect(await seatOf(first)).toMatchObject({ playerId });
    expect(await join({ ...first, attempt: `another-${ATTEMPT}` })).toBe("person_taken");
    expect(await join({ pin: game.pin, nickname: "bu rina" })).toBe("person_taken");
    expect(await join({ ...first, personId: andi })).toBe("attempt_reused");
    const many = await Promise.all([1, 2, 3, 4].map(() => join({ pin: game.pin, nickname: "x", personId: andi })));
    expect(many.filter((answer) => answer === "person_taken")).toHaveLength(3);
    await game.host.get("room:finish", {});
    expect(await seatOf(first)).toMatchObject({ playerId, snapshot: { phase: "finished" } });
  });

  test("[ID7] a person's code seats and resumes; others come under their own name with a code of nobody on the list", async () => {
    using game = await startGame(app(), [], { options: ROSTER });
    const rina = await seatOf({ pin: game.pin, nickname: "x", code: "7kq2m" });
    expect(rina).toMatchObject({ nickname: "Bu Rina", code: "7KQ2M" });
    expect(await seatOf({ pin: game.pin, nickname: "y", code: "7KQ2M" })).toMatchObject({ playerId: rina.playerId });
    const andi = await seatOf({ pin: game.pin, nickname: "ANDI" });
    expect(andi.nickname).toBe("Andi");
    const guest = await seatOf({ pin: game.pin, nickname: "Tamu" });
    expect(guest).toMatchObject({ nickname: "Tamu", code: expect.stringMatching(CODE) });
    expect(new Set([rina.code, andi.code, guest.code]).size).toBe(3);
    expect((await people(game.pin)).map(({ taken }) => taken)).toEqual([true, true]);
    expect((await game.stored()).seats.map(({ personId }) => personId === null)).toEqual([false, false, true]);
  });

  test("[ID8] a person whose seat was removed can be picked again, once, with another code", async () => {
    using game = await startGame(app(), [], { options: ROSTER });
    const personId = await idOf(game.pin, "Bu Rina");
    const wrong = await seatOf({ pin: game.pin, nickname: "x", personId });
    await game.host.get("player:remove", { playerIds: [wrong.playerId] });
    expect((await people(game.pin))[0]).toMatchObject({ taken: false });
    const right = await seatOf({ pin: game.pin, nickname: "x", personId });
    expect(right).toMatchObject({ nickname: "Bu Rina", code: expect.stringMatching(CODE) });
    expect(right.code).not.toBe("7KQ2M");
    expect(await join({ pin: game.pin, nickname: "x", personId })).toBe("person_taken");
    expect(await join({ pin: game.pin, nickname: "x", code: "7KQ2M" })).toBe("removed");
    // Another name on the screen does not free the person.
    await game.host.get("player:rename", { playerId: right.playerId, nickname: "Ibu R" });
    expect(await join({ pin: game.pin, nickname: "x", personId })).toBe("person_taken");
    expect(await join({ pin: game.pin, nickname: "Bu Rina" })).toBe("person_taken");
    expect((await game.stored()).seats.filter(({ removed }) => !removed)).toHaveLength(1);
    await game.host.get("player:remove", { playerIds: [right.playerId] });
    expect(await seatOf({ pin: game.pin, nickname: "x", personId })).toMatchObject({ nickname: "Bu Rina" });
  });

  test("[ID9] an anonymous room has no codes and keeps nothing of phones; its seats are resumed by token", async () => {
    using game = await startGame(app(), [], { options: { identity: "anonymous" } });
    const all = { pin: game.pin, nickname: "Ani", code: "7KQ2M", device: DEVICE, personId: "p", attempt: ATTEMPT };
    const ani = await seatOf(all);
    expect(ani).toMatchObject({ code: "", snapshot: { phase: "lobby", code: "" } });
    expect(await seatOf({ ...all, code: "malformed" })).toMatchObject({ playerId: ani.playerId });
    const budi = await seatOf({ pin: game.pin, nickname: "Budi", code: "7KQ2M", device: DEVICE });
    expect(budi.playerId).not.toBe(ani.playerId);
    using again = await connectPlayer(app().url);
    expect(await again.get("room:resume", { token: ani.token })).toMatchObject({ playerId: ani.playerId, code: "" });
    const nothing = { code: "", device: null, personId: null };
    expect((await game.stored()).seats).toMatchObject([nothing, nothing]);
  });

  test("[ID10] of a device only a digest is stored, and neither is sent to anyone", async () => {
    const workshop = { id: "w1", occasion: "pre" } as const;
    using pre = await startGame(app(), [], { options: { workshop } });
    using post = await startGame(app(), [], { options: { workshop: { ...workshop, occasion: "post" } } });
    using other = await startGame(app(), [], { options: { workshop: { ...workshop, id: "w2" } } });
    const tapes = [tape(pre.host)];
    const stored: (string | null | undefined)[] = [];
    for (const game of [pre, post, other]) {
      const { player } = await joinRoom(app().url, { pin: game.pin, nickname: "Ani", device: DEVICE });
      tapes.push(tape(player));
      await bring(game.host, "open");
      await player.phase("open");
      const { seats } = await game.stored();
      stored.push(nth(seats, 0).device);
      player[Symbol.dispose]();
    }
    expect(stored[0]).toBe(stored[1]);
    expect(new Set([...stored, DEVICE]).size).toBe(3);
    for (const secret of [DEVICE, ...stored])
      expect(tapes.flat().filter((frame) => frame.includes(secret ?? ""))).toEqual([]);
  });

  test("[VW4] codes of a list are in no frame to hosts, and in a player's none but the own one", async () => {
    const { url } = app();
    using host = await connectHost(url);
    const hostFrames = tape(host);
    const { pin, roomId, snapshot } = await host.get("room:create", {
      quiz: SMALL_QUIZ,
      options: { previewSeconds: 0, ...ROSTER },
    });
    host.snapshots.push(snapshot);
    using ani = await connectPlayer(url);
    const frames = tape(ani);
    await ani.get("room:look", { pin });
    const seat = await ani.get("room:join", { pin, nickname: "x", personId: await idOf(pin, "Andi") });
    await bring(host, "finished");
    await ani.phase("finished");
    const codes = ((await app().app.store.room(roomId))?.roster ?? []).map(({ code }) => code);
    expect(codes).toContain(seat.code);
    for (const code of codes) {
      expect(hostFrames.filter((frame) => frame.includes(code))).toEqual([]);
      if (code !== seat.code) expect(frames.filter((frame) => frame.includes(code))).toEqual([]);
    }
    expect(frames.filter((frame) => frame.includes(seat.code)).length).toBeGreaterThan(0);
  });
});

test("[ID7] a drawn code that stands on the list is not given to somebody who does not", async () => {
  const codes = ["7KQ2M", "BBBBB"];
  const draw = { ...drawFrom(), code: () => codes.shift() ?? "CCCCC" };
  await using app = await startApp({}, { draw });
  const roster = [{ name: "Bu Rina", code: "7KQ2M" }];
  using game = await startGame(app, ["Tamu"], { options: { identity: "roster", roster } });
  expect(nth(game.seats, 0).code).toBe("BBBBB");
});
