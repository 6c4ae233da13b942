import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Room } from "../../src/room.ts";
import { at, joinOf, opened, respondOf, seated, step } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

export const responseLaws = (bench: () => Bench): void => {
  const openRoom = async (seats: number, changes: Partial<Room> = {}) => {
    const { store } = bench();
    const { room, players } = await seated(store, seats, { ...opened(store.now()), ...changes });
    return { store, room, players, first: at(players, 0) };
  };

  test("[ST9] a response is stored once per round and seat; the same attempt gets the same answer, another the stored one", async () => {
    const { store, room, first } = await openRoom(1);
    const wanted = respondOf(room.id, first, store.now(), { value: ["ä", "b"], lagMs: 12.5 });
    const stored = await store.respond(wanted);
    if (stored.kind !== "stored") throw new Error(`The response was ${stored.kind}.`);
    const { receivedAt, ...rest } = wanted.response;
    expect(stored.response).toEqual({ ...rest, receivedAt: expect.any(Number) });
    expect(Math.abs(stored.response.receivedAt - receivedAt) < 50).toBe(true);
    const { other } = bench();
    const later = respondOf(room.id, first, store.now(), { attempt: wanted.response.attempt, value: "false" });
    expect(await other.respond(later)).toEqual({ kind: "repeat", response: stored.response });
    const rival = respondOf(room.id, first, store.now(), { value: "false" });
    expect(await other.respond(rival)).toEqual({ kind: "already", response: stored.response });
    expect(await other.responses(room.id, 1)).toEqual(new Map([[first, stored.response]]));
    expect(await other.response(room.id, 1, first)).toEqual(stored.response);
    expect(await other.response(room.id, 2, first)).toBeUndefined();
  });

  test("[ST9] of 30 responses of one seat at once, one is stored and the rest are told so", async () => {
    const { store, room, first } = await openRoom(1);
    const { other } = bench();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) => (n % 2 ? store : other).respond(respondOf(room.id, first, store.now()))),
    );
    const stored = await store.response(room.id, 1, first);
    expect(answers.filter(({ kind }) => kind === "stored")).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === "already")).toHaveLength(29);
    for (const answer of answers) expect("response" in answer && answer.response).toEqual(stored);
  });

  test("[ST9] a stored response is told in any phase, before every other check but the seat's own", async () => {
    const { store, room, players, first } = await openRoom(2);
    const wanted = respondOf(room.id, first, store.now());
    await store.respond(wanted);
    const closed = step(room, { phase: "finished" });
    await store.transition(closed);
    expect((await store.respond(wanted)).kind).toBe("repeat");
    expect((await store.respond(respondOf(room.id, first, store.now()))).kind).toBe("already");
    expect(await store.respond(respondOf(room.id, randomUUID(), store.now()))).toEqual({
      kind: "refused",
      code: "not_joined",
    });
    const second = respondOf(room.id, at(players, 1), store.now());
    expect(await store.respond(second)).toEqual({ kind: "refused", code: "round_closed" });
    await store.transition(step(closed.next, {}, { effects: [{ kind: "remove", playerIds: [first] }] }));
    expect(await store.respond(wanted)).toEqual({ kind: "refused", code: "removed" });
  });

  const cases: [string, Partial<Room>, number, string][] = [
    ["a later round", {}, 2, "not_open"],
    ["a later round of a finished room", { phase: "finished" }, 2, "not_open"],
    ["an earlier round", { round: 2, rounds: [] }, 1, "round_closed"],
    ["an earlier round while paused", { round: 2, rounds: [], pausedAt: 1 }, 1, "round_closed"],
    ["a revealed round", { phase: "reveal" }, 1, "round_closed"],
    ["a revealed round while paused", { phase: "reveal", pausedAt: 1 }, 1, "round_closed"],
    ["a round whose leaderboard shows", { phase: "leaderboard" }, 1, "round_closed"],
    ["a previewed round", { phase: "preview" }, 1, "not_open"],
    ["a paused round", { pausedAt: 1 }, 1, "not_open"],
    ["the lobby", { phase: "lobby", round: 0, rounds: [] }, 1, "not_open"],
  ];
  test.each(cases)("[ST10] a response to %s is refused", async (_name, changes, round, code) => {
    const { store, room, first } = await openRoom(1, changes);
    expect(await store.respond(respondOf(room.id, first, store.now(), { round }))).toEqual({ kind: "refused", code });
    expect(await store.responses(room.id, round)).toEqual(new Map());
  });

  test("[ST10] responses count from the moment of opening until 300 ms after the deadline", async () => {
    const { store } = bench();
    const outcome = async (openedAt: number, deadline: number | null, claim = 0) => {
      const now = store.now();
      const { room, players } = await seated(
        store,
        1,
        opened(now, { openedAt: now + openedAt, deadline: deadline === null ? null : now + deadline }),
      );
      const answer = await store.respond(respondOf(room.id, at(players, 0), now + claim));
      return answer.kind === "refused" ? answer.code : answer.kind;
    };
    expect(await outcome(10_000, 20_000)).toBe("not_open");
    expect(await outcome(-20_000, -2_000)).toBe("round_closed");
    expect(await outcome(-20_000, -100)).toBe("stored");
    expect(await outcome(-20_000, -600)).toBe("round_closed");
    expect(await outcome(-20_000, -600, -500)).toBe("stored");
    expect(await outcome(-20_000, null)).toBe("stored");
    expect(await outcome(-200, 20_000, -900)).toBe("not_open");
  });

  test("[ST11] a claimed receive time is moved into the last second of the store's clock", async () => {
    const { store, room, players } = await openRoom(3);
    const claims = [-3_600_000, 3_600_000, -500];
    const before = store.now();
    const kept = await Promise.all(
      claims.map(async (claim, n) => {
        const answer = await store.respond(respondOf(room.id, at(players, n), before + claim));
        return answer.kind === "stored" ? answer.response.receivedAt - before : Number.NaN;
      }),
    );
    const spent = store.now() - before + 5;
    expect(at(kept, 0) >= -1_005 && at(kept, 0) <= -1_000 + spent).toBe(true);
    expect(at(kept, 1) >= -5 && at(kept, 1) <= spent).toBe(true);
    expect(at(kept, 2)).toBe(-500);
  });

  test("[ST12] a response completes the round when everybody present has responded; the absent are not waited for", async () => {
    const { store, room, players } = await openRoom(4);
    const { pass } = bench();
    const completes = async (seat: number) => {
      const answer = await store.respond(respondOf(room.id, at(players, seat), store.now()));
      return answer.kind === "stored" && answer.complete;
    };
    expect(await completes(0)).toBe(false);
    await store.present(room.id, players.slice(1, 3), store.now() + 30_000);
    await store.present(room.id, players.slice(3), store.now() + 400);
    expect(await store.presentSeats(room.id)).toEqual(expect.arrayContaining(players.slice(1)));
    expect(await completes(1)).toBe(false);
    await pass(450);
    expect(new Set(await store.presentSeats(room.id))).toEqual(new Set(players.slice(1, 3)));
    expect(await completes(2)).toBe(true);
    expect(await completes(3)).toBe(true);
  });

  test("[ST12] whoever comes, goes and responds in whatever order, each response says whether it completed the round", async () => {
    const move = fc.tuple(fc.nat({ max: 5 }), fc.constantFrom("responds", "responds", "comes", "goes"));
    const game = fc.asyncProperty(fc.array(move, { minLength: 12, maxLength: 24 }), async (moves) => {
      const { store, room, players } = await openRoom(6);
      const present = new Set<string>();
      const responded = new Set<string>();
      for (const [seat, does] of moves) {
        const player = at(players, seat);
        if (does === "responds") {
          const answer = await store.respond(respondOf(room.id, player, store.now()));
          if (responded.has(player)) expect(answer.kind).toBe("already");
          responded.add(player);
          const complete = present.size > 0 && [...present].every((each) => responded.has(each));
          if (answer.kind === "stored") expect(answer.complete).toBe(complete);
        } else {
          present[does === "comes" ? "add" : "delete"](player);
          await store.present(room.id, [player], does === "comes" ? store.now() + 60_000 : 0);
        }
      }
    });
    await fc.assert(game, { numRuns: 12 });
  });

  test("[ST13] whoever joins, comes, goes, responds or is removed in whatever order, each pulse counts them as they are", async () => {
    const does = fc.constantFrom("joins", "responds", "responds", "comes", "comes", "goes", "is removed");
    const game = fc.asyncProperty(
      fc.array(fc.tuple(fc.nat({ max: 3 }), does), { minLength: 10, maxLength: 20 }),
      async (moves) => {
        const { store, room: begun, players: seated } = await openRoom(4);
        const { other } = bench();
        let room = begun;
        let players = seated;
        let taken = seated.length;
        const [present, responded] = [new Set<string>(), new Set<string>()];
        for (const [place, act] of moves) {
          const player = players[place];
          if (act === "joins") {
            const joined = await store.join(joinOf(room.id));
            if (joined.kind === "joined") players = [joined.seat.playerId, ...players];
            taken++;
          } else if (player === undefined) continue;
          else if (act === "responds") {
            await store.respond(respondOf(room.id, player, store.now()));
            responded.add(player);
          } else if (act === "is removed") {
            const removal = step(room, {}, { effects: [{ kind: "remove", playerIds: [player] }] });
            await store.transition(removal);
            room = removal.next;
            players = players.filter((each) => each !== player);
            for (const group of [present, responded]) group.delete(player);
          } else {
            present[act === "comes" ? "add" : "delete"](player);
            await store.present(room.id, [player], act === "comes" ? store.now() + 60_000 : 0);
          }
          const complete = present.size > 0 && [...present].every((each) => responded.has(each));
          const counts = {
            seats: taken,
            responded: responded.size,
            of: new Set([...present, ...responded]).size,
            complete,
          };
          expect(await other.pulse(room.id)).toEqual({ version: room.version, ...counts });
        }
      },
    );
    await fc.assert(game, { numRuns: 12 });
  });

  test("[ST13] a pulse counts a seat no more once it has lapsed, and one that is away once it responds", async () => {
    const { store, room, players, first } = await openRoom(3);
    const { pass } = bench();
    await store.present(room.id, players.slice(0, 2), store.now() + 400);
    expect(await store.pulse(room.id)).toMatchObject({ responded: 0, of: 2 });
    await pass(450);
    expect(await store.pulse(room.id)).toMatchObject({ responded: 0, of: 0, complete: false });
    await store.respond(respondOf(room.id, first, store.now()));
    expect(await store.pulse(room.id)).toMatchObject({ responded: 1, of: 1, complete: false });
    await store.present(room.id, players.slice(1, 2), store.now() + 60_000);
    await store.respond(respondOf(room.id, at(players, 1), store.now()));
    expect(await store.pulse(room.id)).toMatchObject({ responded: 2, of: 2, complete: true });
  });

  test("[ST12] presence is renewed to a later time, ended by a past one, and given to no stranger", async () => {
    const { store, room, players, first } = await openRoom(2);
    await store.present(room.id, [...players, randomUUID()], store.now() + 60_000);
    expect(new Set(await store.presentSeats(room.id))).toEqual(new Set(players));
    await store.present(room.id, [first], store.now() - 1);
    expect(await store.presentSeats(room.id)).toEqual([at(players, 1)]);
    await store.present(room.id, [], store.now() + 60_000);
  });

  test("[ST13] who has responded to a round is told, removed ones too; nobody has to a round not reached", async () => {
    const { store, room, players } = await openRoom(4);
    const { other } = bench();
    expect(await other.responded(room.id, 1)).toEqual([]);
    const given = [at(players, 2), at(players, 0)];
    for (const player of given) await store.respond(respondOf(room.id, player, store.now()));
    await store.transition(step(room, {}, { effects: [{ kind: "remove", playerIds: players.slice(0, 1) }] }));
    expect(new Set(await other.responded(room.id, 1))).toEqual(new Set(given));
    expect(await other.responded(room.id, 1)).toHaveLength(2);
    expect(await other.responded(room.id, 2)).toEqual([]);
    expect(await other.responded(randomUUID(), 1)).toEqual([]);
  });

  test("[ST13] the pulse counts seats ever taken, responders, and who is waited for", async () => {
    const { store, room, players } = await openRoom(5);
    const { other } = bench();
    const base = { version: room.version, seats: 5 };
    expect(await other.pulse(room.id)).toEqual({ ...base, responded: 0, of: 0, complete: false });
    await store.present(room.id, players.slice(1, 4), store.now() + 60_000);
    await store.respond(respondOf(room.id, at(players, 0), store.now()));
    await store.respond(respondOf(room.id, at(players, 1), store.now()));
    expect(await other.pulse(room.id)).toEqual({ ...base, responded: 2, of: 4, complete: false });
    await store.respond(respondOf(room.id, at(players, 2), store.now()));
    await store.respond(respondOf(room.id, at(players, 3), store.now()));
    expect(await other.pulse(room.id)).toEqual({ ...base, responded: 4, of: 4, complete: true });
    const removed = step(room, {}, { effects: [{ kind: "remove", playerIds: players.slice(0, 2) }] });
    await store.transition(removed);
    expect(await other.pulse(room.id)).toEqual({
      version: room.version + 1,
      seats: 5,
      responded: 2,
      of: 2,
      complete: true,
    });
    await store.transition(step(removed.next, { phase: "preview", round: 2 }));
    expect(await other.pulse(room.id)).toEqual({
      version: room.version + 2,
      seats: 5,
      responded: 0,
      of: 2,
      complete: false,
    });
  });
};
