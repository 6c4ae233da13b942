/** A row a group: its people, how much they had right, and its points. */
import type { Report, TeamLine } from "../../../protocol/reports.ts";
import { h } from "../shared/dom.ts";
import { number } from "../shared/language.ts";
import { bar } from "./draw.ts";
import { onlyCounts } from "./few.ts";
import { share } from "./numbers.ts";
import { missing, numberCell, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";

const row = ({ name, n, meanTotal, meanPercentCorrect, why }: TeamLine, few: boolean): HTMLTableRowElement => {
  const right = few || meanPercentCorrect === null ? null : meanPercentCorrect / 100;
  return h(
    "tr",
    {},
    rowHead(h("bdi", {}, name)),
    numberCell(value(n, (count) => number(count), why, "n")),
    h(
      "td",
      { class: "right" },
      h(
        "span",
        { class: "right-share" },
        right === null ? missing(few ? "too_few" : why.meanPercentCorrect) : share(right),
      ),
      right !== null && bar(right, "item-bar"),
    ),
    numberCell(value(meanTotal, (total) => number(Math.round(total)), why, "meanTotal")),
  );
};

/** The groups of a room, the best first. */
export const teamsPart = (teams: readonly TeamLine[], report: Pick<Report, "notes">): HTMLElement => {
  const words = texts().organiser.teams;
  const sorted = [...teams].sort((a, b) => (b.meanTotal ?? -1) - (a.meanTotal ?? -1));
  return h(
    "section",
    { aria: { labelledby: "teams" } },
    h("h2", { id: "teams" }, words.title),
    table(
      "teams",
      [[words.team], [words.people, "number"], [words.right, "right"], [words.points, "number"]],
      sorted.map((team) => row(team, onlyCounts(report))),
    ),
    h("p", { class: "note" }, words.why),
  );
};
