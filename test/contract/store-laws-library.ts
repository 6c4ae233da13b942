import { expect, test } from "vitest";
import type { ImageShare } from "../../src/store/image-share.ts";
import { quizVersion } from "../../src/store/quiz-version.ts";
import type { Store } from "../../src/store/store.ts";
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

  test("[ST59] new images take of their owner's share: of two at once at its end one is stored, and what is there takes nothing", async () => {
    const { store, other } = bench();
    const share = { ownerId: "ani", bytes: 4096, ms: 3_600_000 };
    const put = (node: Store, hash: string, length: number, of: ImageShare | undefined = share) =>
      node.putImage(hash, { type: "image/png", bytes: new Uint8Array(length) }, of);
    // However small, it takes 1 KiB.
    expect(await put(store, "share-small", 1)).toBe(true);
    const rivals = ["share-one", "share-two", "share-three", "share-four"];
    const told = await Promise.all(rivals.map((hash, n) => put(n % 2 ? store : other, hash, 2048)));
    expect(told.filter(Boolean)).toHaveLength(1);
    const there = await Promise.all(rivals.map((hash) => store.image(hash)));
    expect(there.map((image) => image !== undefined)).toEqual(told);
    const lost = rivals[told.indexOf(false)] ?? "";
    expect(await put(store, rivals[told.indexOf(true)] ?? "", 2048)).toBe(true);
    expect([await put(other, lost, 2048), await put(other, "share-last", 1025)]).toEqual([false, false]);
    expect([await put(other, "share-last", 1024), await put(store, "share-next", 1)]).toEqual([true, false]);
    // Another's share is another, and without one nothing is bounded.
    expect(await put(other, lost, 2048, { ...share, ownerId: "budi" })).toBe(true);
    expect(await put(store, lost, 2048)).toBe(true);
    await store.putImage("share-free", { type: "image/png", bytes: new Uint8Array(8192) });
    expect((await other.image("share-free"))?.bytes).toHaveLength(8192);
  });

  test("[ST59] a share is whole again when its time is over, counted from its first image", async () => {
    const { store, other, pass } = bench();
    const put = (hash: string, length: number, ms: number) =>
      store.putImage(hash, { type: "image/png", bytes: new Uint8Array(length) }, { ownerId: "rina", bytes: 4096, ms });
    // Sent at once, so that the second surely comes within the time of the first.
    const both = [put("timed-one", 2048, 200), put("timed-two", 2048, 3_600_000)];
    expect(await Promise.all(both)).toEqual([true, true]);
    await pass(300);
    expect(await put("timed-three", 4096, 3_600_000)).toBe(true);
    expect(await put("timed-four", 1, 3_600_000)).toBe(false);
    expect(await other.image("timed-four")).toBeUndefined();
  });

  test("[ST60] of images that the document does not name the last 500 are the quiz's, and those it names all", async () => {
    const { store, other } = bench();
    const named = { file: "named.png", alt: "" };
    const { quiz } = quizOf("pictured");
    const items = quiz.items.map((item) => ({ ...item, image: named }));
    const files = Array.from({ length: 499 }, (_, n) => `${n}.png`);
    const images = Object.fromEntries(["named.png", ...files].map((file) => [file, "hash"]));
    await store.putQuiz({ ...quizOf("pictured"), quiz: { ...quiz, items }, images });
    const kept = async () => Object.keys((await other.quiz("pictured"))?.images ?? {});
    await store.putQuizImage("pictured", "last.png", "hash");
    expect(await kept()).toEqual(["named.png", ...files, "last.png"]);
    await other.putQuizImage("pictured", "more.png", "hash");
    expect(await kept()).toEqual(["named.png", ...files.slice(1), "last.png", "more.png"]);
    // What is put again under its name is the last, too.
    await store.putQuizImage("pictured", "1.png", "hash");
    await store.putQuizImage("pictured", "next.png", "hash");
    const last = ["last.png", "more.png", "1.png", "next.png"];
    expect(await kept()).toEqual(["named.png", ...files.slice(3), ...last]);
    await store.putQuiz({ ...quizOf("pictured"), images: { "copied.png": "hash" } });
    expect(await kept()).toEqual([...files.slice(4), ...last, "copied.png"]);
    await store.deleteQuiz("pictured");
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
