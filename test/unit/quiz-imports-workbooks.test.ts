import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { codesOf, keysOf, readBytes, readSheet, readText, stemsOf } from "./quiz-imports-fixtures.ts";

/** Kinds of cells: a text, or the attributes and the value of any other. */
type Raw = string | [attributes: string, value: string];
const COLUMNS = "ABCDEFG";
const HEAD = ["Soal", "A", "B", "C", "Kunci", "Waktu"];
const ROW = ["Apa?", "x", "y", "z", "A"];

const cellsOf = (cells: readonly Raw[], row: number) =>
  cells.map((cell, at) => {
    const place = `r="${COLUMNS[at]}${row}"`;
    if (typeof cell === "string") return `<c ${place} t="inlineStr"><is><t>${cell}</t></is></c>`;
    return `<c ${place} ${cell[0]}><v>${cell[1]}</v></c>`;
  });

/** The markup of a sheet of these rows, with more of it after them. */
const sheetOf = (rows: readonly (readonly Raw[])[], more = "") =>
  `<worksheet><sheetData>${rows.map((cells, at) => `<row r="${at + 1}">${cellsOf(cells, at + 1).join("")}</row>`).join("")}${more}</sheetData></worksheet>`;

const FORMATS = ["General", "0%", "000", "h:mm", "# ?/?", "dd/mmm", "0.0%", "h:mm:ss"];
const STYLES = `<styleSheet><numFmts>${FORMATS.map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code}"/>`).join("")}</numFmts><cellXfs>${FORMATS.map((_, at) => `<xf numFmtId="${170 + at}"/>`).join("")}</cellXfs></styleSheet>`;
const style = (format: string, value: number): Raw => [`s="${FORMATS.indexOf(format)}"`, String(value)];

interface Part {
  name: string;
  markup: string;
  type?: string;
  state?: string;
}
const RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const bookOf = (parts: readonly Part[], more: Record<string, string> = {}) =>
  zipSync(
    Object.fromEntries(
      Object.entries({
        "xl/workbook.xml": `<workbook><sheets>${parts.map(({ name, state = "visible" }, at) => `<sheet name="${name}" sheetId="${at + 1}" state="${state}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>`,
        "xl/_rels/workbook.xml.rels": `<Relationships>${parts.map(({ type = "worksheet" }, at) => `<Relationship Id="rId${at + 1}" Type="${RELATION}/${type}" Target="sheet${at}.xml"/>`).join("")}</Relationships>`,
        "xl/styles.xml": STYLES,
        ...Object.fromEntries(parts.map(({ markup }, at) => [`xl/sheet${at}.xml`, markup])),
        ...more,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  );
const read = (markup: string) => readBytes(bookOf([{ name: "Soal", markup }]));

describe("workbooks as programs save them", () => {
  test("[IM33] a sheet of charts holds nothing; one that is hidden is passed over, and told", async () => {
    const markup = sheetOf([HEAD, ROW]);
    const { quiz, faults } = await readBytes(
      bookOf([
        { name: "Grafik", type: "chartsheet", markup: "<chartsheet/>" },
        { name: "Soal", markup },
        { name: "Rahasia", state: "hidden", markup },
        { name: "Kosong", markup: "<worksheet/>" },
      ]),
    );
    expect([quiz?.items.length, faults.map(({ sheet, code }) => [sheet, code])]).toEqual([
      1,
      [["Rahasia", "sheet_hidden"]],
    ]);
  });

  test("[IM33] blank rows and cells far out are nothing; one with a text is left out, and told", async () => {
    const blank = '<row r="1048576"/>';
    const space = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t> </t></is></c></row>';
    for (const more of [blank, space]) expect((await read(sheetOf([HEAD, ROW], more))).faults).toEqual([]);
    const far = await read(sheetOf([HEAD, ROW], space.replace("> <", ">x<")));
    expect([keysOf(far), far.faults]).toMatchObject([
      ["a"],
      [{ severity: "error", code: "cell_far", sheet: "Soal", row: 1048576, params: { column: "XFD" } }],
    ]);
    const formatted = Array.from({ length: 60_000 }, (_, at) => `<row r="${at + 3}"><c r="A${at + 3}" s="0"/></row>`);
    const before = process.memoryUsage().heapUsed;
    expect(keysOf(await read(sheetOf([HEAD, ROW], formatted.join(""))))).toEqual(["a"]);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(64 * 1024 * 1024);
  });

  test("[IM33] cells without an address, and with a style that is not there", async () => {
    const bare = sheetOf([HEAD, ROW]).replace(/ r="[A-Z]?\d+"/g, "");
    expect(keysOf(await read(bare))).toEqual(["a"]);
    expect(keysOf(await read(sheetOf([HEAD, ROW.with(1, "")], "").replace("<t></t></is>", "</is>")))).toEqual([]);
    const odd = await read(sheetOf([HEAD, ["Apa?", ['s="99"', "3"], "y", "z", "A"]]));
    expect(odd.quiz?.items).toMatchObject([{ options: [{ text: "3" }, {}, {}] }]);
  });

  test("[IM33] numbers are what the sheet shows: shares, codes, clock times, fractions; dates stay dates", async () => {
    const { quiz, faults } = await read(
      sheetOf([
        HEAD,
        ["Satu?", style("0%", 0.5), style("0.0%", 0.285), style("000", 7), "A"],
        ["Dua?", style("h:mm", 0.3125), style("h:mm", 0.35), style("h:mm:ss", 0.5), "A", style("h:mm", 20 / 1440)],
        ["Tiga?", style("# ?/?", 0.5), style("# ?/?", 1.75), ["", "0.3"], "A"],
        ["Empat?", style("dd/mmm", 45000), "y", "z", "A"],
      ]),
    );
    const texts = quiz?.items.map((item) => ("options" in item ? item.options.map(({ text }) => text) : []));
    expect(texts).toEqual([
      ["50%", "28.5%", "007"],
      ["07:30", "08:24", "12:00:00"],
      ["1/2", "1 3/4", "0.3"],
      ["2023-03-15", "y", "z"],
    ]);
    const dusty = '<c r="B2"><f>0.1+0.2</f><v>0.30000000000000004</v></c>';
    const calculated = await read(sheetOf([HEAD, ROW]).replace(/<c r="B2".*?<\/c>/, dusty));
    expect(calculated.quiz?.items).toMatchObject([{ options: [{ text: "0.3" }, {}, {}] }]);
    // 0:20 in a column of times is twenty seconds.
    expect([quiz?.items[1]?.seconds, codesOf(faults)]).toEqual([20, ["cell_date"]]);
  });

  test("[IM33] what a formula could not give is an error of its column, and so is one such word in a row of CSV", async () => {
    const failed: Raw = ['t="e"', "#NAME?"];
    const { quiz, faults } = await read(
      sheetOf([HEAD, ["Apa?", failed, "y", "z", "A"], ["Ini?", "x", "y", "z", failed]]),
    );
    expect([quiz, faults.map(({ row, column, code }) => [row, column, code])]).toEqual([
      null,
      [
        [2, "A", "cell_error"],
        [3, "Kunci", "cell_error"],
      ],
    ]);
    expect(codesOf(readSheet([HEAD, ["Apa?", "#REF!", "y", "z", "A"]]).faults)).toEqual(["cell_error"]);
    expect(keysOf(readSheet([HEAD, ["Apa?", "#REF!", "#N/A", "#NAME?", "A"]]))).toEqual(["a"]);
  });

  test("[IM33] a formula that nothing has worked out is told, and is not taken for a blank cell", async () => {
    const row = (at: number, ...cells: string[]) =>
      `<row r="${at}">${cells.map((cell, column) => `<c r="${COLUMNS[column]}${at}"${cell}</c>`).join("")}</row>`;
    const [apa, x, blank] = ["Apa?", "x", ""].map((text) => ` t="str"><f>T(1)</f><v>${text}</v>`) as [
      string,
      string,
      string,
    ];
    const [unsolved, number] = ["><f>1&lt;2</f><v></v>", "><v>1</v>"];
    const { rows, quiz, faults } = await read(
      sheetOf(
        [["Soal", "A", "B", "C", "Kunci", "No"]],
        row(2, apa, x, unsolved, blank, number, unsolved) +
          row(3, unsolved, unsolved, unsolved, blank, unsolved) +
          row(4, apa, x, x, blank, number, unsolved) +
          row(5, blank, blank, blank, blank, blank, unsolved),
      ),
    );
    expect([rows, quiz?.items.length, faults[0]?.params]).toEqual([3, 1, { value: "=1<2" }]);
    expect(faults.filter(({ severity }) => severity === "error").map(({ row, column }) => `${row}${column}`)).toEqual([
      ...["2B", "3Soal", "3A", "3B", "3Kunci"],
    ]);
  });

  test("[IM33] texts that cells share are found, although others are left out", async () => {
    const texts = Array.from(
      { length: 9000 },
      (_, at) => `<si><r><t>Soal </t></r><r><t>${at} &amp; ${"x".repeat(60)}</t></r></si>`,
    );
    const rows = [HEAD, ...[5, 4000, 8999].map((at): Raw[] => [['t="s"', String(at)], ...ROW.slice(1)])];
    const shared = { "xl/sharedStrings.xml": `<sst>${texts.join("")}</sst>` };
    const found = stemsOf(await readBytes(bookOf([{ name: "Soal", markup: sheetOf(rows) }], shared)));
    expect(found.map((stem) => stem.slice(0, 12))).toEqual(["Soal 5 & xxx", "Soal 4000 & ", "Soal 8999 & "]);
    // The sheet is longer than a window, and cells go on from one to the next.
    const long = Array.from({ length: 150 }, (_, at) => [`${at} ${"é".repeat(900)} ${at}`, ...ROW.slice(1)]);
    const whole = await read(
      sheetOf([HEAD, ...long, ...long.map(([, ...rest], at) => [`${at}${"x".repeat(990)}`, ...rest])]),
    );
    expect(whole.faults.map(({ code }) => code)).toEqual(["too_many_items"]);
    expect(stemsOf(whole).slice(0, 150)).toEqual(long.map(([stem]) => stem));
    const bare = await read(sheetOf([HEAD, ...long, ...long]).replace(/ r="[A-Z]?\d+"/g, ""));
    expect(stemsOf(bare).slice(0, 150)).toEqual(long.map(([stem]) => stem));
  });
});

test("[IM30] rows in another order, and words between apostrophes, lose nothing", () => {
  const sorted = readText(
    "id,type,stem,option_a,option_b,key,quiz_id,quiz_title,quiz_language\nq2,single-choice,Dua?,x,y,a,,,\nq1,single-choice,Satu?,x,y,a,kuis,Judul,id\n",
  );
  expect(sorted.quiz).toMatchObject({ id: "kuis", title: "Judul", items: [{ id: "q2" }, { id: "q1" }] });
  expect(stemsOf(readText("Soal,A,B,Kunci\n'-an' pada kata ini?,x,y,A\n'-5 dan 3?,x,y,A\n"))).toEqual([
    "'-an' pada kata ini?",
    "-5 dan 3?",
  ]);
});

test("[IM27] the version may be a text; [IM28] what counts points in another way is told", () => {
  expect(readText('{"schemaVersion":"1","title":"T","items":[{"id":"b","type":"slide","stem":"ok"}]}').faults).toEqual(
    [],
  );
  const question = { question: "Q", answers: ["a", "b"], solution: 0, penalty: 50, options: { scoringMode: "speed" } };
  const { faults } = readText(JSON.stringify({ subject: "S", questions: [question] }));
  expect(codesOf(faults)).toEqual(["scoring_dropped", "scoring_dropped"]);
});
