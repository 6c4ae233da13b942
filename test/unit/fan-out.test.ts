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
