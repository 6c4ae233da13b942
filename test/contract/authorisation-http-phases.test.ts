/** The routes of a room, while it is in each phase: for its organiser, the holder of the key, and everybody else. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOST_KEY } from "../support.ts";
import { ROWS, statusIn, type There } from "./authorisation-http-table.ts";
import { authorisationWorld } from "./authorisation-room.ts";
import { PHASES } from "./authorisation-table.ts";

const OF_A_ROOM = Object.entries(ROWS).filter(([name]) => /\/api\/(rooms\/:id|comparisons)/.test(name));
type Headers = Record<string, string>;

describe("who may call the routes of a room", () => {
  let world: Awaited<ReturnType<typeof authorisationWorld>>;
  beforeAll(async () => {
    world = await authorisationWorld();
  });
  afterAll(() => world[Symbol.asyncDispose]());

  /** Asks every route of a room, the one that deletes it last; what each answered. */
  const askAll = async (roomId: string, headers: Headers): Promise<Record<string, string>> => {
    const told: Record<string, string> = {};
    for (const [name, row] of OF_A_ROOM) {
      const { path } = row.there({ roomId, pretestId: roomId } as There);
      const answer = await world.server.app.http.inject({ method: name.split(" ")[0] as "GET", url: path, headers });
      const code = answer.statusCode < 400 ? "ok" : answer.json().error?.code;
      told[name] = `${answer.statusCode} ${code}`;
    }
    return told;
  };
  const all = (answer: string) => Object.fromEntries(OF_A_ROOM.map(([name]) => [name, answer]));

  test("[AB32] the rooms' files, their comparisons, their release and their deletion are looked at", () => {
    expect(OF_A_ROOM.length).toBeGreaterThan(11);
  });

  test.each(PHASES)(
    "[AB32] in %s a room is as good as missing without a right to it, and stays as it is",
    async (phase) => {
      const room = await world.roomIn(phase);
      const before = await world.state(room);
      const [seat] = room.seats;
      for (const headers of [{}, { authorization: `Bearer ${room.token}` }, { authorization: `Bearer ${seat?.token}` }])
        expect(await askAll(room.roomId, headers as Headers)).toEqual(all("401 unauthorized"));
      expect(await askAll(room.roomId, { cookie: world.cookies.other })).toEqual(all("404 room_not_found"));
      expect(await world.state(room)).toBe(before);
    },
  );

  test.each(PHASES)(
    "[AB32] in %s its organiser and the holder of the key get the same, phase by phase as written",
    async (phase) => {
      const expected = Object.fromEntries(OF_A_ROOM.map(([name, row]) => [name, statusIn(name, row, phase)]));
      for (const headers of [{ cookie: world.cookies.owner }, { authorization: `Bearer ${HOST_KEY}` }]) {
        const { roomId } = await world.roomIn(phase);
        expect(await askAll(roomId, headers as Headers)).toEqual(expected);
        expect(await world.store.room(roomId)).toBeUndefined();
      }
    },
  );
});
