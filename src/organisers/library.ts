/** Which quizzes somebody can use: their own, and an organiser those that came with the server, too. */
import type { QuizSummary, Store, StoredQuiz } from "../store/store.ts";

/** The library of an owner (undefined: the administrator's). An own quiz hides the shipped one of the same id. */
export const quizzesOf = async (store: Pick<Store, "quizzes">, ownerId: string | undefined): Promise<QuizSummary[]> => {
  const all = await store.quizzes();
  const own = all.filter((quiz) => quiz.ownerId === ownerId);
  if (ownerId === undefined) return own;
  const ids = new Set(own.map(({ id }) => id));
  return all.filter((quiz) => quiz.ownerId === ownerId || (quiz.shipped && !ids.has(quiz.id)));
};

/** A quiz of an owner's library; undefined when it has none of this id. */
export const quizOf = async (
  store: Store,
  ownerId: string | undefined,
  quizId: string,
): Promise<StoredQuiz | undefined> => {
  const own = await store.quiz(quizId, ownerId);
  if (own || ownerId === undefined) return own;
  const shipped = await store.quiz(quizId);
  return shipped?.shipped ? shipped : undefined;
};
