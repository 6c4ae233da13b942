/** A linked pre-test and post-test, as stored and as served: what is run, by whom, and how the people of both are paired. */
import type { Options } from "./payloads.ts";
import type { Occasion, RoomRow } from "./rooms.ts";

/** Somebody the room expects, with the code by which rooms are paired. */
export interface RosterEntry {
  id: string;
  name: string;
  code: string;
  /** The name of their team; missing: none. */
  team?: string;
}

/** What the organiser has said of two seats; seats that nobody has spoken of are paired by code, device and roster. */
export interface Pairing {
  /** playerId in the pre-test's room and in the post-test's. */
  pre: string;
  post: string;
  /** False: these two are not the same person. */
  same: boolean;
}

export interface Workshop {
  schema: 1;
  id: string;
  title: string;
  /** The quiz of each occasion; often the same one. */
  quizIds: Record<Occasion, string>;
  identity: Options["identity"];
  /** Who is expected, when identity is `roster`; else empty. */
  roster: RosterEntry[];
  /** The rooms that are compared; null: the latest one of this workshop and occasion. */
  rooms: Record<Occasion, string | null>;
  pairings: Pairing[];
  /** Counts writes, from 1. */
  version: number;
  createdAt: number;
  updatedAt: number;
  /** The organiser whose it is; missing: the administrator's. */
  ownerId?: string;
}

/** A workshop with what was run for it. */
export interface WorkshopView {
  workshop: Workshop;
  /** Newest first. */
  rooms: Record<Occasion, RoomRow[]>;
  /** Ids of the rooms that are compared; null: there is none yet. */
  pair: Record<Occasion, string | null>;
}
