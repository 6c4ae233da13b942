import { ITEM_TYPES } from "../items/index.ts";
import { questionsIn } from "../quiz.ts";
import { type ImageShare, imageCost } from "./image-share.ts";
import { libraryKey } from "./library-key.ts";
import { mayPut, replacing, withImage } from "./quiz-version.ts";
import { type Parts, prepare, read } from "./sqlite-parts.ts";
import type { QuizSummary, Store, StoredImage, StoredQuiz } from "./store.ts";

/** The types that ask nothing, as SQL. */
const UNANSWERED = ITEM_TYPES.flatMap((type) => ("unanswered" in type ? [`'${type.type}'`] : [])).join();

type LibraryPart = Pick<Store, "quizzes" | "quiz" | "putQuiz" | "putQuizImage" | "deleteQuiz" | "putImage" | "image">;

/** Quizzes and images of the embedded store. */
export const sqliteLibrary = ({ db, now, write }: Parts): LibraryPart => {
  const list = prepare<Omit<QuizSummary, "shipped"> & { shipped: number | null }>(
    db,
    // Counted as they are read: the column of an earlier version may count slides, too.
    `SELECT doc ->> '$.quiz.id' AS id, title, language,
       (SELECT count(*) FROM json_each(doc, '$.quiz.items') WHERE value ->> '$.type' NOT IN (${UNANSWERED})) AS items, updated_at AS "updatedAt", doc ->> '$.ownerId' AS "ownerId",
       doc ->> '$.shipped' AS shipped
     FROM quiz ORDER BY title, quiz.id`,
  );
  const one = prepare<{ doc: string }>(db, "SELECT doc FROM quiz WHERE id = ?");
  const put = prepare(db, "INSERT OR REPLACE INTO quiz VALUES (?, ?, ?, ?, ?, ?)");
  const drop = prepare(db, "DELETE FROM quiz WHERE id = ?");
  const putImage = prepare(db, "INSERT INTO image VALUES (?, ?, ?)");
  const known = prepare(db, "SELECT 1 FROM image WHERE hash = ?");
  const dropOver = prepare(db, "DELETE FROM image_share WHERE until <= ?");
  const added = prepare<{ added: number; until: number }>(
    db,
    "SELECT added, until FROM image_share WHERE owner_id = ?",
  );
  const putAdded = prepare(db, "INSERT OR REPLACE INTO image_share VALUES (?, ?, ?)");
  const image = prepare<StoredImage>(db, "SELECT type, bytes FROM image WHERE hash = ?");

  const stored = (key: string): StoredQuiz | undefined => {
    const row = one.one(key);
    return row && (JSON.parse(row.doc) as StoredQuiz);
  };
  const save = (next: StoredQuiz): void => {
    const { id, title, language } = next.quiz;
    put.run(
      libraryKey(id, next.ownerId),
      title,
      language,
      questionsIn(next.quiz),
      next.updatedAt,
      JSON.stringify(next),
    );
  };

  /** Takes an image from the share of its owner; false, and nothing is taken, when it has not so much left. */
  const take = (bytes: Uint8Array, { ownerId, bytes: most, ms }: ImageShare): boolean => {
    dropOver.run(now());
    const before = added.one(ownerId);
    const sum = (before?.added ?? 0) + imageCost(bytes);
    if (sum > most) return false;
    putAdded.run(ownerId, sum, before?.until ?? now() + ms);
    return true;
  };

  return {
    quizzes: () =>
      read(() =>
        list.all().map(({ ownerId, shipped, ...row }) => ({
          ...row,
          ...(ownerId && { ownerId }),
          ...(shipped && { shipped: true as const }),
        })),
      ),
    quiz: (quizId, ownerId) => read(() => stored(libraryKey(quizId, ownerId))),
    putQuiz: (next, options) =>
      write(() => {
        const before = stored(libraryKey(next.quiz.id, next.ownerId));
        const decided = mayPut(before, next, options);
        if (decided === "put") save(replacing(before, next));
        return decided !== "stale";
      }),
    putQuizImage: (quizId, file, hash, ownerId) =>
      write(() => {
        const before = stored(libraryKey(quizId, ownerId));
        if (!before) return false;
        save({ ...withImage(before, file, hash), updatedAt: now() });
        return true;
      }),
    deleteQuiz: (quizId, ownerId) => write(() => drop.run(libraryKey(quizId, ownerId)) > 0),
    putImage: (hash, { type, bytes }, share) =>
      write(() => {
        if (known.one(hash)) return true;
        if (share && !take(bytes, share)) return false;
        putImage.run(hash, type, bytes);
        return true;
      }),
    image: (hash) =>
      read(() => {
        const row = image.one(hash);
        return row && { ...row };
      }),
  };
};
