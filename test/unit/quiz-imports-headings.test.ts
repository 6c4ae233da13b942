import { describe, expect, test } from "vitest";
import type { Cell } from "../../src/importers/kahoot-rows.ts";
import { codesOf, keysOf, lost, readSheet, readText, stemsOf } from "./quiz-imports-fixtures.ts";

describe("rows of headings", () => {
  test("[IM32] a question of words that are headings is no heading", () => {
    const read = readText(
      "No,Soal,Kunci\n1,Pernyataan: Bumi itu bulat,Benar\n2,Soal - mana ibu kota?,Jawaban\n3,Pertanyaan,Kunci\n",
    );
    expect([read.rows, stemsOf(read)]).toEqual([
      3,
      ["Pernyataan: Bumi itu bulat", "Soal - mana ibu kota?", "Pertanyaan"],
    ]);
    const letters = readText("Soal,A,B,C,D,Kunci\nSoal: lihat gambar,A,B,C,D,B\nPertanyaan,A,B,C,D,C\n");
    expect(keysOf(letters)).toEqual(["b", "c"]);
    const kinds = readText("Tipe,Soal,A,B,C\npolling,Pertanyaan,A,B,C\npolling,Soal,A,B,C\n");
    expect(stemsOf(kinds)).toEqual(["Pertanyaan", "Soal"]);
  });

  test("[IM32] headings once more are passed over; others begin a table of their own", () => {
    const again = readText("No,Soal,A,B,Kunci\n1,Satu?,x,y,A\nNo,Soal,A,B,Kunci\n2,Dua?,x,y,B\n");
    expect([again.rows, keysOf(again)]).toEqual([2, ["a", "b"]]);
    const limits = "Question - max 120,Answer 1 - max 75,Answer 2 - max 75,Correct answer(s) - choose one";
    const pages = readText(`${limits}\nSatu?,x,y,1\n${limits}\nDua?,x,y,2\n`);
    expect([pages.rows, keysOf(pages)]).toEqual([2, ["a", "b"]]);
    const parts = [
      "A. ISIAN,,,,,,\nNo,Soal,Jawaban,,,,\n1,Satu?,Jakarta,,,,\n2,Dua?,Medan,,,,\n",
      "B. PILIHAN GANDA,,,,,,\nNo,Soal,A,B,C,D,Kunci\n1,Tiga?,a,b,c,d,A\n2,Empat?,a,b,c,d,B\n",
    ];
    for (const text of [parts.join(""), parts.toReversed().join("")]) {
      const read = readText(text);
      const types = Object.fromEntries(read.quiz?.items.map(({ stem, type }) => [stem, type]) ?? []);
      expect(types).toMatchObject({
        ...{ "Satu?": "short-answer", "Dua?": "short-answer" },
        ...{ "Tiga?": "single-choice", "Empat?": "single-choice" },
      });
      expect(lost(read)).toBe(0);
    }
  });

  test("[IM32] headings in two rows, or one over all options", () => {
    const upper: Cell[] = ["No", "Soal", "Pilihan Jawaban", null, null, null, "Kunci Jawaban"];
    const row: Cell[] = [1, "Ibu kota?", "Bogor", "Jakarta", "Solo", "Medan", "B"];
    for (const lower of [[[null, null, "A", "B", "C", "D", null]], []] as Cell[][][]) {
      const read = readSheet([["SOAL ULANGAN"], upper, ...lower, row]);
      expect([read.quiz?.items, read.faults]).toMatchObject([[{ key: ["b"], options: { length: 4 } }], []]);
    }
    // A list in the first of them stays a list.
    expect(readText("Soal,Kunci,Opsi,,\nApa?,y,x|y|z,,\n").quiz?.items).toMatchObject([{ options: { length: 3 } }]);
  });

  test.each([
    ["Jawaban (A)", "Jawaban (B)", "Kunci Jawaban [A-D]"],
    ["Pilihan (A)", "Pilihan (B)", "KJ"],
    ["Option (A)", "Option (B)", "Opsi Benar"],
    ["PG A", "PG B", "Kunci Jwb"],
    ["Jwb A", "Jwb B", "Jawaban yg benar"],
    ["Pilihan ke-1", "Pilihan ke-2", "Jwb Benar"],
    ["(A)", "(B)", "Kunci Soal"],
  ])("[IM24] %s, %s, %s", (...headings) => {
    for (const stem of ["Butir Pertanyaan", "Soal Ujian", "Daftar Pertanyaan"]) {
      const read = readText(`${stem};${headings.join(";")};Pembahasan Soal;Bobot Soal\nApa?;x;y;B;Karena.;1000\n`);
      expect([read.quiz?.items, read.faults]).toMatchObject([
        [{ type: "single-choice", key: ["b"], explanation: "Karena." }],
        [],
      ]);
    }
  });

  test.each(["Incorrect Answer", "Wrong Answer", "Jawaban Salah", "Pengecoh", "Distractor"])(
    "[IM24] %s: the right answer joins the wrong ones, even of a single question",
    (wrong) => {
      const read = readText(`Soal,Jawaban Benar,${wrong} 1,${wrong} 2 (Optional)\nIbu kota?,Jakarta,Bogor,Medan\n`);
      expect(read.quiz?.items).toMatchObject([{ options: { length: 3 } }]);
      expect(keysOf(read, "text")).toEqual(["Jakarta"]);
    },
  );

  test("[IM32] what lacks a heading is told: the question's, or of a column with texts", () => {
    expect(readText("No,A,B,C,Kunci\n1,x,y,z,A\n").faults).toMatchObject([
      { severity: "error", code: "heading_missing", row: 1 },
    ]);
    const sheets = readSheet([
      ["No", "Soal", "A", "B", "Kunci"],
      [1, "Apa?", "x", "y", "A", "catatan"],
    ]);
    expect(sheets.faults).toMatchObject([{ severity: "note", code: "column_unnamed", params: { column: "F" } }]);
  });
});

describe("lines of a table", () => {
  test("[IM24] line ends may be mixed, in any order", () => {
    const lines = ["No;Soal;A;B;Kunci", "1;Satu?;x;y;A", "2;Dua?;x;y;B", "3;Tiga?;x;y;A"];
    for (const ends of [
      ["\r\n", "\n", "\n"],
      ["\n", "\r\n", "\r\n"],
      ["\r", "\n", "\r\n"],
    ]) {
      const read = readText(lines.map((line, at) => line + (ends[at] ?? "\n")).join(""));
      expect([keysOf(read), read.faults]).toEqual([["a", "b", "a"], []]);
    }
    expect(readText('Soal;A;B;Kunci\r\n"Baris\nsatu?";x;y;A\n').quiz?.items).toMatchObject([{ stem: "Baris\nsatu?" }]);
  });

  test("[IM34] a row of numbers, kinds and times is blank; a text in the column of numbers is not", () => {
    const rows = ["1;PG;Satu?;x;y;A;20", "2. Siapa?;;;;;;", "3;PG;;;;;20", ";;;;;;", "Catatan guru;;;;;;"];
    const read = readText(["No;Tipe;Soal;A;B;Kunci;Waktu", ...rows].join("\n"));
    expect([read.rows, stemsOf(read)]).toEqual([3, ["Satu?"]]);
    expect(read.faults).toMatchObject([
      { code: "stem_missing", row: 3 },
      { code: "stem_missing", row: 6 },
    ]);
  });

  test("[IM24] a quotation mark that a later one closes: the row that swallowed others is an error", () => {
    const read = readText(
      'No,Soal,A,B,Kunci\n1,Satu?,x,y,A\n2,"Dua?,x,y,A\n3,Tiga?,x,y,A\n4,"Empat?",x,y,B\n5,Lima?,x,y,B\n',
    );
    expect(codesOf(read.faults)).toEqual(["rows_swallowed"]);
    expect(read.faults).toMatchObject([{ severity: "error", row: 3, line: 4, params: { value: "3,Tiga?,x,y,A" } }]);
    expect(stemsOf(read)).toEqual(["Satu?", "Lima?"]);
    const after = readText(
      '\ufeffNo,Soal,A,B,Kunci\r\n1,"Satu\r\n\r\ndua",x,y,A\r\n2,"Apa\r\nitu?",x,"y,A\r\n3,Tiga?,x,y,A\r\n4,Empat?,x,"y",B\r\n',
    );
    expect(after.faults).toMatchObject([{ row: 3, line: 7, params: { value: "3,Tiga?,x,y,A" } }]);
    const series = 'No,Soal,A,B,Kunci\n1,"Lanjutkan:\n2, 4, 6, 8, 10, 12",x,y,A\n';
    expect(readText(series).faults).toEqual([]);
  });
});
