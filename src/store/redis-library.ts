import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import { script } from "./redis-script.ts";
import type { QuizSummary, Store, StoredQuiz } from "./store.ts";

type LibraryPart = Pick<Store, "quizzes" | "quiz" | "putQuiz" | "deleteQuiz" | "putImage" | "image">;

const { quizzes, summaries } = keys.LIBRARY;
const putScript = script("put-quiz");
const deleteScript = script("delete-quiz");

const compare = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

/** Quizzes and images on Redis. */
export const redisLibrary = (line: Line): LibraryPart => ({
  async quizzes() {
    const all = (await line.run((client) => client.hvals(summaries))).map((entry) => JSON.parse(entry) as QuizSummary);
    return all.sort((a, b) => compare(a.title, b.title) || compare(a.id, b.id));
  },
  async quiz(quizId) {
    const doc = await line.run((client) => client.hget(quizzes, quizId));
    return doc === null ? undefined : (JSON.parse(doc) as StoredQuiz);
  },
  async putQuiz(stored, options) {
    const { id, title, language, items } = stored.quiz;
    const summary: QuizSummary = { id, title, language, items: items.length, updatedAt: stored.updatedAt };
    await putScript(
      line,
      [quizzes, summaries],
      [id, JSON.stringify(stored), JSON.stringify(summary), options?.ifAbsent ? "1" : "0"],
    );
  },
  deleteQuiz: async (quizId) => (await deleteScript(line, [quizzes, summaries], [quizId])) === 1,
  async putImage(hash, { type, bytes }) {
    await line.run((client) => client.hset(keys.imageKey(hash), { type, bytes: Buffer.from(bytes) }));
  },
  async image(hash) {
    const [type, bytes] = await line.run((client) => client.hmgetBuffer(keys.imageKey(hash), "type", "bytes"));
    return type && bytes ? { type: type.toString(), bytes } : undefined;
  },
});
