/** Our own table, and others like it: headings in Indonesian or English, in any order. */
import { quizSegments, readTables } from "./sheets.ts";
import type { Format } from "./source.ts";

export const ownTable: Format = {
  name: "table",
  recognise: (source) => quizSegments(source).length > 0,
  read: (source, book, faults) => readTables(source, "texts", book, faults),
};
