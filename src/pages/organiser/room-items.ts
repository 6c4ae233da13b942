/** A row a question: share right with its interval, difficulty, discrimination, time. */
import type { ItemLine, Report } from "../../../protocol/reports.ts";
import { type Child, h } from "../shared/dom.ts";
import { fill, number, seconds } from "../shared/language.ts";
import { intervalBar, timeBox } from "./draw.ts";
import { fewIn, onlyCounts, shownD } from "./few.ts";
import { decimal, interval, NONE, share } from "./numbers.ts";
import { missing, numberCell, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";
import { difficultyWord, discriminationWord } from "./words.ts";

/** What a report must not show of anything in it. */
type Noted = Pick<Report, "notes">;

const rightCell = (item: ItemLine, report: Noted): HTMLTableCellElement => {
  const { room } = texts().organiser;
  const { p, correct, n, wilson, difficulty, voided } = item;
  if (voided || correct === null) {
    const words = voided ? room.voided : room.unscored;
    return h("td", { class: "right" }, h("span", { class: "right-share" }, missing(item.why.p)), h("small", {}, words));
  }
  const counts = fill(room.ofShown, { correct, n });
  if (fewIn(item, report) || p === null)
    return h("td", { class: "right" }, h("span", { class: "right-share" }, counts));
  return h(
    "td",
    { class: "right" },
    h(
      "span",
      { class: "right-line" },
      h("span", { class: "right-share" }, share(p)),
      difficulty !== null && h("span", { class: "tag" }, difficultyWord(difficulty)),
    ),
    intervalBar(p, wilson, "item-bar"),
    h("small", {}, counts, wilson !== null && ` · ${interval(wilson, (end) => share(end))}`),
  );
};

/** r and D say something of ten people or more, D of thirty or more. */
const rCell = ({ r, why }: ItemLine, report: Noted): Child =>
  onlyCounts(report) ? missing("too_few") : value(r, (x) => decimal(x), why, "r");

const dCell = (item: ItemLine, report: Noted): Child => {
  const shown = shownD(item, report);
  if ("missing" in shown) return missing(shown.missing);
  return [decimal(shown.d), h("small", {}, discriminationWord(shown.word))];
};

const timeCell = ({ time, countsOnly, why }: ItemLine, topMs: number): HTMLTableCellElement => {
  const { medianMs, q1Ms, q3Ms } = time;
  if (medianMs === null) return h("td", { class: "time" }, missing(why["time.medianMs"]));
  const quartiles = q1Ms !== null && q3Ms !== null && !countsOnly ? ([q1Ms, q3Ms] as const) : null;
  return h(
    "td",
    { class: "time" },
    seconds(medianMs),
    quartiles !== null && [
      timeBox(quartiles[0], medianMs, quartiles[1], topMs),
      h(
        "small",
        {},
        interval([...quartiles], (ms) => decimal(ms / 1000, 1)),
      ),
    ],
  );
};

const row = (item: ItemLine, report: Noted, topMs: number): HTMLTableRowElement =>
  h(
    "tr",
    { class: item.voided ? "voided" : "" },
    numberCell(number(item.position)),
    rowHead(h("p", { class: "stem" }, item.stem)),
    rightCell(item, report),
    numberCell(rCell(item, report)),
    numberCell(dCell(item, report)),
    timeCell(item, topMs),
    numberCell(number(item.n)),
    numberCell(item.omitted === null ? NONE : number(item.omitted)),
    numberCell(number(item.absent)),
  );

/** The table of the questions that are scored or polled. */
export const itemsPart = (items: readonly ItemLine[], report: Noted): HTMLElement => {
  const { room } = texts().organiser;
  const topMs = 1.05 * Math.max(1, ...items.map(({ time }) => time.q3Ms ?? 0));
  return h(
    "section",
    { aria: { labelledby: "questions" } },
    h("h2", { id: "questions" }, room.questions),
    table(
      "questions",
      [
        [room.number, "number"],
        [room.question],
        [room.right, "right"],
        ["r", "number"],
        ["D", "number"],
        [room.median, "time"],
        [room.shown, "number"],
        [room.omitted, "number"],
        [room.absent, "number"],
      ],
      items.map((item) => row(item, report, topMs)),
      "items",
    ),
    h("p", { class: "note" }, `${room.legend} ${room.rLegend}`),
  );
};
