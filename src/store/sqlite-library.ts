import { type Parts, prepare, read } from "./sqlite-parts.ts";
import type { QuizSummary, Store, StoredImage, StoredQuiz } from "./store.ts";

type LibraryPart = Pick<Store, "quizzes" | "quiz" | "putQuiz" | "putQuizImage" | "deleteQuiz" | "putImage" | "image">;

/** Quizzes and images of the embedded store. */
export const sqliteLibrary = ({ db, now, write }: Parts): LibraryPart => {
  const list = prepare<QuizSummary>(
    db,
    `SELECT id, title, language, items, updated_at AS "updatedAt" FROM quiz ORDER BY title, id`,
  );
  const one = prepare<{ doc: string }>(db, "SELECT doc FROM quiz WHERE id = ?");
  const put = prepare(db, "INSERT OR REPLACE INTO quiz VALUES (?, ?, ?, ?, ?, ?)");
  const drop = prepare(db, "DELETE FROM quiz WHERE id = ?");
  const putImage = prepare(db, "INSERT OR IGNORE INTO image VALUES (?, ?, ?)");
  const image = prepare<StoredImage>(db, "SELECT type, bytes FROM image WHERE hash = ?");

  const stored = (quizId: string): StoredQuiz | undefined => {
    const row = one.one(quizId);
    return row && (JSON.parse(row.doc) as StoredQuiz);
  };
  const save = (next: StoredQuiz): void => {
    const { id, title, language, items } = next.quiz;
    put.run(id, title, language, items.length, next.updatedAt, JSON.stringify(next));
  };

  return {
    quizzes: () => read(() => list.all().map((row) => ({ ...row }))),
    quiz: (quizId) => read(() => stored(quizId)),
    putQuiz: (next, options) =>
      write(() => {
        const before = stored(next.quiz.id);
        if (before && options?.ifAbsent) return;
        save({ ...next, images: { ...before?.images, ...next.images } });
      }),
    putQuizImage: (quizId, file, hash) =>
      write(() => {
        const before = stored(quizId);
        if (!before) return false;
        save({ ...before, images: { ...before.images, [file]: hash }, updatedAt: now() });
        return true;
      }),
    deleteQuiz: (quizId) => write(() => drop.run(quizId) > 0),
    putImage: (hash, { type, bytes }) =>
      write(() => {
        putImage.run(hash, type, bytes);
      }),
    image: (hash) =>
      read(() => {
        const row = image.one(hash);
        return row && { ...row };
      }),
  };
};
