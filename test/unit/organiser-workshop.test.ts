import { afterAll, expect, test, vi } from "vitest";
import type { RoomRow } from "../../protocol/rooms.ts";
import type { Workshop, WorkshopView } from "../../protocol/workshops.ts";

vi.resetModules();
vi.stubGlobal("document", { documentElement: {}, createElement: () => ({ setAttribute: () => undefined }) });
/** What the server is sent, and answers. */
let sent: Partial<Workshop> = {};
let code = "";
vi.stubGlobal("fetch", async (_path: string, { body = "" } = {}) => {
  sent = JSON.parse(body);
  return new Response(JSON.stringify(code === "" ? {} : { error: { code } }), { status: code === "" ? 200 : 404 });
});

interface Parts {
  store(workshop: Workshop, changes: Partial<Workshop>, changed: () => void, done: string): Promise<void>;
  elsewhere(occasion: "pre", parts: { view: WorkshopView; rooms: RoomRow[] }): RoomRow[];
}
const { store, elsewhere }: Parts = await import(`${"../../src/pages/organiser"}/workshop-store.ts`);

/** Other files stand on the same modules and globals. */
afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

const WORKSHOP: Workshop = {
  schema: 1,
  id: "w",
  title: "Kombel",
  quizIds: { pre: "a", post: "a" },
  identity: "roster",
  roster: [
    { id: "p1", name: "Ani", code: "AAAAA", team: "SMK 1" },
    { id: "p2", name: "Budi", code: "BBBBB" },
  ],
  rooms: { pre: null, post: null },
  pairings: [],
  version: 3,
  createdAt: 0,
  updatedAt: 0,
  ownerId: "ani",
};

test("[WS3] choosing a room or pairing two people leaves everybody on the list in their group", async () => {
  const drawn = vi.fn();
  await store(WORKSHOP, { rooms: { pre: "r1", post: null } }, drawn, "done");
  const { schema, id, createdAt, updatedAt, ownerId, ...whole } = WORKSHOP;
  expect(sent).toEqual({ ...whole, rooms: { pre: "r1", post: null } });
  expect(drawn).toHaveBeenCalledTimes(1);
});

test("[WS4] rooms of whoever the workshop is of are offered, and the page shows again what holds when one is refused", async () => {
  const room = (id: string, more: Partial<RoomRow> = {}) => ({ id, phase: "finished", ownerId: "ani", ...more });
  const rooms = [
    room("r1"),
    room("r2"),
    room("r3", { phase: "lobby" }),
    room("r4", { ownerId: "budi" }),
    { id: "r5", phase: "finished" },
  ] as RoomRow[];
  const view = { workshop: WORKSHOP, rooms: { pre: [rooms[0]], post: [] } } as unknown as WorkshopView;
  expect(elsewhere("pre", { view, rooms }).map(({ id }) => id)).toEqual(["r2"]);
  const drawn = vi.fn();
  code = "room_not_found";
  await store(WORKSHOP, {}, drawn, "done");
  expect(drawn).toHaveBeenCalledTimes(1);
});
