import type { ComparisonItem } from "../../../protocol/comparisons.ts";
import type { ItemLine, Report } from "../../../protocol/reports.ts";
import type { Messages } from "../../i18n/en.ts";
import type { Sheet } from "../xlsx-sheet.ts";
import { type Column, explained, table } from "./table.ts";

type Head = Messages["sheets"]["head"];

const timeColumns = (head: Head): Column<ItemLine>[] =>
  (
    [
      ["timeN", "n"],
      ["medianMs", "medianMs"],
      ["q1Ms", "q1Ms"],
      ["q3Ms", "q3Ms"],
      ["meanMs", "meanMs"],
      ["sdMs", "sdMs"],
      ["geometricMeanMs", "geometricMeanMs"],
      ["medianRightMs", "medianRightMs"],
      ["medianWrongMs", "medianWrongMs"],
    ] as const
  ).map(([name, field]) => ({ head: head[name], width: 11, field: `time.${field}`, of: ({ time }) => time[field] }));

/** D27 and D50 are for groups that are not small. */
const groupColumns = ({ sheets: { head, discrimination } }: Messages): Column<ItemLine>[] => [
  { head: head.d27, width: 9, style: "three", field: "d27", of: (item) => item.d27 },
  { head: head.d50, width: 9, style: "three", field: "d50", of: (item) => item.d50 },
  {
    head: head.discrimination,
    width: 13,
    field: "discrimination",
    of: (item) => item.discrimination && discrimination[item.discrimination],
  },
];

const itemColumns = (messages: Messages, small: boolean): Column<ItemLine>[] => {
  const { head, difficulty, yes, no } = messages.sheets;
  return [
    { head: head.item, width: 10, of: ({ id }) => id },
    { head: head.position, width: 6, of: ({ position }) => position },
    { head: head.type, width: 15, of: ({ type }) => type },
    { head: head.stem, width: 48, style: "wrapped", of: ({ stem }) => stem },
    { head: head.n, width: 10, of: ({ n }) => n },
    { head: head.correct, width: 8, field: "correct", of: ({ correct }) => correct },
    { head: head.percentCorrect, width: 9, style: "one", field: "percentCorrect", of: (item) => item.percentCorrect },
    { head: head.omitted, width: 9, field: "omitted", of: ({ omitted }) => omitted },
    { head: head.absent, width: 8, of: ({ absent }) => absent },
    { head: head.voided, width: 11, of: ({ voided }) => (voided ? yes : no) },
    { head: head.p, width: 10, style: "three", field: "p", of: ({ p }) => p },
    { head: head.pLo, width: 10, style: "three", field: "wilson", of: ({ wilson }) => wilson?.[0] ?? null },
    { head: head.pHi, width: 10, style: "three", field: "wilson", of: ({ wilson }) => wilson?.[1] ?? null },
    { head: head.pAnswered, width: 11, style: "three", field: "pAnswered", of: ({ pAnswered }) => pAnswered },
    {
      head: head.difficulty,
      width: 10,
      field: "difficulty",
      of: (item) => item.difficulty && difficulty[item.difficulty],
    },
    { head: head.r, width: 13, style: "three", field: "r", of: ({ r }) => r },
    { head: head.rUncorrected, width: 11, style: "three", field: "rUncorrected", of: (item) => item.rUncorrected },
    ...(small ? [] : groupColumns(messages)),
    {
      head: head.alphaIfDeleted,
      width: 10,
      style: "three",
      field: "alphaIfDeleted",
      of: (item) => item.alphaIfDeleted,
    },
    { head: head.distractors, width: 11, of: ({ distractors }) => distractors?.count ?? null },
    {
      head: head.functional,
      width: 11,
      field: "distractors.functional",
      of: (item) => item.distractors?.functional ?? null,
    },
    {
      head: head.efficiency,
      width: 10,
      style: "share",
      field: "distractors.efficiency",
      of: (item) => item.distractors?.efficiency ?? null,
    },
    ...timeColumns(head),
    {
      head: head.timedOutShare,
      width: 10,
      style: "share",
      field: "time.timedOutShare",
      of: ({ time }) => time.timedOutShare,
    },
  ];
};

/** A row per closed round, with every number of the report's items. */
export const itemsSheet = ({ items, notes }: Report, messages: Messages): Sheet =>
  table(messages.sheets.names.items, explained(itemColumns(messages, notes.includes("under_30")), messages), items);

const comparisonColumns = ({ sheets: { head, yes, no } }: Messages): Column<ComparisonItem>[] => [
  { head: head.item, width: 10, of: ({ id }) => id },
  { head: head.positionPre, width: 9, of: ({ positionPre }) => positionPre },
  { head: head.positionPost, width: 9, of: ({ positionPost }) => positionPost },
  { head: head.type, width: 15, of: ({ type }) => type },
  { head: head.stem, width: 48, style: "wrapped", of: ({ stem }) => stem },
  { head: head.changed, width: 11, of: ({ changed }) => (changed ? yes : no) },
  { head: head.pPre, width: 9, style: "three", field: "pPre", of: ({ pPre }) => pPre },
  { head: head.pPreLo, width: 11, style: "three", field: "wilsonPre", of: ({ wilsonPre }) => wilsonPre?.[0] ?? null },
  { head: head.pPreHi, width: 11, style: "three", field: "wilsonPre", of: ({ wilsonPre }) => wilsonPre?.[1] ?? null },
  { head: head.pPost, width: 9, style: "three", field: "pPost", of: ({ pPost }) => pPost },
  {
    head: head.pPostLo,
    width: 11,
    style: "three",
    field: "wilsonPost",
    of: ({ wilsonPost }) => wilsonPost?.[0] ?? null,
  },
  {
    head: head.pPostHi,
    width: 11,
    style: "three",
    field: "wilsonPost",
    of: ({ wilsonPost }) => wilsonPost?.[1] ?? null,
  },
  { head: head.diff, width: 10, style: "three", field: "diff", of: ({ diff }) => diff },
  { head: head.diffLo, width: 11, style: "three", field: "diffCi", of: ({ diffCi }) => diffCi?.[0] ?? null },
  { head: head.diffHi, width: 11, style: "three", field: "diffCi", of: ({ diffCi }) => diffCi?.[1] ?? null },
  { head: head.g, width: 13, style: "three", field: "g", of: ({ g }) => g },
  { head: head.exactP, width: 10, style: "three", field: "mcnemar.exactP", of: ({ mcnemar }) => mcnemar.exactP },
  { head: head.holmP, width: 10, style: "three", field: "holmP", of: ({ holmP }) => holmP },
];

/** A row per compared item: before, after and the difference. */
export const comparedItemsSheet = (items: readonly ComparisonItem[], messages: Messages): Sheet =>
  table(messages.sheets.names.items, explained(comparisonColumns(messages), messages), items);
