/** Types of the two namespaces and what a socket carries. */
import type { Namespace, Socket } from "socket.io";
import type { HostToServer, PlayerToServer, ServerToHost, ServerToPlayer } from "../../protocol/events.ts";
import type { Who } from "../../protocol/sessions.ts";
import type { Seat } from "../room.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Puzzle } from "./puzzle.ts";
import type { Lane } from "./turnstile.ts";

interface PlayerData {
  /** What it waits with. */
  lane: Lane;
  /** The page it is of; one page has a socket after the other. */
  screen?: string | undefined;
  /** Which of that page's connections it is, from 1. */
  turn?: number | undefined;
  /** `at`: since when, ms of the store's clock; `again`: the page came back by itself; `ended`: it was told that the game is over; `moved`: the PIN it was sent on to. */
  seated?: { live: LiveRoom; seat: Seat; at: number; again: boolean; ended?: boolean; moved?: string } | undefined;
  /** Work that it was given before it may join. */
  puzzle?: Puzzle | undefined;
}

interface HostData {
  /** Who it is of: the holder of the host key has every room, an organiser their own; undefined: nobody that is known. */
  who?: Who | undefined;
  /** The token of the session that says so; undefined: it came with the host key. */
  session?: string | undefined;
  /** Somebody has done something since that session was looked at. */
  used?: boolean;
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
/** The Socket.IO room of all hosts of a live room. */
export const channelOf = (roomId: string): string => `room:${roomId}`;
