/** The quizzes in which an import looks for its items. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { quizzesOf } from "../organisers/library.ts";
import type { Store } from "../store/store.ts";

/** Characters of all quizzes together: what the process that reads can hold beside its file. */
const LIBRARY_SIZE = 4 * 1024 * 1024;

/**
 * Quizzes of an owner as JSON, those changed last first, up to `most` characters in all; the first that does not fit and
 * all older ones are left out. Between two of them everything else has its turn. Throws StoreUnavailable.
 */
export const importLibrary = async (
  store: Pick<Store, "quizzes" | "quiz">,
  ownerId: string | undefined,
  most = LIBRARY_SIZE,
): Promise<string[]> => {
  const library: string[] = [];
  let left = most;
  const listed = await quizzesOf(store, ownerId);
  for (const summary of listed.toSorted((a, b) => b.updatedAt - a.updatedAt)) {
    const stored = await store.quiz(summary.id, summary.ownerId);
    const text = stored ? JSON.stringify(stored.quiz) : "";
    left -= text.length;
    if (left < 0) break;
    if (stored) library.push(text);
    await nextTurn();
  }
  return library;
};
