import { describe, expect, test } from "vitest";
import { importLibrary } from "../../src/http/import-library.ts";
import { importReader } from "../../src/http/import-reader.ts";
import type { Quiz } from "../../src/quiz.ts";
import type { QuizSummary } from "../../src/store/store.ts";

describe("the library of an import", () => {
  test("[IM13] the library is read when a file's turn comes, and not at all for who may not wait", async () => {
    let [reading, loaded] = [0, 0];
    const most: number[] = [];
    const reader = importReader(async (upload) => {
      expect(upload).toMatchObject({ library: ["{}"] });
      reading++;
      await new Promise((resume) => setTimeout(resume, 5));
      return { past: null, faults: [] };
    });
    const library = async () => {
      // One more than have been read, and none ahead of its turn.
      most.push(++loaded - reading);
      return ["{}"];
    };
    await Promise.allSettled(Array.from({ length: 20 }, () => reader.past(new Uint8Array(), {}, library)));
    expect(most).toEqual([1, 1, 1, 1, 1]);
  });

  test("[IM13] quizzes changed last come first, up to a size, one at a time with a turn of all else between", async () => {
    const quiz = (id: string, size: number) => ({ id, title: "x".repeat(size) }) as unknown as Quiz;
    const stored = [quiz("old", 10), quiz("large", 60), quiz("young", 20)].map((held, at) => ({
      ...{ quiz: held, images: {}, updatedAt: at },
    }));
    let [turns, under] = [0, 0];
    const seen: number[] = [];
    const store = {
      quizzes: async () => stored.map(({ quiz: { id }, updatedAt }) => ({ id, updatedAt }) as QuizSummary),
      async quiz(id: string) {
        seen.push(turns);
        expect(++under).toBe(1);
        await Promise.resolve();
        under--;
        return stored.find((one) => one.quiz.id === id);
      },
    };
    const count = () => {
      turns++;
      ticking = setImmediate(count);
    };
    let ticking = setImmediate(count);
    const ids = (most: number) =>
      importLibrary(store, undefined, most).then((all) => all.map((text) => (JSON.parse(text) as Quiz).id));
    expect(await ids(1000)).toEqual(["young", "large", "old"]);
    expect(new Set(seen).size).toBe(3);
    expect(await ids(100)).toEqual(["young"]);
    clearImmediate(ticking);
  });
});
