/** The list of players, kept up to date by the coalesced changes. */
import type {
  HostSnapshotOf,
  ResponsesCountedOf,
  RosterChangedOf,
  RosterPlayerOf,
} from "../../../protocol/snapshots.ts";

/** The players after a change, in order of joining. */
export const applyRoster = (players: readonly RosterPlayerOf[], changed: RosterChangedOf): RosterPlayerOf[] => {
  const byId = new Map(players.map((player) => [player.playerId, player]));
  for (const player of [...changed.joined, ...changed.changed]) byId.set(player.playerId, player);
  for (const id of changed.left) byId.delete(id);
  return [...byId.values()];
};

/** A snapshot with the changes that came after it, for when the screen is drawn again. */
export const withRoster = (snapshot: HostSnapshotOf, changed: RosterChangedOf): HostSnapshotOf =>
  snapshot.phase === "lobby" ? { ...snapshot, players: applyRoster(snapshot.players, changed) } : snapshot;

/** A snapshot with the newest count of responses, if it is of the same round. */
export const withCount = (snapshot: HostSnapshotOf, { round, responded, of }: ResponsesCountedOf): HostSnapshotOf =>
  snapshot.phase === "open" && snapshot.round === round ? { ...snapshot, responded, of } : snapshot;
