import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ITEM_TYPES } from "../../src/items/index.ts";
import { parseQuiz, type Quiz } from "../../src/quiz.ts";
import { EVERY_TYPE, OPTIONS, quizOf } from "./fixtures.ts";
import { itemPair } from "./items-arbitrary.ts";
import { again, csvOf, readText } from "./quiz-imports-fixtures.ts";

const text = fc
  .oneof(
    fc.constantFrom(
      "=1+1",
      "'=1",
      "''+2",
      '"a\\u0041"',
      '""',
      "a;b",
      "[x]",
      "a|b",
      "\u200b",
      "\u00a0x\u00a0y",
      "\r\nq\r",
      "_x0041_",
      ...[
        "Question: look",
        "Soal",
        "Pertanyaan",
        "A",
        "Benar",
        "Kunci Jawaban",
        "type",
        "#NAME?",
        "'-an' pada kata",
        "-an' x",
      ],
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 30 }),
  )
  .filter((given) => given.trim() !== "");

const anyItem = fc
  .constantFrom(...ITEM_TYPES)
  .chain(({ type }) => itemPair(type))
  .map(([item]) => item);

const extras = fc.record(
  {
    stem: text,
    explanation: fc.oneof(text, fc.constant("")),
    previewSeconds: fc.integer({ min: 0, max: 60 }),
    image: fc.record({ file: fc.constantFrom("a.png", "b-1.webp"), alt: fc.oneof(text, fc.constant("")) }),
  },
  { requiredKeys: [] },
);

const anyQuiz: fc.Arbitrary<Quiz> = fc
  .record({
    title: text,
    id: fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/),
    language: fc.constantFrom("id", "en", "en-GB", "fr"),
    items: fc.uniqueArray(
      fc.tuple(anyItem, extras, text, fc.boolean()).map(([item, more, optionText, pictured]) => {
        const options = "options" in item ? item.options : [];
        const image = { file: "c.jpg", alt: "" };
        const changed = options.map((option, at) =>
          at > 0 ? option : { ...option, text: optionText, ...(pictured ? { image } : {}) },
        );
        return { ...item, ...more, ...(options.length > 0 ? { options: changed } : {}) };
      }),
      { minLength: 1, maxLength: 6, selector: ({ id }) => id },
    ),
  })
  .map((document) => {
    const parsed = parseQuiz({ schemaVersion: 1, ...document });
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    return parsed.quiz;
  });

describe("quizzes out and in again", () => {
  test("[IM30] a quiz as JSON, CSV and XLSX is the same quiz again", async () => {
    const spelt = quizOf(
      [
        ...EVERY_TYPE,
        {
          id: "=q",
          type: "poll",
          stem: "No",
          options: OPTIONS.map((option) => ({ ...option, image: { file: "a.png", alt: "x" } })),
        },
      ].slice(0, -1),
    );
    for (const { quiz, faults, rows } of await again(spelt)) {
      expect(quiz).toEqual(spelt);
      expect([rows, faults]).toEqual([spelt.items.length, []]);
    }
  });

  test("[IM30] questions and options that are words of headings come back", async () => {
    const letters = ["A", "B", "C", "D"].map((text, at) => ({ id: "abcd"[at], text }));
    const stems = ["Question: look at the picture", "Soal", "Pertanyaan", "Jawaban - benar"];
    const items = stems.map((stem, at) => ({
      id: `q${at}`,
      type: "single-choice",
      stem,
      options: letters,
      key: ["b"],
    }));
    const parsed = parseQuiz({ schemaVersion: 1, id: "x", title: "T", items });
    if ("faults" in parsed) throw new Error(JSON.stringify(parsed.faults));
    for (const { quiz, faults } of await again(parsed.quiz)) expect([quiz, faults]).toEqual([parsed.quiz, []]);
  });

  test("[IM30] any quiz comes back as it was, whatever its texts are", async () => {
    await fc.assert(
      fc.asyncProperty(anyQuiz, async (quiz) => {
        for (const read of await again(quiz)) expect(read.quiz).toEqual(quiz);
      }),
      { numRuns: 40 },
    );
  });

  test("[IM30] the table leaves out what no item needs, and ids that are the letters", () => {
    const [head] = csvOf(quizOf([{ id: "q1", type: "poll", stem: "One?", options: OPTIONS }])).split("\r\n");
    expect(head).toBe(
      "id,type,stem,option_a,option_b,option_c,option_d,option_e,option_f,key,seconds,points,quiz_id,quiz_title,quiz_language",
    );
  });

  test("[IM30] what was read of another format is read from our table as the same", () => {
    const files = [
      "::t::Apa ini?{~%50%a ~%50%b ~c####Sebab.}\n\nBenar?{T}\n\nBerapa?{#3..4}\n\nKata{=x =y;z}.\n\nUraikan.{}\n\nCatatan.",
      "Apa ini?\nA) satu\nB) dua\nANSWER: B\n",
      'Question - max 95 characters,Answer 1 - max 60 characters,Answer 2,Time limit (sec) - 5,Correct answer(s)\nApa,x,y,20,"1,2"\n',
      JSON.stringify({
        subject: "S",
        questions: [{ question: "Q", answers: [{ image: "/a.png" }, "b"], solution: 1, time: 5, cooldown: 3 }],
      }),
      "soal;tipe;pilihan\nUrutkan;urutan;satu|dua|tiga|empat\n",
    ];
    for (const file of files) {
      const { quiz } = readText(file, { title: "T" });
      if (!quiz) throw new Error(file);
      expect(readText(csvOf(quiz)).quiz).toEqual(quiz);
    }
  });
});
