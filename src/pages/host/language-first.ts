/** In which order quizzes are offered. */
import type { QuizRow } from "./library.ts";

/** Those in one language first; otherwise in the order they came in, which is by title. */
export const languageFirst = (quizzes: readonly QuizRow[], language: string): QuizRow[] => {
  const isOther = (quiz: QuizRow) => Number(quiz.language.toLowerCase().split("-")[0] !== language);
  return [...quizzes].sort((a, b) => isOther(a) - isOther(b));
};
