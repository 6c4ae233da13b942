/** The list of players, kept up to date by the coalesced changes. */
import type { ResponsesCountedOf, RosterChangedOf } from "../../../protocol/pushes.ts";
import type { HostSnapshotOf, RosterPlayerOf } from "../../../protocol/snapshots.ts";

/** The players after a change, in order of joining. */
export const applyRoster = (players: readonly RosterPlayerOf[], changed: RosterChangedOf): RosterPlayerOf[] => {
  const byId = new Map(players.map((player) => [player.playerId, player]));
  for (const player of [...changed.joined, ...changed.changed]) byId.set(player.playerId, player);
  for (const id of changed.left) byId.delete(id);
  return [...byId.values()];
};

/** A snapshot with the changes that came after it, for when the screen is drawn again. */
export const withRoster = <Snapshot extends HostSnapshotOf>(snapshot: Snapshot, changed: RosterChangedOf): Snapshot =>
  "players" in snapshot && snapshot.players !== undefined
    ? { ...snapshot, players: applyRoster(snapshot.players, changed) }
    : snapshot;

/** A snapshot with the newest count of responses, if it is of the same round; a count that tells of nobody ends the lights. */
export const withCount = <Snapshot extends HostSnapshotOf>(
  snapshot: Snapshot,
  change: ResponsesCountedOf,
): Snapshot => {
  if (snapshot.phase !== "open" || snapshot.round !== change.round) return snapshot;
  const { players, answered, ...rest } = snapshot;
  const { responded, of } = change;
  if (change.answered === undefined || players === undefined) return { ...rest, responded, of } as Snapshot;
  return { ...snapshot, responded, of, answered: [...new Set([...(answered ?? []), ...change.answered])] };
};

/** `paper`: a seat that the host has taken for somebody without a phone. */
export const presenceOf = ({ present, paper }: Pick<RosterPlayerOf, "present" | "paper">): "here" | "paper" | "away" =>
  present ? "here" : paper ? "paper" : "away";

/** Whether a phone is missed. */
export const isAway = (player: RosterPlayerOf): boolean => presenceOf(player) === "away";

export type Light = "here" | "away" | "answered";

/** Who has answered needs nothing more, so being away is then no matter. */
export const lightOf = (player: RosterPlayerOf, answered: ReadonlySet<string>): Light =>
  answered.has(player.playerId) ? "answered" : isAway(player) ? "away" : "here";
