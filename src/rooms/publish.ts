import type { ResponsesCountedOf } from "../../protocol/pushes.ts";
import type { RosterPlayerOf } from "../../protocol/snapshots.ts";
import type { LiveRoom } from "./live-room.ts";

export interface RosterDelta {
  joined: RosterPlayerOf[];
  left: string[];
  changed: RosterPlayerOf[];
}

/** What a live room tells the sockets of its node; injected, so that rooms know nothing of sockets. */
export interface Publish {
  /** The room has a newer version: everybody gets the screen they now have. */
  changed(live: LiveRoom): void;
  counted(live: LiveRoom, counted: ResponsesCountedOf): void;
  roster(live: LiveRoom, delta: RosterDelta): void;
  /** The host has removed these seats. */
  removed(live: LiveRoom, playerIds: string[]): void;
  noted(live: LiveRoom, note: string): void;
  /** The store has not answered this node for a second; false: it is back. */
  away(away: boolean): void;
  /** The room is no more in the store. */
  erased(live: LiveRoom): void;
}
