/** A yardstick as a side of its own: the same traffic, without a quiz. */
import type { Child } from "./child.ts";
import { createCrowd } from "./crowd.ts";
import type { Side } from "./side.ts";
import { ask, openSocket } from "./socket.ts";
import { joinEvent, responseEvent } from "./words.ts";

/** `pin`: of the room that its players join; `raw`: they speak plain WebSocket, and only listen. */
export const openBare = async (
  name: string,
  server: Child,
  players: number,
  { pin = "123456", raw = false } = {},
): Promise<Side> => {
  const host = await openSocket(`${server.url}/host`, {});
  const crowd = createCrowd(players, () => server.url, raw);
  const tell = (what: "open" | "reveal") => ask(host, what, { pin });
  return {
    name,
    servers: [server],
    crowd,
    joinEvent: (player) => joinEvent(pin, player),
    responseEvent,
    open: () => tell("open"),
    complete: () => tell("reveal"),
    isOpen: () => () => true,
    isRevealed: () => () => true,
    learn: (words) => ask(host, "learn", words),
    leave: () => {
      crowd.leave();
      host.disconnect();
    },
  };
};
