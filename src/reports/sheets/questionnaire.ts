import type { Questionnaire, QuestionnaireLine } from "../../../protocol/reports.ts";
import type { Messages } from "../../i18n/en.ts";
import type { Locale } from "../../i18n/languages.ts";
import { filled } from "../numbers.ts";
import type { Sheet } from "../xlsx-sheet.ts";
import { occasionColumn, type Told } from "./distractors.ts";
import { below, type Column, explained, table } from "./table.ts";

type OfBands = Pick<Questionnaire, "bands"> & Pick<Told, "occasion">;
type Line = QuestionnaireLine & OfBands;
type Whole = Questionnaire["scale"] & OfBands;

const itemColumns = (messages: Messages, lang: Locale, points: number, occasions: boolean): Column<Line>[] => {
  const { head, yes, no } = messages.sheets;
  return [
    ...occasionColumn<Line>(messages, occasions),
    { head: head.item, width: 10, of: ({ id }) => id },
    { head: head.position, width: 6, of: ({ position }) => position },
    { head: head.stem, width: 48, style: "wrapped", of: ({ stem }) => stem },
    { head: head.scale, width: 10, of: ({ scale }) => scale },
    { head: head.reverse, width: 9, of: ({ reverse }) => (reverse ? yes : no) },
    { head: head.voided, width: 11, of: ({ voided }) => (voided ? yes : no) },
    { head: head.n, width: 10, of: ({ n }) => n },
    { head: head.missing, width: 10, of: ({ missing }) => missing },
    ...Array.from(
      { length: points },
      (_, place): Column<Line> => ({
        head: filled(head.point, { point: place + 1 }),
        width: 9,
        field: "counts",
        of: ({ counts }) => counts[place] ?? null,
      }),
    ),
    { head: head.median, width: 9, style: "one", field: "median", of: ({ median }) => median },
    { head: head.mean, width: 9, style: "two", field: "mean", of: ({ mean }) => mean },
    { head: head.sd, width: 9, style: "two", field: "sd", of: ({ sd }) => sd },
    { head: head.top2, width: 12, style: "share", field: "top2", of: ({ top2 }) => top2 },
    { head: head.bottom2, width: 12, style: "share", field: "bottom2", of: ({ bottom2 }) => bottom2 },
    { head: head.tcr, width: 9, style: "one", field: "tcr", of: ({ tcr }) => tcr },
    { head: head.rescaled, width: 10, style: "one", field: "rescaled", of: ({ rescaled }) => rescaled },
    { head: head.band, width: 14, field: "band", of: ({ band, bands }) => nameOf(band, bands, lang) },
  ];
};

const wholeColumns = (messages: Messages, lang: Locale, occasions: boolean): Column<Whole>[] => {
  const { head, stat } = messages.sheets;
  return [
    ...occasionColumn<Whole>(messages, occasions),
    { head: stat.ratingN, width: 10, of: ({ n }) => n },
    { head: stat.alphaScale, width: 10, style: "three", field: "alpha", of: ({ alpha }) => alpha },
    { head: stat.meanOfMeans, width: 10, style: "two", field: "meanOfMeans", of: ({ meanOfMeans }) => meanOfMeans },
    { head: stat.tcr, width: 10, style: "one", field: "tcr", of: ({ tcr }) => tcr },
    { head: head.band, width: 10, field: "band", of: ({ band, bands }) => nameOf(band, bands, lang) },
  ];
};

/** The name of a class in the language of the file. */
export const nameOf = (band: number | null, { names }: Questionnaire["bands"], lang: Locale): string | null =>
  band === null ? null : (names[lang][band] ?? null);

/** A row per statement, and one for all of them together; undefined when there are none. */
export const questionnaireSheet = (reports: readonly Told[], messages: Messages, lang: Locale): Sheet | undefined => {
  const asked = reports.flatMap(({ occasion, report: { questionnaire } }) =>
    questionnaire ? [{ occasion, ...questionnaire }] : [],
  );
  if (asked.length === 0) return undefined;
  const lines = asked.flatMap(({ items, occasion, bands }) =>
    items.map((item): Line => ({ ...item, occasion, bands })),
  );
  const points = Math.max(...lines.map(({ scale }) => scale));
  const occasions = reports.length > 1;
  const columns = explained(itemColumns(messages, lang, points, occasions), messages);
  return below(table(messages.sheets.names.questionnaire, columns, lines), {
    columns: explained(wholeColumns(messages, lang, occasions), messages),
    lines: asked.map(({ scale, occasion, bands }): Whole => ({ ...scale, occasion, bands })),
  });
};
