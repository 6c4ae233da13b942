import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readQuizUpload } from "../../src/http/import-quiz-upload.ts";
import { importReader } from "../../src/http/import-reader.ts";
import { LOCALES } from "../../src/i18n/index.ts";
import type { Cell } from "../../src/importers/kahoot-rows.ts";
import type { QuizRead } from "../../src/importers/quiz/source.ts";
import { parseQuiz } from "../../src/quiz.ts";
import { anyText, EVERY_TYPE, quizOf } from "./fixtures.ts";
import { again, codesOf, csvOf, lost, readBytes, readSheet, readText, xlsxOf } from "./quiz-imports-fixtures.ts";

const REAL = new URL("../../../shared/data/quizzes/", import.meta.url);
const isThere = existsSync(REAL);
const real = (file: string) => new Uint8Array(readFileSync(new URL(file, REAL)));
const FILES = isThere
  ? readdirSync(REAL, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.parentPath.includes("kahoot-report"))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(REAL.pathname.length))
  : [];

const SPEC = readFileSync(new URL("../../protocol/SPEC.md", import.meta.url), "utf8");
/** Of the documented codes: severity and words. */
const CODES = new Map(
  [...SPEC.matchAll(/^\| `([a-z_]+)` \| (error|note) \| (.+) \|$/gm)].map((row) => [row[1] ?? "", row.slice(2)]),
);

describe.skipIf(!isThere)("files of other programs", () => {
  test.each<[string, string, number, number, string[]]>([
    ["kahoot-import/kahoot_official_template_120_75.xlsx", "kahoot", 1, 1, []],
    ["kahoot-import/redux_27q_libreoffice.xlsx", "kahoot", 27, 27, []],
    ["kahoot-import/videogames_time_as_text.xlsx", "kahoot", 20, 20, []],
    ["aiken/moodle_questions.aiken.txt", "aiken", 2, 2, []],
    ["aiken/moodle_aiken_errors.txt", "aiken", 6, 2, ["options_few", "line_stray", "line_stray", "unfinished"]],
    ["gift/giftFormatPhpExamples.gift", "gift", 12, 12, []],
    ["gift/moodle_gift_examples.txt", "gift", 50, 50, []],
    ["gift/numerical1.gift", "gift", 10, 10, []],
    ["indonesian/template_soal_id.xlsx", "table", 10, 10, []],
    ["indonesian/umum.json", "json", 80, 80, []],
    ["opentdb/opentdb_3q_boolean.json", "opentdb", 3, 3, []],
    ["rahoot/theCrabIsRight_image_answers.json", "razzia", 17, 17, []],
  ])("[IM20] %s", async (file, format, rows, items, errors) => {
    const read = await readBytes(real(file));
    expect([read.format, read.rows, read.quiz?.items.length, codesOf(read.faults, "error")]).toEqual([
      format,
      rows,
      items,
      errors,
    ]);
    expect(lost(read)).toBe(0);
    if (!read.quiz) return;
    for (const copy of await again(read.quiz)) expect(copy.quiz).toEqual(read.quiz);
  });

  test("[IM21] the official template is its example, and told so", async () => {
    const { quiz, faults } = await readBytes(real("kahoot-import/kahoot_official_template_120_75.xlsx"));
    expect(quiz?.items).toMatchObject([{ type: "multiple-choice", key: ["a", "b", "c", "d"], seconds: 60 }]);
    expect(faults).toMatchObject([{ severity: "note", code: "example_row", sheet: "Sheet1", row: 9 }]);
  });

  test("[IM20] what they say is read: keys, times, tolerances, pictures", async () => {
    const item = async (file: string, index: number) => (await readBytes(real(file))).quiz?.items[index];
    expect(await item("kahoot-import/redux_27q_libreoffice.xlsx", 26)).toMatchObject({ key: ["b"], seconds: 10 });
    expect(await item("kahoot-import/videogames_time_as_text.xlsx", 5)).toMatchObject({
      options: [{ text: "Bow" }, {}, {}, {}],
      seconds: 60,
    });
    expect(await item("aiken/moodle_questions.aiken.txt", 0)).toMatchObject({ key: ["b"] });
    expect(await item("gift/numerical1.gift", 3)).toMatchObject({ tolerance: 0.001 });
    expect(await item("gift/numerical1.gift", 9)).toMatchObject({
      stem: "Combien de principes GRASP y a-t-il?",
      answer: 9,
    });
    expect(await item("indonesian/template_soal_id.xlsx", 2)).toMatchObject({ key: ["c"], seconds: 15 });
    expect(await item("indonesian/template_soal_id.xlsx", 4)).toMatchObject({ type: "open-text", seconds: 60 });
    expect(await item("opentdb/opentdb_3q_boolean.json", 2)).toMatchObject({
      stem: expect.stringContaining('"Archie"'),
      key: ["false"],
    });
    const crab = "rahoot/theCrabIsRight_image_answers.json";
    expect(await item(crab, 0)).toMatchObject({ options: [{ image: { file: "Cancer.jpg" } }, {}, {}, {}], key: ["d"] });
    expect(await item(crab, 4)).toMatchObject({ options: [{ text: "5" }, {}, {}, {}], key: ["a"] });
    const eggs = await item("indonesian/umum.json", 21);
    if (eggs?.type !== "single-choice") throw new Error();
    expect(eggs.options.find(({ id }) => id === eggs.key[0])?.text).toBe("12");
  });
});

const GIFT = "::a::Satu?{=x ~y#z}\n\nDua?{#3:1}\n\nTiga {~%50%a ~%50%b ~c} empat\n\nLima{T}\n\n{}\n\nEnam?{=a->b}\n";
const AIKEN = "Satu?\nA) x\nB) y\nANSWER: B\n\nDua?\nA. x\nB. y\nANSWER: A\n";
const KAHOOT =
  'n,Question - max,Answer 1 - max,Answer 2,Time limit (sec),Correct answer(s)\n1,Satu?,x,y,20,"1,2"\n2,Dua?,x,,20,1\n3,,,,,\n';
const TEXTS = [
  GIFT,
  AIKEN,
  KAHOOT,
  csvOf(quizOf(EVERY_TYPE)),
  JSON.stringify(quizOf(EVERY_TYPE)),
  '[{"soal":"S","A":"x","B":"y","kunci":"A"}]',
  '{"subject":"S","questions":[{"question":"Q","answers":["a","b"],"solution":1,"time":20}]}',
  '{"results":[{"question":"Q","correct_answer":"a","incorrect_answers":["b"]}]}',
];

/** Whatever it was, nothing is lost, and the quiz is one. */
const judge = (read: QuizRead): void => {
  if (read.quiz) expect(parseQuiz(read.quiz)).toEqual({ quiz: read.quiz });
  else expect(read.faults.length).toBeGreaterThan(0);
  expect(lost(read)).toBeLessThanOrEqual(0);
  for (const { code, severity, message } of read.faults) {
    expect(message).not.toMatch(/\{(?:value|max|count|file|id|text|seconds|points|length|earlier|type|column)\}/);
    expect([code, code === "faults_more" ? "error" : severity]).toEqual([code, CODES.get(code)?.[0]]);
  }
};

describe("changed files", () => {
  const texts = [
    ...TEXTS,
    ...FILES.filter((file) => !file.endsWith(".xlsx")).map((file) => Buffer.from(real(file)).toString()),
  ];

  test("[IM29] texts with anything cut, put in or exchanged lose no question without a word", () => {
    const cut = fc
      .tuple(
        fc.constantFrom(...texts),
        fc.nat(),
        fc.nat(60),
        fc.oneof(
          anyText(12),
          fc.constantFrom("{", "}", '"', "\n\n", "=", "~", ",", ";", "[", "null", "\\", "#", "A)", "ANSWER:"),
        ),
      )
      .map(
        ([text, at, length, put]) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + length),
      );
    const mixed = fc
      .array(fc.constantFrom(...texts.flatMap((text) => text.split(/\n/).slice(0, 30))), { maxLength: 20 })
      .map((lines) => lines.join("\n"));
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: cut }, mixed, anyText(200)), (text) => judge(readText(text))),
      { numRuns: 300 },
    );
  });

  test("[IM29] JSON with any value in any place loses no question without a word", () => {
    const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(null, "", 0, -1, 1e9, [], {}, "A", ["a"]));
    const documents = texts.flatMap((text) => {
      try {
        return [JSON.parse(text) as object];
      } catch {
        return [];
      }
    });
    const change = (value: unknown, way: number[], put: unknown): unknown => {
      const [step, ...rest] = way;
      if (step === undefined || typeof value !== "object" || value === null) return put;
      const keys = Object.keys(value);
      const key = keys[step % Math.max(1, keys.length)];
      if (key === undefined) return put;
      const copy = (Array.isArray(value) ? [...value] : { ...value }) as Record<string, unknown>;
      copy[key] = change(copy[key], rest, put);
      return copy;
    };
    const changed = fc
      .tuple(fc.constantFrom(...documents), fc.array(fc.nat(40), { maxLength: 5 }), anything)
      .map(([document, way, put]) => JSON.stringify(change(document, way, put)));
    fc.assert(
      fc.property(changed, (text) => judge(readText(text))),
      { numRuns: 250 },
    );
  });

  test("[IM29] sheets of any cells lose no row without a word", () => {
    const heads: Cell[][] = [
      ["Question", "Answer 1", "Answer 2", "Answer 3", "Time limit", "Correct answer(s)"],
      ["id", "type", "stem", "option_a", "option_b", "key", "seconds", "option_a_id", "answer", "accept"],
      ["soal", "jenis", "pilihan", "kunci", "skala", "teks", "poin"],
    ];
    const known = fc.constantFrom<Cell[]>(
      "1,2",
      "A",
      "a;b",
      1.2,
      "20 detik",
      "poll",
      "numeric",
      "x|y|z",
      3,
      null,
      "rating",
      "slide",
      true,
      "[",
      '"\\u0041"',
      "benar",
    );
    const cell = fc.oneof({ weight: 4, arbitrary: known }, anyText(10), fc.double(), fc.date({ noInvalidDate: false }));
    const rows = fc.array(fc.array(cell, { maxLength: 10 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...heads), rows, (head, body) => {
        const read = readSheet([head, ...(body as Cell[][])]);
        judge(read);
        // Counted without the importer: rows with something that can be seen where the question stands.
        const stem = head.findIndex((name) => /^(?:Question|stem|soal)$/.test(String(name)));
        const asked = body.filter((cells) => /[\p{L}\p{N}]/u.test(String((cells as Cell[])[stem] ?? "")));
        expect(read.rows).toBeGreaterThanOrEqual(asked.length);
      }),
      { numRuns: 300 },
    );
  });

  test("[IM29] workbooks with changed bytes are read or refused, and never throw", async () => {
    const books = [await xlsxOf(quizOf(EVERY_TYPE)), ...FILES.filter((file) => file.endsWith(".xlsx")).map(real)];
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...books), changes, fc.nat(), async (book, bytes, length) => {
        const changed = book.slice(0, length % 3 === 0 ? length % book.length : undefined);
        for (const [at, byte] of bytes) changed[at % Math.max(1, changed.length)] = byte;
        const read = await readQuizUpload(changed, {});
        if ("rows" in read) judge(read);
      }),
      // One that hangs is told as it was found.
      { numRuns: 60, timeout: 20_000, endOnFailure: true },
    );
    // Some few changes make a workbook that takes long; uploads are read in a process that is ended then.
  }, 60_000);
});

describe("in a process of its own", () => {
  const reader = importReader();
  const head = "soal,a,b,kunci\n";

  test("[IM29] a text of 4 MB is read within the memory that the process has, or refused in words; the next is read", async () => {
    const size = 4 * 1024 * 1024;
    const fill = (line: string) => line.repeat(size / line.length);
    const read = async (text: string) => reader.quiz(strToU8(text), {});
    const row = `${"Apa? ".repeat(100)},${"x".repeat(200)},y,A\n`;
    const { quiz, faults } = await read(head + fill(row));
    // A machine that is busy gives up before it is through, or before its memory is full.
    expect([
      [200, "too_many_items"],
      [undefined, "file_slow"],
    ]).toContainEqual([quiz?.items.length, ...codesOf(faults, "error")]);
    const [code] = codesOf((await read(`{"items":[${fill("{},")}{}]}`)).faults);
    expect(["file_memory", "file_slow"]).toContain(code);
    expect((await read(`${head}Apa?,x,y,A\n`)).quiz?.items).toHaveLength(1);
  }, 60_000);

  test("[IM29] what cannot be opened is told as that", async () => {
    const read = async (bytes: Uint8Array) => codesOf((await reader.quiz(bytes, {})).faults);
    expect(await read(zipSync({ "a.txt": strToU8("x") }))).toEqual(["file_unreadable"]);
    expect(await readQuizUpload(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), {})).toEqual({
      refused: "unreadable",
    });
    expect(await readQuizUpload((await xlsxOf(quizOf())).slice(0, 300), {})).toEqual({ refused: "damaged" });
    const large = zipSync({ "xl/workbook.xml": new Uint8Array(17 * 1024 * 1024) });
    expect(await readQuizUpload(large, {})).toEqual({ refused: "large" });
  });
});

test("[IM31] the list of what is said of a file is closed, and documented with its words", () => {
  expect(Object.fromEntries([...CODES].map(([code, [, words]]) => [code, words]))).toEqual(LOCALES.en.importFaults);
});
