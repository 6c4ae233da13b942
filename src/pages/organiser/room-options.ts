/** What was chosen, question by question: every option with its share, and which distractors work. */
import type { Choosers, ItemLine, OptionLine, Report } from "../../../protocol/reports.ts";
import { type Child, h, svg } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import { bar } from "./draw.ts";
import { fewIn, noGroups } from "./few.ts";
import { decimal, roughShare, share } from "./numbers.ts";
import { missing, numberCell, rowHead, table, value } from "./table.ts";
import { texts } from "./texts.ts";

/** Typed answers beyond these are only counted. */
const ANSWERS = 8;
/** An option that fewer choose tells nothing by who they are. */
const RARE = 0.05;

/** A small mark on the bar where the share of a group is: upper above, lower below. */
const groupMark = (at: number, upper: boolean): SVGSVGElement =>
  svg(
    "svg",
    { class: "group-mark", x: `${100 * at}%`, width: 1, height: "100%", overflow: "visible" },
    svg("path", { d: upper ? "M0 7L-5 -1H5Z" : "M0 11L-5 19H5Z" }),
  );

/** What n forbids to show of a question. */
interface Shown {
  few: boolean;
  groups: boolean;
}

const barCell = (
  { share: of, upperShare, lowerShare }: Choosers,
  key: boolean,
  { few, groups }: Shown,
): HTMLTableCellElement => {
  const drawn = bar(of ?? 0, key ? "option-bar key" : "option-bar");
  if (groups && upperShare !== null) drawn.append(groupMark(upperShare, true));
  if (groups && lowerShare !== null) drawn.append(groupMark(lowerShare, false));
  return h("td", { class: "chart" }, !few && drawn);
};

const remark = ({ key, functional, r, share: of }: OptionLine, { few }: Shown): Child => {
  const { options: words } = texts().organiser;
  if (key || few) return null;
  if (r !== null && r > 0 && of !== null && of >= RARE) return h("strong", { class: "flag" }, `! ${words.keyDoubt}`);
  if (functional === null) return null;
  if (functional) return words.works;
  return of !== null && of < RARE ? words.rare : words.worksNot;
};

const cells = (line: Choosers, key: boolean, shown: Shown, last: Child): HTMLTableCellElement[] => {
  const { why } = line;
  const { few, groups } = shown;
  return [
    barCell(line, key, shown),
    numberCell(value(line.count, number, why, "count")),
    numberCell(few ? missing("too_few") : value(line.share, (x) => share(x), why, "share")),
    numberCell(groups ? value(line.upperShare, roughShare, why, "upperShare") : missing("too_few")),
    numberCell(groups ? value(line.lowerShare, roughShare, why, "lowerShare") : missing("too_few")),
    numberCell(few ? missing("too_few") : value(line.r, (x) => decimal(x), why, "r")),
    h("td", { class: "remark" }, last),
  ];
};

const optionRow = (option: OptionLine, shown: Shown): HTMLTableRowElement =>
  h(
    "tr",
    { class: option.key ? "key" : "" },
    rowHead(
      h(
        "span",
        { class: "option-key" },
        option.key && ["✓", h("span", { class: "visually-hidden" }, ` ${texts().organiser.room.key}`)],
      ),
      h("bdi", { class: "option-text" }, option.text),
    ),
    cells(option, option.key, shown, remark(option, shown)),
  );

const itemPart = (item: ItemLine, report: Pick<Report, "notes">): HTMLElement => {
  const { options: words, room } = texts().organiser;
  const id = `options-${item.position}`;
  const told: Shown = { few: fewIn(item, report), groups: !noGroups(report) };
  const shown = item.options.slice(0, ANSWERS);
  const rest = item.options.slice(ANSWERS).reduce((sum, { count }) => sum + (count ?? 0), 0);
  const { omission, distractors } = item;
  return h(
    "section",
    { class: "item-options", aria: { labelledby: id } },
    h("h3", { id }, h("span", { class: "item-number" }, `${number(item.position)}. `), item.stem),
    distractors !== null && distractors.functional !== null && !told.few
      ? h("p", { class: "below" }, fill(words.functional, { n: distractors.functional, of: distractors.count }))
      : null,
    table(
      id,
      [
        [words.option],
        ["", "chart"],
        [words.count, "number"],
        [words.share, "number"],
        [`▼ ${words.upper}`, "number"],
        [`▲ ${words.lower}`, "number"],
        ["r", "number"],
        [words.remark, "remark"],
      ],
      [
        ...shown.map((option) => optionRow(option, told)),
        ...(omission.count !== 0
          ? [h("tr", { class: "omission" }, rowHead(room.omitted), cells(omission, false, told, null))]
          : []),
      ],
      "option-table",
    ),
    rest > 0 && h("p", { class: "below" }, fill(counted(texts().host.reveal.others, rest), { n: rest })),
  );
};

/** A table of options for every question that offers some or has typed answers. */
export const optionsPart = (items: readonly ItemLine[], report: Pick<Report, "notes">): HTMLElement | null => {
  const chosen = items.filter(({ options, voided }) => options.length > 0 && !voided);
  if (chosen.length === 0) return null;
  const { options: words } = texts().organiser;
  return h(
    "section",
    { aria: { labelledby: "options" } },
    h("h2", { id: "options" }, words.title),
    h("p", { class: "note" }, words.legend),
    chosen.map((item) => itemPart(item, report)),
  );
};
