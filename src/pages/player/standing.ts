/** The card with rank and total. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { texts } from "./texts.ts";

type OwnTeam = NonNullable<Extract<PlayerSnapshotOf, { phase: "finished" }>["team"]>;

export interface Standing {
  rank: number;
  of: number;
  total: number;
}

/** The standing in a snapshot, or null where there is none (the pre-test preset). */
export const standingIn = (snapshot: { [Name in keyof Standing]?: number | undefined }): Standing | null => {
  const { rank, of, total } = snapshot;
  return rank === undefined || of === undefined || total === undefined ? null : { rank, of, total };
};

export const standingCard = ({ rank, of, total }: Standing): HTMLElement => {
  const { verdict } = texts().player;
  return h(
    "dl",
    { class: "card standing tabular" },
    h(
      "div",
      {},
      h("dt", {}, verdict.rank),
      h("dd", {}, number(rank), " ", h("small", {}, fill(verdict.rankOf, { of }))),
    ),
    h("div", {}, h("dt", {}, verdict.total), h("dd", {}, number(total))),
  );
};

/** The card of the player's group: its place among the groups, and the mean of its people. */
export const teamCard = ({ name, total, rank, of }: OwnTeam): HTMLElement => {
  const { verdict } = texts().player;
  return h(
    "section",
    { class: "card team-card tabular" },
    h("h2", {}, `${verdict.team} `, h("bdi", {}, name)),
    h("p", {}, fill(verdict.teamPlace, { rank, of, total: number(Math.round(total)) })),
  );
};
