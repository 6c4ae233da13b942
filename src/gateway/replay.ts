/** The next game with the same people: a room of its own, to which those of the finished one are sent. */
import { createHash } from "node:crypto";
import type { HOST_EVENTS } from "../../protocol/payloads.ts";
import type { Who } from "../../protocol/sessions.ts";
import { quizOf } from "../organisers/library.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Store, StoredQuiz } from "../store/store.ts";
import { mayUse } from "../who.ts";
import type { Refuse } from "./dispatch.ts";

/** Makes the room that `wanted.attempt` asks for, once, and sends everybody there. Throws StoreUnavailable. */
export const replayRoom = async (
  { store, rooms, most }: { store: Store; rooms: Rooms; most: number },
  live: LiveRoom,
  who: Who | undefined,
  wanted: ReturnType<(typeof HOST_EVENTS)["room:replay"]["parse"]>,
): Promise<LiveRoom | Refuse> => {
  if (live.room.phase !== "finished") await live.refresh();
  const { room } = live;
  if (room.phase !== "finished") return { rejected: "wrong_phase" };
  const { quizId, options, attempt: id } = wanted;
  const { id: replayOf, ownerId } = room;

  const quiz = async (): Promise<StoredQuiz | Refuse> => {
    if (quizId === undefined) return (await store.roomQuiz(replayOf)) ?? { rejected: "room_not_found" };
    // A room's token is no right to the library of its owner.
    if (!who || !mayUse(who, room)) return { rejected: "unauthorized" };
    return (await quizOf(store, ownerId, quizId)) ?? { rejected: "quiz_not_found" };
  };
  const create = async () => {
    if (rooms.size >= most) return { rejected: "rate_limited" as const };
    const found = await quiz();
    if ("rejected" in found) return found;
    // What is played again is neither test of a workshop.
    const { workshop: _test, ...kept } = options ?? room.options;
    return rooms.create(found, kept, { id, body }, ownerId, room);
  };

  const body = createHash("sha256").update(JSON.stringify({ replayOf, quizId, options })).digest("base64url");
  const created = (await rooms.created({ id, body })) ?? (await create());
  if ("rejected" in created) return created;
  const { id: roomId, pin } = created.room;
  const moved = await live.command({ kind: "replay", attempt: id, roomId, pin });
  if ("rejected" in moved) return moved;
  return (await rooms.get(roomId)) ?? { rejected: "room_not_found" };
};
