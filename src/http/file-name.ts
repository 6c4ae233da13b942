/** What files are called when they are saved: two rooms of one quiz must not overwrite each other. */
import type { Room } from "../room.ts";

/** So much of a room's id stands for it where there is no PIN. */
const HEAD = 8;

/** `QUIZ-pre-482913-report.csv`: the occasion where there is one, that it is a rehearsal, then the PIN, or the head of the id of a room that was held elsewhere. */
export const roomFileName = ({ id, quizId, pin, imported, options }: Room, name: string): string =>
  [
    quizId,
    options.workshop?.occasion,
    options.rehearsal ? "rehearsal" : undefined,
    imported ? id.slice(0, HEAD) : pin,
    name,
  ]
    .filter((part) => part !== undefined)
    .join("-");

/** `QUIZ-comparison.csv`, `QUIZ-comparison-letters.csv`; the quiz is the one of the pre-test. */
export const comparisonFileName = ({ quizId }: Room, extension: string, variant?: "letters"): string =>
  `${quizId}-comparison${variant ? `-${variant}` : ""}.${extension}`;
