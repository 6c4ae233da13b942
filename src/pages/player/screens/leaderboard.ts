/** One's own place while the big screen shows the leaderboard. */
import type { PlayerSnapshotOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { counted, fill, locale, number } from "../../shared/language.ts";
import type { Screen } from "../screen.ts";
import { teamCard } from "../standing.ts";
import { texts } from "../texts.ts";

type Leaderboard = Extract<PlayerSnapshotOf, { phase: "leaderboard" }>;

export const leaderboardScreen = (snapshot: Leaderboard): Screen => {
  const { player, common } = texts();
  const { rank, of, total, team } = snapshot;
  const place = fill(player.verdict.rankOf, { of });
  const points = fill(counted(common.points, total), { n: total });
  return {
    key: ["leaderboard", snapshot.version, locale()].join("|"),
    say: `${player.leaderboard.title}: ${number(rank)} ${place}, ${points}`,
    build: () => ({
      element: h(
        "div",
        { class: "middle whole" },
        h("h1", { class: "eyebrow" }, player.leaderboard.title),
        h("p", { class: "rank tabular" }, number(rank)),
        h("p", { class: "hint" }, place),
        h("p", { class: "total tabular" }, points),
        team && teamCard(team),
      ),
    }),
  };
};
