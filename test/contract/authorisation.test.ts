import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { authorisationWorld } from "./authorisation-room.ts";
import {
  type Expected,
  expectedOf,
  HOST_ROLES,
  type HostRole,
  PHASES,
  PLAYER_ROLES,
  type PlayerRole,
} from "./authorisation-table.ts";
import { SCHEMAS } from "./protocol-corpus.ts";

type World = Awaited<ReturnType<typeof authorisationWorld>>;
const ROLES = { player: PLAYER_ROLES, host: HOST_ROLES };

/** What was answered, and whether anything of the room became another. */
const outcome = async (
  world: World,
  room: Awaited<ReturnType<World["roomIn"]>>,
  namespace: "player" | "host",
  role: HostRole | PlayerRole,
  event: string,
) => {
  const line =
    namespace === "host" ? await world.hostIn(room, role as HostRole) : await world.playerIn(room, role as PlayerRole);
  const body = await world.payload(room, event, namespace, role);
  const before = await world.state(room);
  const answer = await world.tell(line, event, body ?? {});
  const changed = (await world.state(room)) !== before;
  line.close();
  return { code: answer.ok ? "ok" : (answer.error?.code ?? "none"), changed };
};

describe("who may do what", () => {
  let made: World | undefined;
  const renew = async () => {
    await made?.[Symbol.asyncDispose]();
    made = await authorisationWorld();
  };
  beforeAll(renew);
  afterAll(() => made?.[Symbol.asyncDispose]());
  const world = (): World => {
    if (!made) throw new Error("there is no server");
    return made;
  };

  describe.each(PHASES.map((phase, index) => ({ phase, index })))("in $phase", ({ phase, index }) => {
    // A node bounds the rooms in use on it, and these are many.
    beforeAll(renew);

    test.each(["player", "host"] as const)(
      "[AB30] every event of /%s is answered by role and phase as written",
      async (namespace) => {
        const wrong: string[] = [];
        let room = await world().roomIn(phase);
        for (const event of Object.keys(SCHEMAS[namespace])) {
          for (const role of ROLES[namespace]) {
            const expected = expectedOf(namespace, event, role, index);
            if (role === "removed") room = await world().roomIn(phase);
            const { code, changed } = await outcome(world(), room, namespace, role, event);
            // A PIN that leads nowhere is a wrong guess, and this suite makes many a second.
            const guessed = expected === "room_not_found" && code === "rate_limited";
            const fits = code === expected || guessed || (expected === "own" && code !== "internal");
            if (!fits) wrong.push(`${event} by ${role}: ${code}, expected ${expected ?? "a row in the table"}`);
            if (changed && (code !== "ok" || expected === "own"))
              wrong.push(`${event} by ${role}: ${code}, and the room is another`);
            if (changed || code === "ok" || role === "removed") room = await world().roomIn(phase);
          }
        }
        expect(wrong).toEqual([]);
      },
    );
  });

  test("[AB30] an event of the other namespace is unknown, whatever rights its sender has", async () => {
    const room = await world().roomIn("lobby");
    const before = await world().state(room);
    const codes = new Set<string>();
    for (const [namespace, other] of [
      ["player", "host"],
      ["host", "player"],
    ] as const) {
      const shared = Object.keys(SCHEMAS[namespace]);
      const line =
        namespace === "host" ? await world().hostIn(room, "key, attached") : await world().playerIn(room, "seated");
      for (const event of Object.keys(SCHEMAS[other]).filter((name) => !shared.includes(name))) {
        const answer = await world().tell(line, event, {});
        codes.add(answer.error?.code ?? "ok");
      }
      line.close();
    }
    expect([...codes]).toEqual(["unknown_event"]);
    expect(await world().state(room)).toBe(before);
  });

  test("[AB31] a handshake with the token of a seat, of no room or with a wrong key gives no right to host", async () => {
    const room = await world().roomIn("lobby");
    const [seat] = room.seats;
    const tried = [
      { token: seat?.token },
      { token: `${room.roomId}.${"x".repeat(43)}` },
      { token: room.pin },
      { token: room.roomId },
    ];
    for (const auth of [...tried, { key: room.token }, { key: seat?.token }, { key: `${room.token}x` }]) {
      const line = world().connect("host");
      expect(await line.enter(auth)).toMatch(/^4\/host,.*unauthorized/);
      line.close();
    }
    const line = world().connect("host");
    expect(await line.enter({ token: room.token })).toMatch(/^0\/host,/);
  });

  test("[AB30] the table sees an event it has no row for, and every row is one of an event", () => {
    expect(expectedOf("host", "room:explode", "nobody", 0)).toBeUndefined();
    const codes = new Set<Expected>();
    for (const event of Object.keys(SCHEMAS.host))
      for (const role of HOST_ROLES)
        for (const index of PHASES.keys()) codes.add(expectedOf("host", event, role, index) ?? "own");
    expect(codes.size).toBeGreaterThan(7);
  });
});
