import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pino } from "pino";
import { afterAll, describe, expect, it } from "vitest";
import { validate } from "../../scripts/validate.ts";
import { ITEM_TYPES } from "../../src/items/index.ts";
import { parseQuiz, type Quiz } from "../../src/quiz.ts";
import { loadShippedQuizzes } from "../../src/shipped.ts";
import { openSqlite } from "../../src/store/sqlite.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const FOLDER = join(ROOT, "quizzes");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

const shipped = (name: string): Quiz => {
  const parsed = parseQuiz(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")));
  if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
  return parsed.quiz;
};

describe("the shipped quizzes", () => {
  it.each(names)("[QZ1] %s has no faults, and its id is its name", async (name) => {
    expect((await validate(join(FOLDER, name))).faults).toEqual([]);
    expect(`${shipped(name.replace(".json", "")).id}.json`).toBe(name);
  });

  it.each(names)("[QZ3] %s has texts short enough to project", (name) => {
    for (const item of shipped(name.replace(".json", "")).items) {
      expect(item.stem.length).toBeLessThanOrEqual(110);
      for (const { text } of "options" in item ? item.options : []) expect(text.length).toBeLessThanOrEqual(75);
    }
  });

  it("[QZ4] the pre/post quiz has 7 single choices, explained, whose keys do not favour a place", () => {
    const { items } = shipped("komunitas-belajar");
    expect(items.map(({ id }) => id)).toEqual(["q1", "q2", "q3", "q4", "q5", "q6", "q7"]);
    expect(items.every(({ type, explanation }) => type === "single-choice" && explanation)).toBe(true);
    expect(new Set(items.map((item) => "key" in item && item.key[0])).size).toBe(4);
  });

  it("[QZ2] its English twin has the same items, options, keys and seconds", () => {
    const bones = (quiz: Quiz) =>
      quiz.items.map((item) => ({
        ...item,
        stem: "",
        explanation: "",
        options: "options" in item ? item.options.map(({ id }) => id) : [],
      }));
    expect(bones(shipped("learning-community"))).toEqual(bones(shipped("komunitas-belajar")));
  });

  it("[QZ14] come with the pictures of their options too", async () => {
    const folder = mkdtempSync(join(tmpdir(), "shipped-"));
    const options = ["a", "b"].map((id) => ({ id, text: id, image: { file: `${id}.png`, alt: "" } }));
    const item = { id: "q", type: "poll", stem: "Which?", options };
    const quiz = { schemaVersion: 1, id: "pictured", title: "Pictured", items: [item] };
    mkdirSync(join(folder, "pictured"));
    for (const name of ["a", "b"])
      copyFileSync(join(FOLDER, "all-kinds/bars.png"), join(folder, `pictured/${name}.png`));
    writeFileSync(join(folder, "pictured.json"), JSON.stringify(quiz));
    const store = openSqlite({ file: ":memory:" });
    await loadShippedQuizzes(store, pino({ level: "silent" }), folder);
    expect(Object.keys((await store.quiz("pictured"))?.images ?? {})).toEqual(["a.png", "b.png"]);
    await store.close();
    rmSync(folder, { recursive: true });
  });

  it("[QZ8] the general quiz has every item type, and an image", () => {
    const { items } = shipped("all-kinds");
    expect(new Set(items.map(({ type }) => type))).toEqual(new Set(ITEM_TYPES.map(({ type }) => type)));
    expect(items.some(({ image }) => image)).toBe(true);
  });
});

describe("the validator", () => {
  const folder = mkdtempSync(join(tmpdir(), "quizzes-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it.each([
    ['{\n  "id": "a",\n  "title": \'b\'\n}', "line 3, column 12: expected a value"],
    ['{"id": "a" "title": 1}', "line 1, column 12: expected a comma or }"],
    ['{"items": [1, 2\n', "line 2, column 1: expected a comma or ]"],
    ['{"items": [1, ]}', "line 1, column 15: expected a value"],
    ['{"a": 1,\n}', "line 2, column 1: expected a field name in double quotes"],
    ["{} {}", "line 1, column 4: expected the end of the file"],
    ['{"a" 1}', "line 1, column 6: expected a colon"],
    ['["a\nb"]', "line 1, column 2: expected a value or ]"],
    ["", "line 1, column 1: expected a value"],
  ])("[QZ7] the syntax of %j is named with its place", async (text, fault) => {
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect((await validate(file("syntax.json", text))).faults).toEqual([`not valid JSON at ${fault}`]);
  });

  it("[QZ7] a file that is not there, or no text, is one sentence", async () => {
    expect((await validate(join(folder, "none.json"))).faults).toEqual(["there is no such file, or it cannot be read"]);
    expect((await validate(file("bytes.json", Uint8Array.of(0xff, 0xfe, 0)))).faults).toEqual(["not UTF-8 text"]);
  });

  it("[QZ8] an image that is missing, or none by its bytes, is named with its path", async () => {
    const quiz = shipped("all-kinds");
    mkdirSync(join(folder, "pictures"));
    file("pictures/words.webp", "These are words.");
    file(
      "pictures/large.png",
      Buffer.concat([readFileSync(join(FOLDER, "all-kinds/bars.png")), Buffer.alloc(1024 * 1024)]),
    );
    const items = ["gone.png", "words.webp", "large.png"].map((name, index) => ({
      ...quiz.items[0],
      id: `i${index}`,
      image: { file: name, alt: "" },
    }));
    const { faults } = await validate(file("pictures.json", JSON.stringify({ ...quiz, items })));
    expect(faults).toEqual([
      `items[0].image.file: there is no file gone.png in ${join(folder, "pictures")}`,
      "items[1].image.file: words.webp is not a PNG, JPEG or WebP image",
      "items[2].image.file: large.png is larger than 1 MB",
    ]);
  });

  it("[QZ7] the command prints a line a file or fault and ends with 1 when there is any", () => {
    const bad = file("bad.json", JSON.stringify({ ...shipped("all-kinds"), title: "" }));
    const run = (...files: string[]) =>
      spawnSync(process.execPath, ["scripts/validate.ts", ...files], { cwd: ROOT, encoding: "utf8" });
    const sound = run("quizzes/all-kinds.json");
    expect([sound.status, sound.stdout]).toEqual([0, "quizzes/all-kinds.json: ok, 11 items\n"]);
    const mixed = run("quizzes/all-kinds.json", bad);
    expect([mixed.status, mixed.stdout]).toEqual([
      1,
      `quizzes/all-kinds.json: ok, 11 items\n${bad}: title: is empty\n`,
    ]);
    expect(run().status).toBe(1);
  });
});
