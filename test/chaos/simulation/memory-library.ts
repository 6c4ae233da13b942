/** Quizzes, images and workshops of the store in memory. */
import type { Workshop } from "../../../protocol/workshops.ts";
import { imageCost } from "../../../src/store/image-share.ts";
import { libraryKey } from "../../../src/store/library-key.ts";
import { mayPut, replacing, withImage } from "../../../src/store/quiz-version.ts";
import type { StoredImage, StoredQuiz } from "../../../src/store/store.ts";
import type { MemoryCore } from "./memory-store.ts";

type Part = Pick<
  MemoryCore,
  | "quizzes"
  | "quiz"
  | "putQuiz"
  | "putQuizImage"
  | "deleteQuiz"
  | "putImage"
  | "image"
  | "workshops"
  | "workshop"
  | "putWorkshop"
  | "deleteWorkshop"
  | "leftovers"
>;

export const memoryLibrary = (now: () => number): Part => {
  const quizzes = new Map<string, StoredQuiz>();
  const images = new Map<string, StoredImage>();
  const shares = new Map<string, { added: number; until: number }>();
  const workshops = new Map<string, Workshop>();

  return {
    quizzes: () =>
      [...quizzes.values()]
        .map(({ quiz: { id, title, language, items }, updatedAt, ownerId, shipped }) => ({
          id,
          title,
          language,
          items: items.length,
          updatedAt,
          ...(ownerId !== undefined && { ownerId }),
          ...(shipped && { shipped }),
        }))
        .sort((a, b) => (a.title < b.title ? -1 : 1)),
    quiz: (quizId, ownerId) => quizzes.get(libraryKey(quizId, ownerId)),
    putQuiz(next, options) {
      const key = libraryKey(next.quiz.id, next.ownerId);
      const before = quizzes.get(key);
      const decided = mayPut(before, next, options);
      if (decided === "put") quizzes.set(key, structuredClone(replacing(before, next)));
      return decided !== "stale";
    },
    putQuizImage(quizId, file, hash, ownerId) {
      const key = libraryKey(quizId, ownerId);
      const before = quizzes.get(key);
      if (!before) return false;
      quizzes.set(key, { ...withImage(before, file, hash), updatedAt: now() });
      return true;
    },
    deleteQuiz: (quizId, ownerId) => quizzes.delete(libraryKey(quizId, ownerId)),
    putImage(hash, image, share) {
      if (images.has(hash)) return true;
      if (share) {
        const held = shares.get(share.ownerId);
        const { added, until } = held && held.until > now() ? held : { added: 0, until: now() + share.ms };
        const sum = added + imageCost(image.bytes);
        if (sum > share.bytes) return false;
        shares.set(share.ownerId, { added: sum, until });
      }
      images.set(hash, image);
      return true;
    },
    image: (hash) => images.get(hash),
    workshops: () => [...workshops.values()].sort((a, b) => b.createdAt - a.createdAt),
    workshop: (workshopId) => workshops.get(workshopId),
    putWorkshop(next) {
      const before = workshops.get(next.id);
      if (before && JSON.stringify(before) === JSON.stringify(next)) return true;
      if ((before?.version ?? 0) !== next.version - 1) return false;
      workshops.set(next.id, structuredClone(next));
      return true;
    },
    deleteWorkshop: (workshopId) => workshops.delete(workshopId),
    leftovers: (text) =>
      [...quizzes.values(), ...workshops.values()].some((kept) => JSON.stringify(kept).includes(text))
        ? ["library"]
        : [],
  };
};
