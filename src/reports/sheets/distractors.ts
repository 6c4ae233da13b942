import type { ItemLine, OptionLine, Report } from "../../../protocol/reports.ts";
import type { Occasion } from "../../../protocol/rooms.ts";
import type { Messages } from "../../i18n/en.ts";
import type { Sheet } from "../xlsx-sheet.ts";
import { type Column, explained, table } from "./table.ts";

/** A report of one room, or of one occasion of two. */
export interface Told {
  occasion: Occasion | null;
  report: Report;
}

interface Line extends Omit<OptionLine, "id" | "key" | "functional"> {
  occasion: Told["occasion"];
  item: ItemLine;
  id: string | null;
  key: boolean | null;
  functional: boolean | null;
}

/** Which occasion a row is of, where there are two. */
export const occasionColumn = <Line extends Pick<Told, "occasion">>(
  { sheets }: Messages,
  occasions: boolean,
): Column<Line>[] =>
  occasions
    ? [{ head: sheets.head.occasion, width: 11, of: ({ occasion }) => (occasion === null ? null : sheets[occasion]) }]
    : [];

/** Groups of 27 % are for those that are not small. */
const groupColumns = ({ sheets: { head } }: Messages): Column<Line>[] => [
  { head: head.upperShare, width: 13, style: "share", field: "upperShare", of: ({ upperShare }) => upperShare },
  { head: head.lowerShare, width: 13, style: "share", field: "lowerShare", of: ({ lowerShare }) => lowerShare },
];

const columnsOf = (messages: Messages, occasions: boolean, small: boolean): Column<Line>[] => {
  const { head, yes, no } = messages.sheets;
  const said = (fact: boolean | null) => (fact === null ? null : fact ? yes : no);
  return [
    ...occasionColumn(messages, occasions),
    { head: head.item, width: 10, of: ({ item }) => item.id },
    { head: head.position, width: 6, of: ({ item }) => item.position },
    { head: head.option, width: 9, of: ({ id }) => id },
    { head: head.text, width: 48, style: "wrapped", of: ({ text }) => text },
    { head: head.key, width: 8, of: ({ key }) => said(key) },
    { head: head.count, width: 8, field: "count", of: ({ count }) => count },
    { head: head.share, width: 9, style: "share", field: "share", of: ({ share }) => share },
    ...(small ? [] : groupColumns(messages)),
    { head: head.optionR, width: 13, style: "three", field: "r", of: ({ r }) => r },
    { head: head.works, width: 13, field: "functional", of: ({ functional }) => said(functional) },
  ];
};

/** A row per answer of every item, then that of those who gave none. Of two reports: those of one occasion, then of the other. */
export const distractorsSheet = (reports: readonly Told[], messages: Messages): Sheet => {
  const { names, noAnswer } = messages.sheets;
  const lines = reports.flatMap(({ occasion, report }) =>
    report.items.flatMap((item): Line[] => [
      ...item.options.map((option) => ({ occasion, item, ...option })),
      { occasion, item, id: null, text: noAnswer, key: null, functional: null, ...item.omission },
    ]),
  );
  // Beside a small group the other one's numbers would invite a comparison.
  const small = reports.some(({ report }) => report.notes.includes("under_30"));
  return table(names.distractors, explained(columnsOf(messages, reports.length > 1, small), messages), lines);
};
