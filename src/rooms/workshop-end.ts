/** What the end of a post-test means for its workshop: the pre-test is released, and shown beside. */
import { isPretest } from "../engine/look.ts";
import type { Room } from "../room.ts";
import { type Shares, sharesOf } from "../verdicts.ts";
import type { LiveRoomParts } from "./live-room.ts";
import { loadRoom } from "./roster.ts";
import { pairOf, wasHeld } from "./workshop-pair.ts";

/** Whether a room's end concerns another room: a post-test that was held, or a pre-test that is still kept secret. */
export const endsWorkshop = (room: Room): boolean => {
  const { workshop } = room.options;
  if (!workshop || room.phase !== "finished") return false;
  return workshop.occasion === "post" ? wasHeld(room) : isPretest(room);
};

/**
 * For a room for which `endsWorkshop` holds: releases the workshop's pre-test when its post-test was held after it, and
 * resolves, for a post-test, with how the items went before (itemId -> shares). Doing it again does nothing more. Throws
 * StoreUnavailable.
 */
export const concludeWorkshop = async (
  room: Room,
  { store, elsewhere, report }: Pick<LiveRoomParts, "store" | "elsewhere" | "report">,
): Promise<ReadonlyMap<string, Shares> | undefined> => {
  const { workshop } = room.options;
  if (!workshop) return undefined;
  const latest = await pairOf(store, workshop.id);
  const post = workshop.occasion === "post" ? room : latest.post;
  if (!post) return undefined;
  const { pre } = await pairOf(store, workshop.id, post.createdAt);
  if (!pre || pre.id === post.id) return undefined;
  if (workshop.occasion === "pre") {
    // Not awaited: the room whose turn this is would wait for itself.
    if (pre.id === room.id && wasHeld(post)) elsewhere(room.id, { kind: "release" }).catch(report);
    return undefined;
  }
  const loaded = await loadRoom(store, pre.id);
  if (!loaded) return undefined;
  if (isPretest(loaded.room)) await elsewhere(pre.id, { kind: "release" });
  return sharesOf({ ...loaded, quiz: loaded.quiz.quiz });
};
