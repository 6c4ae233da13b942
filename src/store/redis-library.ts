import { createHash } from "node:crypto";
import { questionsIn } from "../quiz.ts";
import { imageCost } from "./image-share.ts";
import * as keys from "./keys.ts";
import { libraryKey } from "./library-key.ts";
import { mayPut, replacing, withImage } from "./quiz-version.ts";
import type { Line } from "./redis-line.ts";
import { script } from "./redis-script.ts";
import type { QuizSummary, Store, StoredQuiz } from "./store.ts";

type LibraryPart = Pick<Store, "quizzes" | "quiz" | "putQuiz" | "putQuizImage" | "deleteQuiz" | "putImage" | "image">;

const { quizzes, summaries } = keys.LIBRARY;
const putScript = script("put-quiz");
const imageScript = script("put-image");
const deleteScript = script("delete-quiz");

/** `questions` is missing where an earlier version has counted: then `items` may count slides, too. */
type KeptSummary = QuizSummary & { questions?: number };

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Quizzes and images on Redis. `now` reads the store's clock (ms). */
export const redisLibrary = (line: Line, now: () => number): LibraryPart => {
  const read = (key: string): Promise<string | null> => line.run((client) => client.hget(quizzes, key));

  const counted = async (key: string): Promise<number | undefined> => {
    const held = await read(key);
    return held === null ? undefined : questionsIn((JSON.parse(held) as StoredQuiz).quiz);
  };

  /**
   * Stores what `change` makes of a quiz, in one step; false when it makes nothing. Documents are compared and set
   * here and not changed by a script, because Lua's JSON would turn an empty list into an object. Whoever loses has
   * let another write through, so this ends.
   */
  const amend = async (
    key: string,
    change: (before: StoredQuiz | undefined) => StoredQuiz | undefined,
  ): Promise<boolean> => {
    for (;;) {
      const held = await read(key);
      const next = change(held === null ? undefined : (JSON.parse(held) as StoredQuiz));
      if (!next) return false;
      const { id, title, language } = next.quiz;
      const { updatedAt, ownerId, shipped } = next;
      const marks = { ...(ownerId !== undefined && { ownerId }), ...(shipped && { shipped }) };
      const items = questionsIn(next.quiz);
      const summary: KeptSummary = { id, title, language, items, questions: items, updatedAt, ...marks };
      const expected = held === null ? "" : createHash("sha1").update(held).digest("hex");
      const args = [key, JSON.stringify(next), JSON.stringify(summary), expected];
      if ((await putScript(line, [quizzes, summaries], args)) === 1) return true;
    }
  };

  return {
    async quizzes() {
      const all = await Promise.all(
        Object.entries(await line.run((client) => client.hgetall(summaries))).map(async ([key, entry]) => {
          const { questions, ...summary } = JSON.parse(entry) as KeptSummary;
          return { ...summary, items: questions ?? (await counted(key)) ?? summary.items };
        }),
      );
      return all.sort((a, b) => compare(a.title, b.title) || compare(a.id, b.id));
    },
    async quiz(quizId, ownerId) {
      const held = await read(libraryKey(quizId, ownerId));
      return held === null ? undefined : (JSON.parse(held) as StoredQuiz);
    },
    async putQuiz(wanted, options) {
      let stale = false;
      await amend(libraryKey(wanted.quiz.id, wanted.ownerId), (before) => {
        const decided = mayPut(before, wanted, options);
        stale = decided === "stale";
        return decided === "put" ? replacing(before, wanted) : undefined;
      });
      return !stale;
    },
    putQuizImage: (quizId, file, hash, ownerId) =>
      amend(libraryKey(quizId, ownerId), (before) => before && { ...withImage(before, file, hash), updatedAt: now() }),
    async deleteQuiz(quizId, ownerId) {
      const key = libraryKey(quizId, ownerId);
      // Asked beforehand: a deletion that is sent again after a cut finds nothing, though it was the one that deleted.
      const there = await line.run((client) => client.hexists(quizzes, key));
      await deleteScript(line, [quizzes, summaries], [key]);
      return there === 1;
    },
    async putImage(hash, { type, bytes }, share) {
      const own = share ? [keys.addedKey(share.ownerId)] : [];
      const bound = share ? [imageCost(bytes), share.bytes, share.ms] : [];
      return (await imageScript(line, [keys.imageKey(hash), ...own], [type, Buffer.from(bytes), ...bound])) === 1;
    },
    async image(hash) {
      const [type, bytes] = await line.run((client) => client.hmgetBuffer(keys.imageKey(hash), "type", "bytes"));
      return type && bytes ? { type: type.toString(), bytes } : undefined;
    },
  };
};
