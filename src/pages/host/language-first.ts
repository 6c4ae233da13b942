/** In which order quizzes are offered. */

/** Those in one language first; otherwise in the order they came in, which is by title. */
export const languageFirst = <Quiz extends { language: string }>(
  quizzes: readonly Quiz[],
  language: string,
): Quiz[] => {
  const isOther = (quiz: Quiz) => Number(quiz.language.toLowerCase().split("-")[0] !== language);
  return [...quizzes].sort((a, b) => isOther(a) - isOther(b));
};
