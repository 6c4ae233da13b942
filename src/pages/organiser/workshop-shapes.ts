/** /api/workshops as these pages use it. */
import type { RoomRow } from "./api.ts";

export type Occasion = "pre" | "post";
export type Identity = "coded" | "roster" | "anonymous";

export interface Pairing {
  /** playerId in the pre-test's room and in the post-test's. */
  pre: string;
  post: string;
  same: boolean;
}

export interface WorkshopBody {
  title: string;
  quizIds: Record<Occasion, string>;
  identity: Identity;
  roster: { name: string; code?: string }[];
}

export interface Workshop {
  id: string;
  title: string;
  quizIds: Record<Occasion, string>;
  identity: Identity;
  roster: { id: string; name: string; code: string }[];
  /** The rooms that are compared; null: the latest one of this workshop and occasion. */
  rooms: Record<Occasion, string | null>;
  pairings: Pairing[];
  version: number;
  createdAt: number;
  updatedAt: number;
}

export interface WorkshopView {
  workshop: Workshop;
  /** Newest first. */
  rooms: Record<Occasion, RoomRow[]>;
  pair: Record<Occasion, string | null>;
}
