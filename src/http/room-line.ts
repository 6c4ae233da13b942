import type { StoredRoom } from "../store/store.ts";

/** A room as lists of rooms show it; times in ms. */
export const roomLine = ({ room, seats }: StoredRoom) => ({
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
  identity: room.options.identity ?? "coded",
  workshop: room.options.workshop ?? null,
  releasedAt: room.releasedAt ?? null,
  imported: room.imported ?? false,
});
