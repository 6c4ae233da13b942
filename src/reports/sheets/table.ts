/** Tables as sheets: what each column is called, how it looks, and why its cells are empty. */
import type { Why } from "../../../protocol/why.ts";
import type { Messages } from "../../i18n/en.ts";
import { filled } from "../numbers.ts";
import type { Cell, Row, Sheet } from "../xlsx-sheet.ts";
import type { Style } from "../xlsx-styles.ts";

export interface Column<Line> {
  head: string;
  /** In characters. */
  width: number;
  /** Of its numbers; text is text. */
  style?: Style;
  /** By which `why` knows it. */
  field?: string;
  of: (line: Line) => string | number | null;
}

/** A row of bold heads. */
const heads = <Line>(columns: readonly Column<Line>[]): Row =>
  columns.map(({ head }): Cell => ({ value: head, style: "head" }));

/** A line as a row. */
const rowOf = <Line>(columns: readonly Column<Line>[], line: Line): Row =>
  columns.map(({ style, of }): Cell => {
    const value = of(line);
    if (typeof value === "number") return { value, style: style ?? "count" };
    return { value, style: style === "wrapped" ? "wrapped" : "plain" };
  });

/** A sheet with a line a row under its heads. */
export const table = <Line>(name: string, columns: readonly Column<Line>[], lines: Iterable<Line>): Sheet => ({
  name,
  widths: columns.map(({ width }) => width),
  rows: {
    *[Symbol.iterator]() {
      yield heads(columns);
      for (const line of lines) yield rowOf(columns, line);
    },
  },
});

/** One table under another, a row apart; the widths are the first one's. */
export const below = <Line>(
  sheet: Sheet,
  { columns, lines }: { columns: readonly Column<Line>[]; lines: readonly Line[] },
): Sheet => {
  if (lines.length === 0) return sheet;
  const widths = [...sheet.widths, ...columns.slice(sheet.widths.length).map(({ width }) => width)];
  return { ...sheet, widths, rows: [...sheet.rows, [], heads(columns), ...lines.map((line) => rowOf(columns, line))] };
};

/** The columns, and one more that says in words why others are empty in a row. */
export const explained = <Line extends { why: Why }>(
  columns: readonly Column<Line>[],
  { sheets, report }: Messages,
): Column<Line>[] => {
  const of = (line: Line): string | null => {
    const byReason = new Map<string, string[]>();
    for (const { head, field, of } of columns) {
      const reason = field === undefined || of(line) !== null ? undefined : line.why[field];
      if (reason) byReason.set(reason, [...(byReason.get(reason) ?? []), head]);
    }
    const words = (reason: string) => report.why[reason as keyof typeof report.why];
    if (byReason.size === 0) return null;
    if (byReason.size === 1) return words([...byReason.keys()][0] ?? "");
    return [...byReason]
      .map(([reason, heads]) => filled(sheets.empty, { columns: heads.join(", "), reason: words(reason) }))
      .join("; ");
  };
  return [...columns, { head: sheets.head.why, width: 50, style: "wrapped", of }];
};
