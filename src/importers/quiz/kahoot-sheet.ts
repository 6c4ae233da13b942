/** The spreadsheet of Kahoot!, in its layouts of 2018 and later; right answers are numbers of options. */
import { headingOf } from "./columns.ts";
import { quizTables, readTables } from "./sheets.ts";
import type { Format } from "./source.ts";

export const kahootSheet: Format = {
  name: "kahoot",
  recognise: (source) =>
    quizTables(source).some(({ headed: { columns } }) => {
      const { at, options, headings } = columns;
      const first = headings[options[0]?.text ?? -1];
      return at.type === undefined && at.key !== undefined && headingOf(first) === "answer 1";
    }),
  read: (source, book, faults) => readTables(source, "places", book, faults),
};
