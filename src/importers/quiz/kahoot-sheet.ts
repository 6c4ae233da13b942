/** The spreadsheet of Kahoot!, in its layouts of 2018 and later; right answers are numbers of options. */
import { nameOf } from "./column-names.ts";
import { quizSegments, readTables } from "./sheets.ts";
import type { Format } from "./source.ts";

export const kahootSheet: Format = {
  name: "kahoot",
  recognise: (source) =>
    quizSegments(source).some(({ segments }) =>
      segments.some(({ columns: { at, options, headings } }) => {
        const first = nameOf(headings[options[0]?.text ?? -1] ?? "");
        return at.type === undefined && at.key !== undefined && first === "answer 1";
      }),
    ),
  read: (source, book, faults) => readTables(source, "places", book, faults),
};
