import type { RoomRow } from "../../protocol/rooms.ts";
import { isPretest } from "../engine/look.ts";
import { identityOf } from "../room.ts";
import type { StoredRoom } from "../store/store.ts";
import { ownedBy } from "../who.ts";

/** A room as lists of rooms show it; times in ms. */
export const roomRow = ({ room, seats }: StoredRoom): RoomRow => ({
  id: room.id,
  pin: room.pin,
  quizId: room.quizId,
  title: room.title,
  phase: room.phase,
  round: room.round,
  rounds: room.plan.length,
  createdAt: room.createdAt,
  startedAt: room.startedAt,
  finishedAt: room.finishedAt,
  players: seats,
  identity: identityOf(room),
  workshop: room.options.workshop ?? null,
  secret: isPretest(room),
  releasedAt: room.releasedAt ?? null,
  imported: room.imported ?? false,
  ...(room.options.rehearsal ? { rehearsal: true as const } : {}),
  ...ownedBy(room.ownerId),
});
