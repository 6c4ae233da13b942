import { describe, expect, test } from "vitest";
import type { Cell } from "../../src/importers/kahoot-rows.ts";
import { readQuiz } from "../../src/importers/quiz/index.ts";
import { codesOf, lost, readBytes, readSheet, readText } from "./quiz-imports-fixtures.ts";

const HEAD_2019: Cell[] = [
  null,
  "Question - max 120 characters",
  ...[1, 2, 3, 4].map((n) => `Answer ${n} - max 75 characters`),
  "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
  "Correct answer(s) - choose at least one",
];
const HEAD_2018: Cell[] = [
  null,
  "Question - max 95 characters",
  ...[1, 2, 3, 4].map((n) => `Answer ${n} - max 60 characters`),
  "Time limit (sec) - 5,10,20,30,60,90 or 120 secs",
  "Correct answer(s) - choose at least one",
];
const row = (n: number, stem: Cell, answers: Cell[], seconds: Cell, key: Cell): Cell[] => [
  n,
  stem,
  ...[0, 1, 2, 3].map((at) => answers[at] ?? null),
  seconds,
  key,
];
const blank = (n: number) => row(n, null, [], null, null);
/** A sheet of Kahoot! with these rows below its headings, which stand on row 8. */
const kahoot = (rows: Cell[][], head = HEAD_2019) =>
  readSheet([[], [null, "Quiz template", "Komunitas"], [null, "Add questions"], [], [], [], [], head, ...rows]);
const one = (...cells: [Cell, Cell[], Cell, Cell]) => kahoot([row(1, ...cells)]);
const told = (...cells: [Cell, Cell[], Cell, Cell]) => {
  const { quiz, faults } = one(...cells);
  return [quiz?.items.length ?? 0, ...codesOf(faults)];
};

describe("a Kahoot! sheet", () => {
  test.each([HEAD_2018, HEAD_2019])(
    "[IM21] both layouts, with numbers as text and back, and blank numbered rows",
    (...head) => {
      const read = kahoot(
        [
          row(1, " Apa\u00a0ini?  ", ["Satu ", 2006, 10, null], "60 ", 2),
          row(2, "Dan itu?", ["x", "y", "z", "w"], 20, "1, 3"),
          blank(3),
          blank(4),
        ],
        head,
      );
      expect([read.format, read.rows, read.faults]).toEqual(["kahoot", 2, []]);
      expect(read.quiz).toMatchObject({ title: "Komunitas", id: "Komunitas", language: "id" });
      expect(read.quiz?.items).toMatchObject([
        {
          id: "q1",
          type: "single-choice",
          stem: "Apa ini?",
          options: [
            { id: "a", text: "Satu" },
            { id: "b", text: "2006" },
            { id: "c", text: "10" },
          ],
          key: ["b"],
          seconds: 60,
        },
        { id: "q2", type: "multiple-choice", key: ["a", "c"], seconds: 20 },
      ]);
    },
  );

  test("[IM21] the headings stand in any of the first 20 rows, in any order, bare, beside other columns, on any sheet", () => {
    const above = Array.from({ length: 19 }, () => [] as Cell[]);
    const bare: Cell[] = ["Correct answer(s)", "Notes", "Answer 2", "Time limit (sec)", "Answer 1", "Question"];
    const read = readSheet([...above, bare, ["2", "remember", "b", 30, "a", "Which?"]]);
    expect(read.quiz?.items).toMatchObject([
      { stem: "Which?", key: ["b"], seconds: 30, options: [{ text: "a" }, { text: "b" }] },
    ]);
    expect(read.faults).toMatchObject([
      { severity: "note", code: "column_ignored", sheet: "Sheet1", params: { column: "Notes" } },
    ]);
    expect(readSheet([...above, [], bare, ["2", "", "b", 30, "a", "Which?"]]).format).toBeNull();
  });

  test("[IM22] right answers as numbers, lists, letters, texts, and as Excel mistypes them", () => {
    const keyOf = (cell: Cell, answers: Cell[] = ["Merah", "Biru", "Hijau", "Putih"]) => {
      const { quiz, faults } = one("Apa?", answers, 20, cell);
      const [item] = quiz?.items ?? [];
      return [item && "key" in item ? item.key.join("") : null, ...codesOf(faults)];
    };
    for (const cell of [3, "3", "3.", "C", "c)", "hijau", "Answer 3", "3.0", "C. Hijau"]) {
      expect([cell, ...keyOf(cell)]).toEqual([cell, "c"]);
    }
    for (const cell of ["1,3", "1, 3", "1;3", "1 dan 3", "1/3", "A, C", "AC", "Merah; Hijau", "1\u00a0,\u00a03 "]) {
      expect([cell, ...keyOf(cell)]).toEqual([cell, "ac"]);
    }
    expect(keyOf(1.3)).toEqual(["ac", "key_decimal"]);
    expect(keyOf(13)).toEqual(["ac", "key_decimal"]);
    for (const cell of [31, 11, 15]) expect([cell, ...keyOf(cell)]).toEqual([cell, null, "key_unknown"]);
    expect(keyOf(13, [10, 11, 12, 14])).toEqual([null, "key_unknown"]);
    for (const cell of ["3,", ";3", "C, "]) expect([cell, ...keyOf(cell)]).toEqual([cell, "c"]);
    expect(keyOf(new Date(Date.UTC(2026, 0, 3)))).toEqual([null, "key_date"]);
    expect(keyOf("5")).toEqual([null, "key_empty_option"]);
    expect(keyOf(4, ["a", "b"])).toEqual([null, "key_empty_option"]);
    expect(keyOf("Kuning")).toEqual([null, "key_unknown"]);
    expect(keyOf(null)).toEqual([null, "key_missing"]);
    // A number is the place of an answer, although it is the text of another.
    expect(keyOf(2, [2, 3, 4, 5])).toEqual(["b", "key_doubtful"]);
    expect(keyOf("Bellevue, Washington", ["Austin, Texas", "Bellevue, Washington"])).toEqual(["b"]);
  });

  test("[IM22] times in words; what is no time is 20 s, and told", () => {
    const secondsOf = (cell: Cell) => {
      const { quiz, faults } = one("Apa?", ["a", "b"], cell, 1);
      return [quiz?.items[0]?.seconds, ...codesOf(faults)];
    };
    for (const cell of [30, "30", "30 sec", "30 detik", " 30s", "0:30", "0,5 menit"]) {
      expect([cell, ...secondsOf(cell)]).toEqual([cell, 30]);
    }
    expect(secondsOf(null)).toEqual([20]);
    expect(secondsOf("tanpa batas")).toEqual([null]);
    for (const cell of ["lama", 0, 500, -5, new Date(Number.NaN)])
      expect(secondsOf(cell)).toEqual([20, "seconds_changed"]);
  });

  test("[IM23] what cannot be used is left out with its sheet, row and reason; good rows stay, with their ids", () => {
    const read = kahoot([
      row(1, null, ["a", "b"], 20, 1),
      row(2, "Satu pilihan?", ["a"], 20, 1),
      row(3, "Panjang?", ["a".repeat(301), "b"], 20, 1),
      row(4, "x".repeat(1001), ["a", "b"], 20, 1),
      row(5, "Baik?", ["a", "b"], 20, 1),
      row(6, "Kunci kosong?", ["a", null, "c"], 20, 2),
    ]);
    expect([read.rows, read.quiz?.items.map(({ id }) => id), lost(read)]).toEqual([6, ["q5"], 0]);
    expect(read.faults.map(({ severity, sheet, row, code }) => [severity, sheet, row, code])).toEqual([
      ["error", "Sheet1", 9, "stem_missing"],
      ["error", "Sheet1", 10, "options_few"],
      ["error", "Sheet1", 11, "option_long"],
      ["error", "Sheet1", 12, "stem_long"],
      ["error", "Sheet1", 14, "key_empty_option"],
    ]);
    expect(read.faults[4]).toMatchObject({
      column: "Correct answer(s) - choose at least one",
      message: "The right answer “2” points to an empty option.",
      params: { value: "2" },
    });
  });

  test("[IM23] what is doubtful is kept, and told", () => {
    expect(told("Apa?", ["Sama", "sama ", "x"], 20, 3)).toEqual([1, "option_duplicate"]);
    expect(told(new Date(Date.UTC(2026, 7, 17)), ["a", "b"], 20, 1)).toEqual([1, "cell_date"]);
    expect(codesOf(kahoot([row(1, "Apa?", ["a", "b"], 20, 1), row(2, "apa? ", ["A", "b"], 10, 2)]).faults)).toEqual([
      "stem_duplicate",
    ]);
    const example = row(
      1,
      "Which spreadsheet tools can read this sheet and export to xlsx format?",
      ["Excel", "Google Docs", "Numbers", "LibreOffice"],
      60,
      "1,2,3,4",
    );
    expect(codesOf(kahoot([example]).faults)).toEqual(["example_row"]);
    expect(codesOf(kahoot([example.with(2, "Calc")]).faults)).toEqual([]);
  });

  test("[IM23] more than 200 questions: the first are kept, the others counted", () => {
    const read = kahoot(Array.from({ length: 230 }, (_, n) => row(n, `Soal ${n}`, ["a", "b"], 20, 1)));
    expect([read.rows, read.quiz?.items.length, lost(read)]).toEqual([230, 200, 0]);
    expect(read.faults).toMatchObject([{ code: "too_many_items", row: 209, params: { max: 200, count: 30 } }]);
    const many = readText(`soal,a,b,kunci\n${"Apa?,x,y,c\n".repeat(5000)}`);
    expect([many.rows, many.quiz, many.faults.length]).toEqual([5000, null, 502]);
    expect(many.faults.find(({ code }) => code === "faults_more")?.params).toEqual({ count: 1499 });
    expect(many.faults.find(({ code }) => code === "too_many_items")).toMatchObject({
      row: 2001,
      params: { count: 3001 },
    });
  });
});

describe("tables of others", () => {
  test("[IM24] comma, semicolon or tab; UTF-8 with and without mark, UTF-16, Windows-1252", async () => {
    const lines = ["pertanyaan,pilihan A,pilihan B,kunci,waktu,pembahasan", "Où est-ce?,ici,là,B,30 detik,Déjà vu"];
    for (const sign of [",", ";", "\t"]) {
      const text = lines.join("\r\n").replaceAll(",", sign);
      for (const bytes of [
        Buffer.from(text),
        Buffer.from(`\ufeff${text}`),
        Buffer.from(`\ufeff${text}`, "utf16le"),
        Buffer.from(text, "latin1"),
      ]) {
        const { quiz, faults } = await readBytes(new Uint8Array(bytes), { name: "Kuis saya.csv" });
        expect(faults).toEqual([]);
        expect(quiz).toMatchObject({
          title: "Kuis saya",
          items: [
            {
              stem: "Où est-ce?",
              options: [{ text: "ici" }, { text: "là" }],
              key: ["b"],
              seconds: 30,
              explanation: "Déjà vu",
            },
          ],
        });
      }
    }
  });

  test("[IM24] Indonesian and English headings, options in one cell, kinds in words", () => {
    const read = readText(
      [
        "No;Soal;Jenis;Opsi;Jawaban Benar;Toleransi;Timer",
        "1;Ibu kota?;pilihan_ganda;Jakarta|Medan;Jakarta;;30",
        "2;Bilangan prima?;pilihan ganda kompleks;2|3|4;2|3;;",
        "3;Bumi bulat.;benar/salah;;B;;",
        "4;Warna bendera?;isian;;merah putih|merah-putih;;",
        "5;Pi?;angka;;3,14;0,01;",
        "6;Jelaskan hujan!;open;;;;",
        "7;Bagaimana hari ini?;jajak pendapat;Baik|Biasa;;;",
        "8;Seberapa yakin?;skala;Tidak|Ya;;;",
        "9;Satu kata!;awan kata;;;;",
        "10;Urutkan;urutan;satu|dua|tiga;;;",
        "11;Selamat datang;slide;;;;",
        "12;Aneh?;teka-teki;a|b;a;;",
        ";;;;;;",
      ].join("\n"),
    );
    expect(codesOf(read.faults)).toEqual(["type_changed"]);
    expect(read.quiz?.items.map(({ type }) => type)).toEqual([
      ...["single-choice", "multiple-choice", "true-false", "short-answer", "numeric", "open-text", "poll", "rating"],
      ...["word-cloud", "ordering", "slide", "single-choice"],
    ]);
    expect(read.quiz?.items[1]).toMatchObject({ key: ["a", "b"] });
    expect(read.quiz?.items[2]).toMatchObject({ key: ["true"] });
    expect(read.quiz?.items[3]).toMatchObject({ accept: ["merah putih", "merah-putih"] });
    expect(read.quiz?.items[4]).toMatchObject({ answer: 3.14, tolerance: 0.01 });
    expect(read.quiz?.items[7]).toMatchObject({ scale: 5, labels: ["Tidak", "Ya"] });
  });

  test("[IM24] the ids of an order do not tell it", () => {
    const words = ["satu", "dua", "tiga", "empat", "lima"];
    const orders = ["Urutkan!", "Susun!", "Mana dulu?"].map((stem) => {
      const [item] = readText(`soal;tipe;pilihan\n${stem};ordering;${words.join("|")}\n`).quiz?.items ?? [];
      if (item?.type !== "ordering") throw new Error(stem);
      const textOf = (id: string) => item.options.find((option) => option.id === id)?.text;
      expect(item.key.map(textOf)).toEqual(words);
      return item.key.join("");
    });
    expect(new Set([...orders, "abcde"]).size).toBeGreaterThan(2);
  });

  test("[IM24] a number is the text of an option before it is its place", () => {
    const keyOf = (key: string) => {
      const { quiz, faults } = readText(`question,a,b,c,d,correct\nHow many?,10,4,2,1,${key}\n`);
      const [item] = quiz?.items ?? [];
      return [item && "key" in item ? item.key[0] : null, ...codesOf(faults)];
    };
    expect(keyOf("2")).toEqual(["c", "key_doubtful"]);
    expect(keyOf("10")).toEqual(["a"]);
    expect(keyOf("3")).toEqual(["c"]);
    // Where other keys can only be places, all of them are.
    const { quiz } = readText('question,a,b,c,correct\nHow many?,7,1,9,2\nWhich?,2,3,4,"1,2"\nAnd?,2,1,5,1\n');
    expect(quiz?.items.map((item) => ("key" in item ? item.key.join("") : ""))).toEqual(["b", "ab", "a"]);
  });

  test("[IM24] where right answers stand in a column of their own they become options, at a place that does not tell", () => {
    const rows = Array.from({ length: 12 }, (_, n) => `Soal ${n}?,benar ${n},x${n},y${n},z${n}`);
    const { quiz, faults } = readText(["question,key,A,B,C", ...rows].join("\n"));
    expect(codesOf(faults)).toEqual(["key_apart"]);
    const keys = quiz?.items.map((item) => ("key" in item ? item.key[0] : "")) ?? [];
    expect(new Set(keys).size).toBeGreaterThan(2);
    quiz?.items.forEach((item, n) => {
      if (item.type !== "single-choice") throw new Error(item.type);
      expect(item.options.find(({ id }) => id === item.key[0])?.text).toBe(`benar ${n}`);
    });
  });

  test("[IM24] a table that breaks off keeps what came before, and says where", () => {
    const { quiz, faults } = readText('soal,a,b,kunci\nSatu?,x,y,A\n"Dua?,x,y,A\nTiga?,x,y,A\n');
    expect(quiz?.items).toHaveLength(1);
    expect(faults).toMatchObject([{ severity: "error", code: "table_broken", row: 3 }]);
  });

  test("[IM24] every sheet with headings is read; one without is told", () => {
    const headings: Cell[] = ["soal", "a", "b", "kunci"];
    const sheets = [
      { name: "Petunjuk", rows: [["Isi lembar berikutnya."]] as Cell[][] },
      { name: "IPA", rows: [headings, ["Satu?", "x", "y", "A"], headings, ["Dua?", "x", "y", "E"]] },
      { name: "IPS", rows: [headings, ["Tiga?", "x", "y", "B"]] },
      { name: "Kosong", rows: [] },
    ];
    const read = readQuiz({ kind: "sheets", sheets }, {});
    expect([read.rows, read.quiz?.items.map(({ stem }) => stem)]).toEqual([3, ["Satu?", "Tiga?"]]);
    expect(read.faults.map(({ sheet, row, code }) => [sheet, row, code])).toEqual([
      ["IPA", 4, "key_empty_option"],
      ["Petunjuk", undefined, "sheet_skipped"],
    ]);
  });
});
