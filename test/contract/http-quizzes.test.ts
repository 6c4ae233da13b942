import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { connectHost, openRoom, SMALL_QUIZ } from "../support.ts";
import { bring, codeOf } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const PNG = await readFile(new URL("../../quizzes/all-kinds/bars.png", import.meta.url));
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0]);
const WEBP = Buffer.concat([Buffer.from("RIFF"), Buffer.from([4, 0, 0, 0]), Buffer.from("WEBPVP8 ")]);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

interface Faulty {
  error: { code: string };
  faults: { path: string; message: string }[];
}

overStores("quizzes over HTTP", (app) => {
  const put = (id: string, document: unknown) =>
    app().fetch(`/api/quizzes/${id}`, {
      method: "PUT",
      body: JSON.stringify(document),
      headers: { "content-type": "application/json" },
    });
  const upload = (file: string, body: string | Uint8Array<ArrayBuffer>, type = "image/png", id = "pictured") =>
    app().fetch(`/api/quizzes/${id}/images/${file}`, { method: "PUT", body, headers: { "content-type": type } });
  const listed = async () =>
    ((await (await app().fetch("/api/quizzes")).json()) as { quizzes: { id: string }[] }).quizzes;

  test("[HT6] a quiz is stored, listed, read back with its defaults, replaced and deleted", async () => {
    expect((await put("small", SMALL_QUIZ)).status).toBe(200);
    const line = (await listed()).find(({ id }) => id === "small");
    expect(line).toEqual({ id: "small", title: "Small", language: "en", items: 3, updatedAt: expect.any(Number) });
    const document = await (await app().fetch("/api/quizzes/small")).json();
    expect(document).toEqual({
      ...SMALL_QUIZ,
      items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: 20, points: 1000 })),
    });
    await put("small", { ...SMALL_QUIZ, title: "Changed", unknown: 1 });
    const changed = await (await app().fetch("/api/quizzes/small")).json();
    expect(changed).toEqual({ ...(document as object), title: "Changed" });
    const gone = await app().fetch("/api/quizzes/small", { method: "DELETE" });
    expect([gone.status, await gone.text()]).toEqual([204, ""]);
    expect((await app().fetch("/api/quizzes/small", { method: "DELETE" })).status).toBe(404);
    expect((await listed()).some(({ id }) => id === "small")).toBe(false);
  });

  test("[HT6] the quizzes that ship are in the library", async () => {
    const ids = (await listed()).map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(["komunitas-belajar", "learning-community", "all-kinds"]));
  });

  test("[QZ7] a document with faults is 400 invalid_quiz with each fault and its path, and is not stored", async () => {
    const [first, second] = SMALL_QUIZ.items;
    const items = [
      { ...first, key: ["z"], seconds: 4 },
      { ...second, stem: "" },
      { id: "q1", type: "essay", stem: "x" },
    ];
    const answer = await put("broken", { ...SMALL_QUIZ, id: "broken", title: 5, items });
    const { error, faults } = (await answer.json()) as Faulty;
    expect([answer.status, error.code]).toEqual([400, "invalid_quiz"]);
    expect(faults.map(({ path }) => path).toSorted()).toEqual(
      ["items[0].key[0]", "items[0].seconds", "items[1].stem", "items[2].id", "items[2].type", "title"].toSorted(),
    );
    expect(faults.every(({ message }) => message.length > 3)).toBe(true);
    expect((await app().fetch("/api/quizzes/broken")).status).toBe(404);
  });

  test("[HT6] [ED14] a document of another id than its address is 400 invalid_quiz at id", async () => {
    const answer = await put("another", SMALL_QUIZ);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { code: "invalid_quiz" }, faults: [{ path: "id" }] });
  });

  test.each([null, [], "text", 5, {}])("[HT6] %j is no document", async (document) => {
    const answer = await put("small", document);
    expect([answer.status, ((await answer.json()) as Faulty).error.code]).toEqual([400, "invalid_quiz"]);
  });

  test("[HT6] a room keeps its copy when the quiz is changed or deleted", async () => {
    await put("kept", { ...SMALL_QUIZ, id: "kept" });
    using host = (await openRoom(app().url, { quizId: "kept", options: { previewSeconds: 0 } })).host;
    await put("kept", { ...SMALL_QUIZ, id: "kept", items: SMALL_QUIZ.items.slice(1) });
    await app().fetch("/api/quizzes/kept", { method: "DELETE" });
    expect(await bring(host, "open")).toMatchObject({ rounds: 3, prompt: { stem: "One?" } });
  });

  test("[RM5] a create attempt gives its room also when the quiz has been changed or deleted since", async () => {
    const document = { ...SMALL_QUIZ, id: "attempted" };
    const payload = { quizId: "attempted", attempt: `attempt-of-a-room-${app().app.store.now()}` };
    await put("attempted", document);
    using host = await connectHost(app().url);
    const first = await host.get("room:create", payload);
    await put("attempted", { ...document, title: "Changed" });
    expect((await host.get("room:create", payload)).roomId).toBe(first.roomId);
    await app().fetch("/api/quizzes/attempted", { method: "DELETE" });
    const again = await host.get("room:create", payload);
    expect([again.roomId, again.pin, again.token]).toEqual([first.roomId, first.pin, first.token]);
    expect(again.snapshot).toMatchObject({ title: "Small" });
    const other = { ...payload, options: { previewSeconds: 0 } };
    expect(await codeOf(host.ask("room:create", other))).toBe("attempt_reused");
    expect(await codeOf(host.ask("room:create", { quizId: "attempted" }))).toBe("quiz_not_found");
  });

  test("[QZ8] an image is told by its bytes, not by its name or what its sender says", async () => {
    await put("pictured", { ...SMALL_QUIZ, id: "pictured" });
    for (const [bytes, type] of [
      [PNG, "image/png"],
      [JPEG, "image/jpeg"],
      [WEBP, "image/webp"],
    ] as const) {
      const answer = await upload("a.png", bytes, "image/gif");
      expect(answer.status).toBe(200);
      const { url, file } = (await answer.json()) as { url: string; file: string };
      expect([file, url]).toEqual(["a.png", expect.stringMatching(/^\/images\/[0-9a-f]{64}$/)]);
      const image = await fetch(app().url + url);
      expect([image.status, image.headers.get("content-type")]).toEqual([200, type]);
      expect(image.headers.get("x-content-type-options")).toBe("nosniff");
      expect(image.headers.get("content-security-policy")).toContain("sandbox");
      expect(Buffer.from(await image.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  test("[QZ8] what is no PNG, JPEG or WebP, or is over 1 MB, is image_invalid", async () => {
    await put("pictured", { ...SMALL_QUIZ, id: "pictured" });
    const codeIn = async (answer: Response) => ((await answer.json()) as Faulty).error.code;
    const before = (await app().app.store.quiz("pictured"))?.images;
    for (const bytes of [SVG, "GIF89a", "<html>", PNG.subarray(1), Buffer.from([0xff, 0xd8])]) {
      expect(await codeIn(await upload("a.png", bytes))).toBe("image_invalid");
    }
    expect(await codeIn(await upload("a.svg", PNG))).toBe("invalid_payload");
    expect(await codeIn(await upload("a.png", PNG, "image/png", "no-such-quiz"))).toBe("quiz_not_found");
    const large = Buffer.concat([PNG, Buffer.alloc(1024 * 1024)]);
    expect(await codeIn(await upload("a.png", large))).toBe("image_invalid");
    expect((await app().app.store.quiz("pictured"))?.images).toEqual(before);
  });

  test("[VW8] an image of the quiz stands in preview and prompt, for host and phone, and is open to both", async () => {
    const [first, ...others] = SMALL_QUIZ.items;
    const image = { file: "a.png", alt: "Bars" };
    await put("shown", { ...SMALL_QUIZ, id: "shown", items: [{ ...first, image }, ...others] });
    const { url } = (await (await upload("a.png", PNG, "image/png", "shown")).json()) as { url: string };
    const expected = { image: { url, alt: "Bars" } };
    using host = (await openRoom(app().url, { quizId: "shown", options: { previewSeconds: 60 } })).host;
    expect(await bring(host, "preview")).toMatchObject(expected);
    expect(await bring(host, "open")).toMatchObject({ prompt: expected });
    expect((await fetch(app().url + url)).status).toBe(200);
    expect(await bring(host, "reveal")).toMatchObject({ prompt: expected });
  });

  test("[QZ8] replacing the document keeps its images; an item whose image is missing has none", async () => {
    const [first, ...others] = SMALL_QUIZ.items;
    const items = [
      { ...first, image: { file: "a.png", alt: "A" } },
      { ...others[0], image: { file: "b.png", alt: "B" } },
    ];
    const document = { ...SMALL_QUIZ, id: "replaced", items };
    await put("replaced", document);
    await upload("a.png", PNG, "image/png", "replaced");
    await put("replaced", { ...document, title: "Replaced" });
    using host = (await openRoom(app().url, { quizId: "replaced", options: { previewSeconds: 0 } })).host;
    expect(await bring(host, "open", 1)).toMatchObject({ prompt: { image: { alt: "A" } } });
    const second = await bring(host, "open", 2);
    expect(JSON.stringify(second)).not.toContain("image");
  });

  const stored = async (id: string) =>
    (await (await app().fetch(`/api/quizzes/${id}/stored`)).json()) as {
      quiz: { title: string };
      version: string;
      images: Record<string, string>;
    };

  test("[ED1] a document put with the version it was made from replaces no other, and creating replaces none", async () => {
    const document = { ...SMALL_QUIZ, id: "edited" };
    const titled = (title: string) => ({ ...document, title });
    const created = await put("edited?base=0", document);
    expect(created.status).toBe(200);
    const { version, quiz } = await stored("edited");
    expect(await created.json()).toEqual({ id: "edited", items: 3, version });
    expect(quiz.title).toBe("Small");
    const ours = await put(`edited?base=${version}`, titled("Ours"));
    expect(ours.status).toBe(200);
    const conflicts = [`edited?base=${version}`, "edited?base=0"];
    for (const path of conflicts) {
      const answer = await put(path, titled("Theirs"));
      expect([answer.status, ((await answer.json()) as Faulty).error.code]).toEqual([409, "stale_version"]);
    }
    // An answer that was lost is asked for again.
    expect((await put(`edited?base=${version}`, titled("Ours"))).status).toBe(200);
    expect((await stored("edited")).quiz.title).toBe("Ours");
    expect((await put("edited", titled("Unasked"))).status).toBe(200);
    expect((await put("edited?base=newest", document)).status).toBe(400);
    await app().fetch("/api/quizzes/edited", { method: "DELETE" });
    expect((await put(`edited?base=${version}`, document)).status).toBe(409);
  });

  test("[ED2] a copy has the images of the quiz it was made from, and an image is no other version", async () => {
    await put("original", { ...SMALL_QUIZ, id: "original" });
    const before = await stored("original");
    const { url } = (await (await upload("a.png", PNG, "image/png", "original")).json()) as { url: string };
    expect(await stored("original")).toMatchObject({ version: before.version, images: { "a.png": url } });
    await put("copied?base=0&images=original", { ...SMALL_QUIZ, id: "copied" });
    expect((await stored("copied")).images).toEqual({ "a.png": url });
    await put("lonely?base=0&images=no-such-quiz", { ...SMALL_QUIZ, id: "lonely" });
    expect((await stored("lonely")).images).toEqual({});
  });

  test("[ED3] the screens of an item come without a room, whatever is wrong elsewhere, and nothing is stored", async () => {
    const ask = async (quiz: unknown, itemId: string) => {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ quiz, itemId });
      const answer = await app().fetch("/api/quizzes/preview", { method: "POST", body, headers });
      return [answer.status, await answer.json()] as [number, { screens: { phase: string }[] }];
    };
    const [first, ...others] = SMALL_QUIZ.items;
    const quiz = { ...SMALL_QUIZ, id: "unstored", items: [{ ...first, stem: "" }, ...others] };
    const [status, { screens }] = await ask(quiz, "q2");
    expect(status).toBe(200);
    expect(screens.map(({ phase }) => phase)).toEqual(["preview", "open", "reveal"]);
    expect(screens[1]).toMatchObject({
      host: { phase: "open", round: 2, rounds: 3, prompt: { stem: "Two?" } },
      player: { phase: "open", prompt: { widget: "choose-many" } },
    });
    expect(screens[2]).toMatchObject({ host: { correctShare: 1 }, player: { verdict: { correct: true } } });
    expect((await ask(quiz, "q1"))[0]).toBe(400);
    expect((await ask(quiz, "q9"))[0]).toBe(400);
    expect((await ask("text", "q1"))[0]).toBe(400);
    expect((await app().fetch("/api/quizzes/unstored")).status).toBe(404);
  });

  test("[HT6] images and a document stored at the same time all stay", async () => {
    const files = Array.from({ length: 6 }, (_, n) => `${n}.png`);
    await put("crowded", { ...SMALL_QUIZ, id: "crowded" });
    const sent = files.map((file, n) => upload(file, PNG.subarray(0, PNG.length - n), "image/png", "crowded"));
    sent.splice(3, 0, put("crowded", { ...SMALL_QUIZ, id: "crowded", title: "Changed" }));
    expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(sent.map(() => 200));
    const stored = await app().app.store.quiz("crowded");
    expect(Object.keys(stored?.images ?? {}).toSorted()).toEqual(files);
    expect(new Set(Object.values(stored?.images ?? {})).size).toBe(files.length);
    expect(stored?.quiz.title).toBe("Changed");
  });
});
