import { expect, test, vi } from "vitest";
import { createFanOut, type FanOutParts } from "../../src/gateway/fan-out.ts";
import type { PlayerSocket } from "../../src/gateway/sockets.ts";
import type { LiveRoom } from "../../src/rooms/live-room.ts";

test("[RM47] who takes another seat while many are being removed keeps it", async () => {
  const live = { room: { id: "r" } } as LiveRoom;
  const sockets = new Map<string, PlayerSocket>();
  const dismissed: PlayerSocket[] = [];
  const seating = { of: () => sockets, dismiss: (socket: PlayerSocket) => void dismissed.push(socket) };
  const fanOut = createFanOut({ seating } as unknown as FanOutParts);
  for (let n = 0; n < 60; n++) sockets.set(`p${n}`, { id: `s${n}` } as PlayerSocket);
  const [last] = [...sockets.values()].slice(-1) as [PlayerSocket];
  fanOut.removed(live, [...sockets.keys()]);
  // It has joined anew before its slice comes.
  sockets.delete("p59");
  sockets.set("new", last);
  await vi.waitFor(() => expect(dismissed).toHaveLength(59));
  expect(dismissed).not.toContain(last);
});

test("[RM34] who goes away while a slice is told the end is told nothing, and the others are told their own", async () => {
  const room = { id: "r", version: 3, phase: "finished" };
  const playerParts = ({ playerId }: { playerId: string }) => [{ phase: "finished", playerId }];
  const live = { room, hosts: 0, progress: {}, roster: { byId: () => undefined }, playerParts } as unknown as LiveRoom;
  const told: string[] = [];
  const sockets = new Map<string, PlayerSocket>();
  const leave = (socket: PlayerSocket | undefined) => {
    if (socket) Object.assign(socket, { connected: false, data: {} });
  };
  for (const playerId of ["a", "b", "c"]) {
    const write = (text: string) => {
      told.push(`${playerId}: ${JSON.parse(text.slice(text.indexOf("["))).at(1).playerId}`);
      if (playerId === "a") leave(sockets.get("b"));
    };
    const emit = (event: string) => told.push(`${playerId}: ${event}`);
    const data = { seated: { live, seat: { playerId } } };
    sockets.set(playerId, { connected: true, data, conn: { write }, emit } as unknown as PlayerSocket);
  }
  const parts = {
    seating: { of: () => sockets },
    surges: { changed: () => {} },
    metrics: { snapshots: { inc: () => {} } },
  };
  createFanOut({ ...parts, report: (error: unknown) => told.push(String(error)) } as unknown as FanOutParts).changed(
    live,
  );
  await vi.waitFor(() => expect(told).toHaveLength(4));
  expect(told).toEqual(["a: a", "a: room:closed", "c: c", "c: room:closed"]);
});
