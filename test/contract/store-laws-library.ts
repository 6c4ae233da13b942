import { expect, test } from "vitest";
import { quizVersion } from "../../src/store/quiz-version.ts";
import { quizOf } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

export const libraryLaws = (bench: () => Bench): void => {
  test("[ST18] quizzes are kept, replaced, listed by title and deleted", async () => {
    const { store, other } = bench();
    expect(await store.quizzes()).toEqual([]);
    await store.putQuiz(quizOf("b", "Alpha"));
    await store.putQuiz(quizOf("a", "Beta"));
    expect(await other.quiz("a")).toEqual(quizOf("a", "Beta"));
    const summary = { language: "en", items: 1, updatedAt: 1_700_000_000_000 };
    expect(await other.quizzes()).toEqual([
      { id: "b", title: "Alpha", ...summary },
      { id: "a", title: "Beta", ...summary },
    ]);
    await store.putQuiz(quizOf("a", "Other"), { ifAbsent: true });
    expect((await other.quiz("a"))?.quiz.title).toBe("Beta");
    await store.putQuiz(quizOf("a", "Gamma"));
    await store.putQuiz(quizOf("c", "Delta"), { ifAbsent: true });
    expect((await other.quizzes()).map(({ title }) => title)).toEqual(["Alpha", "Delta", "Gamma"]);
    expect(await other.deleteQuiz("b")).toBe(true);
    expect(await other.deleteQuiz("b")).toBe(false);
    expect(await store.quiz("b")).toBeUndefined();
    expect((await store.quizzes()).map(({ id }) => id)).toEqual(["c", "a"]);
  });

  test("[ST18] a document keeps the images of the quiz, and an image keeps its document", async () => {
    const { store, other } = bench();
    await store.putQuiz(quizOf("own", "Own"));
    expect(await other.putQuizImage("own", "q2.png", "hash-of-q2")).toBe(true);
    const images = { "q1.png": "hash-of-q1", "q2.png": "hash-of-q2" };
    const pictured = await store.quiz("own");
    expect(pictured).toEqual({ ...quizOf("own", "Own"), images, updatedAt: expect.any(Number) });
    expect(pictured?.updatedAt).not.toBe(quizOf("own").updatedAt);
    expect((await store.quizzes()).find(({ id }) => id === "own")?.updatedAt).toBe(pictured?.updatedAt);
    await store.putQuiz({ ...quizOf("own", "Other"), images: { "q1.png": "new", "q3.png": "hash-of-q3" } });
    const merged = { ...images, "q1.png": "new", "q3.png": "hash-of-q3" };
    expect(await other.quiz("own")).toEqual({ ...quizOf("own", "Other"), images: merged });
    await store.putQuiz({ ...quizOf("own"), images: { "q4.png": "hash" } }, { ifAbsent: true });
    expect((await other.quiz("own"))?.images).toEqual(merged);
    await store.deleteQuiz("own");
    expect(await other.putQuizImage("own", "q1.png", "hash")).toBe(false);
    expect(await store.quiz("own")).toBeUndefined();
    await store.putQuiz({ ...quizOf("own"), images: {} });
    expect((await other.quiz("own"))?.images).toEqual({});
    await store.deleteQuiz("own");
  });

  test("[ST18] a quiz that came with the server stays one, whatever document takes its place", async () => {
    const { store, other } = bench();
    const own = { ...quizOf("came", "Organiser's"), ownerId: "ani" };
    await store.putQuiz({ ...quizOf("came"), shipped: true });
    await store.putQuiz(own);
    await other.putQuiz(quizOf("came", "Changed"));
    expect(await store.quiz("came")).toEqual({ ...quizOf("came", "Changed"), shipped: true });
    expect(await store.quiz("came", "ani")).toEqual(own);
    expect((await store.quizzes()).flatMap(({ shipped, title }) => (shipped ? [title] : []))).toEqual(["Changed"]);
    await store.deleteQuiz("came");
    await store.deleteQuiz("came", "ani");
  });

  test("[ST18] of images and documents put at once none is lost", async () => {
    const { store, other } = bench();
    await store.putQuiz(quizOf("busy", "Before"));
    const files = Array.from({ length: 12 }, (_, n) => `${n}.png`);
    const images = files.map((file, n) => (n % 2 ? store : other).putQuizImage("busy", file, `hash of ${file}`));
    const documents = [store, other].map((node) => node.putQuiz({ ...quizOf("busy", "After"), images: {} }));
    const late = { ...quizOf("busy", "Late"), images: { late: "late" } };
    const absent = other.putQuiz(late, { ifAbsent: true });
    await Promise.all([...documents, absent]);
    expect(await Promise.all(images)).toEqual(files.map(() => true));
    const stored = await store.quiz("busy");
    expect(stored?.quiz.title).toBe("After");
    const expected = Object.fromEntries(files.map((file) => [file, `hash of ${file}`]));
    expect(stored?.images).toEqual({ "q1.png": "hash-of-q1", ...expected });
    await store.deleteQuiz("busy");
  });

  test("[ST57] a document put over a base is a compare-and-set: of two one wins, and the same one again is no conflict", async () => {
    const { store, other } = bench();
    const [first, second] = [quizOf("raced", "First"), quizOf("raced", "Second")];
    expect(await store.putQuiz(first, { base: null })).toBe(true);
    expect(await other.putQuiz(first, { base: null })).toBe(true);
    expect(await other.putQuiz(second, { base: null })).toBe(false);
    expect((await store.quiz("raced"))?.quiz.title).toBe("First");
    const base = quizVersion(first.quiz);
    // A picture is no other version of the document.
    await store.putQuizImage("raced", "q3.png", "hash-of-q3");
    const titles = ["One", "Two", "Three", "Four"];
    const won = await Promise.all(
      titles.map((title, n) => (n % 2 ? store : other).putQuiz(quizOf("raced", title), { base })),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    const stored = await store.quiz("raced");
    expect(stored?.quiz.title).toBe(titles[won.indexOf(true)]);
    expect(stored?.images["q3.png"]).toBe("hash-of-q3");
    expect(await other.putQuiz({ ...second, images: {} }, { base })).toBe(false);
    expect(await other.putQuiz(quizOf("raced", stored?.quiz.title), { base })).toBe(true);
    expect(await store.putQuiz(second)).toBe(true);
    await store.deleteQuiz("raced");
    expect(await store.putQuiz(first, { base })).toBe(false);
    expect(await store.quiz("raced")).toBeUndefined();
  });

  test("[ST18] images come back byte for byte", async () => {
    const { store, other } = bench();
    const bytes = Uint8Array.from({ length: 256 }, (_, n) => n);
    await store.putImage("hash", { type: "image/png", bytes });
    await store.putImage("hash", { type: "image/png", bytes });
    const image = await other.image("hash");
    expect(image?.type).toBe("image/png");
    expect(Array.from(image?.bytes ?? [])).toEqual(Array.from(bytes));
    expect(await other.image("no such hash")).toBeUndefined();
  });

  test("[ST19] the store's time never goes back, and it answers", async () => {
    const { store, pass } = bench();
    const readings = [store.now()];
    for (let reading = 0; reading < 20; reading++) {
      await pass(2);
      readings.push(store.now());
    }
    expect(readings).toEqual(readings.toSorted((a, b) => a - b));
    expect((readings.at(-1) ?? 0) > (readings[0] ?? 0)).toBe(true);
    await store.ping();
  });
};
