/** Which version of a quiz document this is, told from its content: images and times of change are no part of it. */
import { createHash } from "node:crypto";
import { imagesIn, type Quiz } from "../quiz.ts";
import type { PutQuiz, StoredQuiz } from "./store.ts";

/** 32 hex digits; the same document has the same version, any other another. */
export const quizVersion = (quiz: Quiz): string =>
  createHash("sha256").update(JSON.stringify(quiz)).digest("hex").slice(0, 32);

/** Images of a quiz that its document does not name: those put last, so that a change can be taken back. */
const UNNAMED_KEPT = 500;

/** A quiz with more images; beyond the bound those that its document does not name go, the oldest first. */
const pictured = (stored: StoredQuiz, more: Record<string, string>): StoredQuiz => {
  const images = { ...stored.images, ...more };
  const files = Object.keys(images);
  if (files.length <= UNNAMED_KEPT) return { ...stored, images };
  const named = new Set(imagesIn(stored.quiz).map(({ file }) => file));
  for (const file of files.filter((name) => !named.has(name)).slice(0, -UNNAMED_KEPT)) delete images[file];
  return { ...stored, images };
};

/** A quiz with an image that is put: the last one, also where there was one of that name. */
export const withImage = (stored: StoredQuiz, file: string, hash: string): StoredQuiz => {
  const images = { ...stored.images };
  delete images[file];
  return pictured({ ...stored, images }, { [file]: hash });
};

/** What takes the place of `before`: it keeps the images, and the mark of having come with the server. */
export const replacing = (before: StoredQuiz | undefined, next: StoredQuiz): StoredQuiz => ({
  ...pictured({ ...next, images: before?.images ?? {} }, next.images),
  ...(before?.shipped && { shipped: true }),
});

/** Whether `next` may take the place of what is stored: "leave" it as it is, "stale", or "put". */
export const mayPut = (
  before: StoredQuiz | undefined,
  next: StoredQuiz,
  options: PutQuiz | undefined,
): "put" | "leave" | "stale" => {
  if (options === undefined) return "put";
  if ("ifAbsent" in options) return before && options.ifAbsent ? "leave" : "put";
  const held = before ? quizVersion(before.quiz) : null;
  return held === options.base || held === quizVersion(next.quiz) ? "put" : "stale";
};
