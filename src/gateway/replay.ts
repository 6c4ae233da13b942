/** The next game with the same people: a room of its own, to which those of the finished one are sent. */
import { createHash } from "node:crypto";
import { type HOST_EVENTS, RoomOptions } from "../../protocol/payloads.ts";
import type { Who } from "../../protocol/sessions.ts";
import { quizOf } from "../organisers/library.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Store, StoredQuiz } from "../store/store.ts";
import { createTurnsBy } from "../turns.ts";
import { mayUse } from "../who.ts";
import type { Refuse } from "./dispatch.ts";

/** Of devices that ask within this time all mean the same next game, ms. */
const SAME_MS = 10_000;

interface ReplayParts {
  store: Store;
  rooms: Rooms;
  most: number;
  /** Whether a room's token may open one more room. */
  allows(): Promise<boolean>;
}
type Wanted = ReturnType<(typeof HOST_EVENTS)["room:replay"]["parse"]>;

/** One after the other in each room: two at once would split its people. */
const inTurn = createTurnsBy<LiveRoom>();

/** Makes the room that `wanted.attempt` asks for, once, and sends everybody there. Throws StoreUnavailable. */
export const replayRoom = (
  parts: ReplayParts,
  live: LiveRoom,
  who: Who | undefined,
  wanted: Wanted,
): Promise<LiveRoom | Refuse> => inTurn(live, () => replayed(parts, live, who, wanted));

const replayed = async (
  { store, rooms, most, allows }: ReplayParts,
  live: LiveRoom,
  who: Who | undefined,
  wanted: Wanted,
): Promise<LiveRoom | Refuse> => {
  if (live.room.phase !== "finished") await live.refresh();
  const { room } = live;
  if (room.phase !== "finished") return { rejected: "wrong_phase" };
  const { quizId, options, changes, attempt: id } = wanted;
  const { id: replayOf, ownerId } = room;

  const quiz = async (): Promise<StoredQuiz | Refuse> => {
    if (quizId === undefined) return (await store.roomQuiz(replayOf)) ?? { rejected: "room_not_found" };
    // A room's token is no right to the library of its owner.
    if (!who || !mayUse(who, room)) return { rejected: "unauthorized" };
    return (await quizOf(store, ownerId, quizId)) ?? { rejected: "quiz_not_found" };
  };
  /** The room in which an attempt that found it open has its people, or in which they have just begun to gather. */
  const gathering = async () => {
    const { replays = [] } = room;
    const last = replays.find(({ attempt }) => attempt === id) ?? replays.at(-1);
    const next = last && (await store.room(last.roomId));
    if (!next || last.attempt === id) return next && { room: next };
    if (next.phase !== "lobby" || next.quizId !== (quizId ?? room.quizId)) return undefined;
    return !who || store.now() - next.createdAt < SAME_MS ? { room: next } : undefined;
  };
  const create = async () => {
    if (rooms.size >= most || (!who && !(await allows()))) return { rejected: "rate_limited" as const };
    const found = await quiz();
    if ("rejected" in found) return found;
    // What is played again is neither test of a workshop.
    const { workshop: _test, ...kept } = changes
      ? RoomOptions.parse({ ...(options ?? room.options), ...changes })
      : (options ?? room.options);
    return rooms.create(found, kept, { id, body }, ownerId, room);
  };

  const body = createHash("sha256").update(JSON.stringify({ replayOf, quizId, options, changes })).digest("base64url");
  const created = (await rooms.created({ id, body })) ?? (await gathering()) ?? (await create());
  if ("rejected" in created) return created;
  const { id: roomId, pin } = created.room;
  const moved = await live.command({ kind: "replay", attempt: id, roomId, pin });
  if ("rejected" in moved) return moved;
  return (await rooms.get(roomId)) ?? { rejected: "room_not_found" };
};
