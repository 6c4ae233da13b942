import { describe, expect, test } from "vitest";
import { codesOf, keysOf, readText } from "./quiz-imports-fixtures.ts";

const read = (value: unknown) => readText(JSON.stringify(value));
const GOOD = { id: "a1", type: "true-false", stem: "Benar?", key: ["true"] };

describe("our JSON", () => {
  test("[IM27] good items are kept beside the faults of the others, each with its path", () => {
    const { format, rows, quiz, faults } = read({
      ...{ schemaVersion: 1, id: "kuis", title: "Kuis", language: "en" },
      items: [
        GOOD,
        { ...GOOD, key: ["maybe"], seconds: 2 },
        7,
        { ...GOOD, stem: "Lagi?" },
        { type: "essay", stem: "x" },
      ],
    });
    expect([format, rows, quiz?.items.map(({ id }) => id)]).toEqual(["cermat", 5, ["a1", "a1-2"]]);
    expect(quiz).toMatchObject({ id: "kuis", title: "Kuis", language: "en" });
    expect(faults.map(({ severity, code, path }) => [severity, code, path])).toEqual([
      ["error", "item_invalid", "items[1].seconds"],
      ["error", "item_invalid", "items[1].key[0]"],
      ["error", "item_invalid", "items[2]"],
      ["error", "item_invalid", "items[4].type"],
      ["note", "id_changed", "items[3]"],
    ]);
  });

  test("[IM27] a title or an id that is missing comes from the question asked, from the file's name, or is made", () => {
    const document = JSON.stringify({ schemaVersion: 1, items: [GOOD] });
    expect(readText(document, { title: "Asked", name: "file.json", id: "own" }).quiz).toMatchObject({
      id: "own",
      title: "Asked",
    });
    expect(readText(document, { name: "Kuis pagi.json" }).quiz).toMatchObject({ id: "Kuis-pagi", title: "Kuis pagi" });
    expect(readText(document).quiz).toMatchObject({ id: "Kuis", title: "Kuis", language: "id" });
    expect(read({ schemaVersion: 2, items: [GOOD] })).toMatchObject({
      quiz: null,
      faults: [{ code: "version_unknown" }],
    });
  });
});

describe("JSON of others", () => {
  test("[IM28] Razzia and Rahoot, old and new: pictures by name, several answers, estimates, surveys, no limit", () => {
    const asked = read({
      subject: "Kepiting",
      questions: [
        {
          question: "Mana? \n Pilih",
          answers: [{ image: "/images/quizz/a b.jpg" }, { text: "B" }],
          solution: 1,
          cooldown: 5,
          time: 20,
        },
        {
          type: "multi",
          question: "Dua?",
          answers: ["a", "b", "c"],
          solutions: [0, 2],
          time: -1,
          cooldown: 3,
          maxPoints: 2000,
        },
        { type: "estimation", question: "Berapa?", answers: [], solutions: [28], options: { margin: 5 }, time: 30 },
        { question: "Berapa?", answers: [5, 8, 2], solution: 0, time: 300, video: "https://x/y.mp4" },
        { question: "Salah", answers: ["a", "b"], solution: 2, time: 20 },
        { question: "Kosong", answers: ["a", ""], solution: 0, time: 20 },
      ],
    });
    expect([asked.format, asked.rows, asked.quiz?.title]).toEqual(["razzia", 6, "Kepiting"]);
    expect(asked.quiz?.items).toMatchObject([
      {
        stem: "Mana?\nPilih",
        options: [{ text: "A", image: { file: "a-b.jpg" } }, { text: "B" }],
        key: ["b"],
        previewSeconds: 5,
      },
      { type: "multiple-choice", key: ["a", "c"], seconds: null, points: 2000 },
      { type: "numeric", answer: 28, tolerance: 5, seconds: 30 },
      { type: "single-choice", options: [{ text: "5" }, { text: "8" }, { text: "2" }], key: ["a"], seconds: 20 },
    ]);
    expect(asked.faults.map(({ code, path }) => [code, path])).toEqual([
      ["key_unknown", "questions[4]"],
      ["options_few", "questions[5]"],
      ["image_missing", "questions[0]"],
      ["seconds_changed", "questions[3]"],
      ["media_dropped", "questions[3]"],
    ]);
    const survey = read({
      gameMode: "survey",
      questions: [{ type: "single", question: "Suka?", answers: ["Ya", "Tidak"], time: 20 }],
    });
    expect(survey.quiz?.items).toMatchObject([{ type: "poll" }]);
  });

  test("[IM28] a right answer is a place, or digits: nothing else is taken for one, and what is wrong is named", () => {
    const answers = ["a", "b"];
    const { quiz, faults } = read({
      questions: [
        { question: "Satu", answers, solution: "1", cooldown: "5", time: "30" },
        { question: "Dua", answers, solution: "" },
        { question: "Tiga", answers, solution: true },
        { question: "Empat", solution: 0 },
        { type: "estimation", question: "Lima", answers: [], solutions: ["28"] },
        { type: "estimation", question: "Enam", answers: [], solutions: ["banyak"] },
      ],
    });
    expect(quiz?.items).toMatchObject([
      { key: ["b"], previewSeconds: 5, seconds: 30 },
      { type: "numeric", answer: 28 },
    ]);
    expect(codesOf(faults)).toEqual(["key_missing", "key_unknown", "options_few", "answer_unknown"]);
  });

  test("[IM28] the Open Trivia Database in each encoding; the right answer's place tells nothing", () => {
    const question = {
      type: "multiple",
      question: 'Who wrote "Émile"?',
      correct_answer: "Rousseau & co",
      incorrect_answers: ["Kant", "Hume", "Locke"],
    };
    const html = (text: string) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("É", "&Eacute;");
    const ways = [html, encodeURIComponent, (text: string) => Buffer.from(text).toString("base64")];
    const items = ways.map((way) => {
      const written = Object.fromEntries(
        Object.entries(question).map(([name, value]) => [name, Array.isArray(value) ? value.map(way) : way(value)]),
      );
      const { quiz, faults } = read({ response_code: 0, results: [written] });
      expect(faults).toEqual([]);
      return quiz?.items[0];
    });
    const [item] = items;
    expect(items).toEqual([item, item, item]);
    if (item?.type !== "single-choice") throw new Error();
    expect(item.stem).toBe('Who wrote "Émile"?');
    expect(item.options.find(({ id }) => id === item.key[0])?.text).toBe("Rousseau & co");
    const many = Array.from({ length: 12 }, (_, n) => ({ ...question, question: `Q${n}` }));
    const keys = read({ results: many }).quiz?.items.map((one) => ("key" in one ? one.key[0] : ""));
    expect(new Set(keys).size).toBe(4);
  });

  test("[IM28] lists of objects with the names that tables have", () => {
    const { format, quiz, faults } = read([
      { soal: "Satu?", pilihan: ["x", "y"], jawaban: "y" },
      { soal: "Dua?", pilihan: { A: "x", B: "y" }, jawaban: "A" },
      { soal: "Tiga?", pilihan: [{ text: "x" }, { text: "y" }], jawaban: ["x", "y"] },
      { soal: "Tujuh?", pilihan: [1, 2, 3, 4, 5, 6, 7], jawaban: 1 },
      "bukan soal",
      {},
    ]);
    expect([format, quiz?.items.map((item) => ("key" in item ? item.key.join("") : ""))]).toEqual([
      "json",
      ["b", "a", "ab"],
    ]);
    expect(faults).toMatchObject([
      { code: "options_many", path: "[3]" },
      { code: "stem_missing", path: "[4]" },
    ]);
    const counted = read({
      title: "T",
      questions: [0, 1].map((n) => ({ question: `Q${n}`, options: ["x", "y"], correctIndex: n })),
    });
    expect(counted.quiz).toMatchObject({ title: "T", items: [{ key: ["a"] }, { key: ["b"] }] });
    expect(codesOf(counted.faults)).toEqual([]);
  });

  test("[IM28] options may say of themselves that they are right", () => {
    const options = (...right: boolean[]) => right.map((isCorrect, at) => ({ text: `o${at}`, isCorrect }));
    const { quiz, faults } = read({
      questions: [
        { question: "Satu?", options: options(false, true) },
        { question: "Dua?", options: options(true, false, true) },
        { question: "Nol?", options: options(false, false) },
      ],
    });
    expect([quiz?.items, codesOf(faults)]).toMatchObject([[{ key: ["b"] }, { key: ["a", "c"] }], ["key_missing"]]);
  });

  test("[IM28] they are right although options are letters themselves", () => {
    const options = [{ text: "B", correct: true }, { text: "A" }, { text: "O" }, { text: "AB" }];
    const few = [{ text: "b", correct: true }, { text: "a" }, { text: "nol" }, { text: "satu" }];
    const { quiz, faults } = read([
      { question: "Golongan darah?", options },
      { question: "Huruf?", options: few },
    ]);
    expect([quiz?.items, faults]).toMatchObject([[{ key: ["a"] }, { key: ["a"] }], []]);
  });

  test("[IM28] numbers that are all texts of their options are no places, unless the field says so", () => {
    const sums = [
      { question: "2 + 1?", options: [1, 2, 3, 4], answer: 3 },
      { question: "2 - 2?", options: [4, 3, 0, 2], answer: 0 },
    ];
    expect(keysOf(read(sums))).toEqual(["c", "c"]);
    expect(keysOf(read([...sums, { question: "3 - 2?", options: [1, 2], answer: 0 }]))).toEqual(["d", "a", "a"]);
    expect(keysOf(read(sums.map(({ answer, ...rest }) => ({ ...rest, correctIndex: answer }))))).toEqual(["d", "a"]);
  });

  test("[IM28] places from 0 beside options that are one text", () => {
    const { quiz, faults } = read([0, 2].map((answer) => ({ question: `Ke-${answer}?`, options: "x|y|z", answer })));
    expect([quiz?.items, faults]).toMatchObject([[{ key: ["a"] }, { key: ["c"] }], []]);
  });

  test("[IM28] places from 0 may be lists; a number without options is the answer itself", () => {
    const options = ["w", "x", "y", "z"];
    const { quiz, faults } = read([
      { question: "Dua?", options, correct: [0, 2] },
      { question: "Satu?", options, correct: [1] },
    ]);
    expect([quiz?.items, faults]).toMatchObject([[{ key: ["a", "c"] }, { key: ["b"] }], []]);
    const sums = [0, 2].map((correct) => ({ question: `${correct} + 0?`, correct }));
    expect(read(sums).quiz?.items).toMatchObject([{ answer: 0 }, { answer: 2 }]);
  });

  test("[IM34] every entry of a list is an item or told, but for those in which there is nothing", () => {
    const first = { soal: "Satu?", pilihan: ["x", "y"], jawaban: "y" };
    const { rows, quiz, faults } = read([first, null, 5, { soal: "", pilihan: [] }, {}, { x: 1 }, [], true]);
    expect([rows, quiz?.items.length]).toEqual([6, 1]);
    const told = faults.filter(({ severity }) => severity === "error").map(({ code, path }) => [code, path]);
    expect(told).toEqual(["[2]", "[3]", "[5]", "[6]", "[7]"].map((path) => ["stem_missing", path]));
  });
});
