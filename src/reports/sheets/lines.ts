/** Rows of a summary: a label, numbers beside it, and in words why there is none. */
import type { Range, Why } from "../../../protocol/why.ts";
import type { Messages } from "../../i18n/en.ts";
import type { Cell, Row } from "../xlsx-sheet.ts";
import type { Style } from "../xlsx-styles.ts";

/** Columns of a summary: label, two numbers, a remark. */
export const SUMMARY_WIDTHS = [46, 17, 17, 60];

export const paragraph = (text: string, style: Style = "wrapped"): Row => ({ text, style });
export const heading = (text: string): Row => [{ value: text, style: "strong" }];
export const fact = (label: string, value: string | number | null, style: Style = "count"): Row => [
  label,
  typeof value === "string" ? value : { value, style },
];

const reasonIn = (why: Why, fields: readonly string[], { report }: Messages): string | null => {
  const reason = fields.map((field) => why[field]).find((found) => found !== undefined);
  return reason ? report.why[reason] : null;
};

/** One number of an object with a `why`, or two (an interval, before and after), each of a field. */
export const numberLine = (messages: Messages, why: Why) => {
  const line = (label: string, values: readonly (number | null)[], style: Style, fields: readonly string[]): Row => {
    const cells = values.map((value): Cell => ({ value, style }));
    const blank = Array.from({ length: 2 - cells.length }, () => null);
    return [label, ...cells, ...blank, values.includes(null) ? reasonIn(why, fields, messages) : null];
  };
  return {
    one: (label: string, field: string, value: number | null, style: Style = "count") =>
      line(label, [value], style, [field]),
    range: (label: string, field: string, range: Range | null, style: Style = "three") =>
      line(label, range ?? [null, null], style, [field]),
    two: (label: string, fields: [string, string], values: [number | null, number | null], style: Style) =>
      line(label, values, style, fields),
  };
};
