/** The organiser's pages, after a workshop of 45 people. */
import type { Played } from "../../../scripts/demo/workshop.ts";

export interface Desk {
  name: string;
  /** The part of the address after #. */
  hash: (played: Played) => string;
}

/** A new page is a row more. */
export const DESKS: readonly Desk[] = [
  { name: "lists", hash: () => "" },
  { name: "room", hash: ({ post }) => `room=${post.roomId}` },
  { name: "room-texts", hash: ({ reflection }) => `room=${reflection.roomId}` },
  { name: "questionnaire", hash: ({ questionnaire }) => `room=${questionnaire.roomId}` },
  { name: "workshop", hash: ({ workshopId }) => `workshop=${workshopId}` },
  { name: "comparison", hash: ({ pre, post }) => `compare=${pre.roomId}~${post.roomId}` },
  { name: "page", hash: ({ pre, post }) => `sheet=${pre.roomId}~${post.roomId}` },
  { name: "cards", hash: () => "cards=new" },
  { name: "editor", hash: () => "quiz=all-kinds" },
  { name: "organisers", hash: () => "organisers" },
];
