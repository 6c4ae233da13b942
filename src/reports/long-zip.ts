import { LOCALES } from "../i18n/index.ts";
import { quizLocale } from "../quiz.ts";
import type { Game } from "../verdicts.ts";
import { codebook, codebookCsv } from "./codebook.ts";
import { longCsv } from "./csv.ts";
import { longColumns, longRows, type Naming } from "./long-report.ts";
import type { ZipEntry } from "./zip.ts";

/** All data of a room and what they mean, with a few lines to read first in the quiz's language. */
export const longZip = (game: Game, naming: Naming): ZipEntry[] => {
  const { sheets } = LOCALES[quizLocale(game.quiz)];
  const readme = [game.room.title, "", ...Object.values(sheets.readme)];
  return [
    { name: "README.txt", slices: [`${readme.join("\r\n")}\r\n`] },
    { name: "long.csv", slices: longCsv(longRows(game, naming), longColumns([game])) },
    { name: "codebook.csv", slices: codebookCsv(codebook([game], sheets)) },
  ];
};
