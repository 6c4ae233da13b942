import { type Parts, prepare, read } from "./sqlite-parts.ts";
import type { QuizSummary, Store, StoredImage, StoredQuiz } from "./store.ts";

type LibraryPart = Pick<Store, "quizzes" | "quiz" | "putQuiz" | "deleteQuiz" | "putImage" | "image">;

/** Quizzes and images of the embedded store. */
export const sqliteLibrary = ({ db, write }: Parts): LibraryPart => {
  const list = prepare<QuizSummary>(
    db,
    `SELECT id, title, language, items, updated_at AS "updatedAt" FROM quiz ORDER BY title, id`,
  );
  const one = prepare<{ doc: string }>(db, "SELECT doc FROM quiz WHERE id = ?");
  const keep = prepare(db, "INSERT OR IGNORE INTO quiz VALUES (?, ?, ?, ?, ?, ?)");
  const put = prepare(db, "INSERT OR REPLACE INTO quiz VALUES (?, ?, ?, ?, ?, ?)");
  const drop = prepare(db, "DELETE FROM quiz WHERE id = ?");
  const putImage = prepare(db, "INSERT OR IGNORE INTO image VALUES (?, ?, ?)");
  const image = prepare<StoredImage>(db, "SELECT type, bytes FROM image WHERE hash = ?");

  return {
    quizzes: () => read(() => list.all().map((row) => ({ ...row }))),
    quiz: (quizId) =>
      read(() => {
        const row = one.one(quizId);
        return row && (JSON.parse(row.doc) as StoredQuiz);
      }),
    putQuiz: (stored, options) =>
      write(() => {
        const { id, title, language, items } = stored.quiz;
        const statement = options?.ifAbsent ? keep : put;
        statement.run(id, title, language, items.length, stored.updatedAt, JSON.stringify(stored));
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
