/** From the bytes of an upload to a quiz. */
import { readQuiz } from "../importers/quiz/index.ts";
import type { QuizAsked, QuizRead } from "../importers/quiz/source.ts";
import { decoded, opened } from "./import-container.ts";
import { isZip, type Reading } from "./import-messages.ts";

/** Reads an upload; what it holds, or that it is no file of ours, are faults and never thrown. */
export const readQuizUpload = async (bytes: Uint8Array, asked: QuizAsked): Promise<Reading<QuizRead>> => {
  if (!isZip(bytes)) {
    const text = decoded(bytes);
    return text === undefined ? { refused: "unreadable" } : readQuiz({ kind: "text", text }, asked);
  }
  const archive = await opened(bytes);
  if ("sheets" in archive) return readQuiz({ kind: "sheets", sheets: archive.sheets }, asked);
  return "other" in archive ? { refused: "unreadable" } : archive;
};
