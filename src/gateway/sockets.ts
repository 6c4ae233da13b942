/** Types of the two namespaces and what a socket carries. */
import type { Namespace, Socket } from "socket.io";
import type { HostToServer, PlayerToServer, ServerToHost, ServerToPlayer } from "../../protocol/events.ts";
import type { Seat } from "../room.ts";
import type { LiveRoom } from "../rooms/live-room.ts";

interface PlayerData {
  /** `at`: since when, ms of the store's clock; `ended`: it has been told that the game is over. */
  seated?: { live: LiveRoom; seat: Seat; at: number; ended?: boolean } | undefined;
}

interface HostData {
  /** The connection holds the host key: every room. */
  key: boolean;
  /** The connection came with this room's token. */
  roomId: string | undefined;
  live?: LiveRoom | undefined;
  /** The question it has asked to be let in. */
  askId?: string | undefined;
}

type NoEvents = Record<string, never>;
export type PlayerSocket = Socket<PlayerToServer, ServerToPlayer, NoEvents, PlayerData>;
export type HostSocket = Socket<HostToServer, ServerToHost, NoEvents, HostData>;
export type PlayerNamespace = Namespace<PlayerToServer, ServerToPlayer, NoEvents, PlayerData>;
export type HostNamespace = Namespace<HostToServer, ServerToHost, NoEvents, HostData>;
/** The Socket.IO room of all sockets of a namespace in one live room. */
export const channelOf = (roomId: string): string => `room:${roomId}`;
