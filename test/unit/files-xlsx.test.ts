import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { workbook } from "../../src/reports/xlsx.ts";
import type { Row } from "../../src/reports/xlsx-sheet.ts";
import { zipped } from "../../src/reports/zip.ts";
import { bytesOf, partsOf, readBook, roundTrip } from "./files-reading.ts";
import { anyText } from "./fixtures.ts";

const cellOf = async (text: string) => (await roundTrip({ rows: [[text]] }))?.rows[0]?.[0] ?? null;

describe("text", () => {
  test.each<[string, string]>([
    ["a formula", "=1+1"],
    ["a formula with a link", '=HYPERLINK("http://a","b")'],
    ["a telephone number", "+62 812 3456"],
    ["a mention", "@SUM(1+1)"],
    ["a minus", "-2+3"],
    ["a number", "0012"],
    ["a date", "1/2/2026"],
    ["a name that every object has", "constructor"],
    ["another one", "__proto__"],
    ["mark-up", "<b>&amp;</b> \"'"],
    ["emoji and other scripts", "Ибу 🙂 ١٢ 学 Ä ö"],
    ["spaces around", "  a  "],
    ["line feeds and tabs", "one\ntwo\tthree"],
    ["what reads as an escape", "_x0041_ and _x005F_"],
  ])("[RP35] %s stays the text it was, in a cell of text", async (_, text) => {
    expect(await cellOf(text)).toBe(text);
    const sheet = partsOf(await bytesOf(workbook([{ name: "S", widths: [9], rows: [[text]] }])));
    expect(sheet["xl/worksheets/sheet1.xml"]).toMatch(/<c r="A1" s="\d+" t="s"><v>0<\/v><\/c>/);
    expect(sheet["xl/worksheets/sheet1.xml"]).not.toMatch(/<f[ >]/);
  });

  test("[RP35] spaces and line feeds are marked as text, for readers that would drop them", async () => {
    const parts = partsOf(await bytesOf(workbook([{ name: "S", widths: [9], rows: [["  a\n"]] }])));
    expect(parts["xl/sharedStrings.xml"]).toContain('<t xml:space="preserve">  a\n</t>');
  });

  test("[RP35] what XML forbids is dropped, and line ends are line feeds", async () => {
    expect(await cellOf("a\u0000\u0007\u001Fb\uFFFE\uD800c\uDC00d\r\ne\rf")).toBe("abcd\ne\nf");
  });

  test("[RP35] any text is read back but for that", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyText(12), { minLength: 1, maxLength: 20 }), async (list) => {
        const kept = (text: string) =>
          text.replace(/\r\n?/g, "\n").replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "");
        const sheet = await roundTrip({ rows: list.map((text) => ["x", text]) });
        expect(sheet?.rows.map((row) => row[1] ?? "")).toEqual(list.map(kept));
      }),
      { numRuns: 20 },
    );
  });

  test("[RP35] a text over 32,767 characters is cut there and marked, also in the middle of an emoji", async () => {
    expect(await cellOf("x".repeat(32_767))).toBe("x".repeat(32_767));
    expect(await cellOf("x".repeat(32_768))).toBe(`${"x".repeat(32_766)}…`);
    expect(await cellOf(`${"x".repeat(32_765)}🙂x`)).toBe(`${"x".repeat(32_765)}…`);
  });
});

describe("numbers", () => {
  test("[RP35] numbers are numbers to the last digit; null and what is no number are empty cells", async () => {
    const numbers = [0, -4.5, 1 / 3, 1e-9, 123456789.123, Number.MAX_SAFE_INTEGER];
    const sheet = await roundTrip({ rows: [["n"], numbers, [null, Number.NaN, "", 1]], widths: Array(6).fill(9) });
    expect(sheet?.rows[1]).toEqual(numbers);
    expect(sheet?.rows[2]?.slice(0, 4).map((cell) => cell ?? "")).toEqual(["", "", "", 1]);
  });

  test("[RP35] a date is a date, in UTC", async () => {
    const at = Date.UTC(2026, 10, 24, 8, 5);
    const sheet = await roundTrip({ rows: [[{ value: at, style: "date" }]] });
    expect(sheet?.rows[0]?.[0]).toEqual(new Date(at));
  });

  test("[RP35] a share is a number of 0 to 1 shown as a percentage, and heads are bold", async () => {
    const sheet = await roundTrip({
      rows: [
        [
          { value: 0.576, style: "share" },
          { value: "Head", style: "head" },
        ],
      ],
    });
    expect(sheet?.rows[0]).toEqual([0.576, "Head"]);
    expect(sheet?.cells?.get("0,0")?.style?.numFmt).toBe("0.0%");
    expect(sheet?.cells?.get("0,1")?.style?.font?.bold).toBe(true);
  });
});

describe("sheets", () => {
  const rows: Row[] = [["a"], { text: "A paragraph ".repeat(20), style: "wrapped" }, [1]];

  test("[RP35] the first row of each sheet is frozen, and widths are kept", async () => {
    const book = await readBook(
      await bytesOf(
        workbook([
          { name: "One & two", widths: [12, 30], rows },
          { name: "Ringkasan", widths: [12], rows: [] },
        ]),
      ),
    );
    expect([...book.keys()]).toEqual(["One & two", "Ringkasan"]);
    for (const sheet of book.values()) expect(sheet.freezePane).toEqual({ rows: 1 });
    expect(book.get("One & two")?.columns?.map(({ width }) => width)).toEqual([12, 30]);
  });

  test("[RP35] a paragraph spans all columns and its row has room for it", async () => {
    const sheet = await roundTrip({ rows, widths: [20, 20] });
    expect(sheet?.merges).toEqual([{ startRow: 1, startCol: 0, endRow: 1, endCol: 1 }]);
    expect(sheet?.rowDefs?.get(1)?.height).toBeGreaterThan(5 * 15);
  });

  test("[RP35] columns beyond Z have two letters", async () => {
    const row = Array.from({ length: 60 }, (_, column) => column);
    const sheet = await roundTrip({ rows: [row], widths: row.map(() => 5) });
    expect(sheet?.rows[0]).toEqual(row);
  });

  test("[RP39] rows are written in slices, and a turn is given between them", async () => {
    let written = 0;
    const many = {
      *[Symbol.iterator]() {
        for (; written < 2_000; written++) yield [written];
      },
    };
    const seen = new Set<number>();
    const bytes = await zipped(
      workbook([{ name: "S", widths: [9], rows: many }]),
      0,
      async () => void seen.add(written),
    );
    expect(seen.size).toBeGreaterThan(8);
    expect((await readBook(bytes)).get("S")?.rows.length).toBe(2_000);
  });

  test("[RP39] a machine whose clock stands at 1970 writes files too", async () => {
    const bytes = await zipped([{ name: "a.txt", slices: ["a", "ä"] }], 0, async () => undefined);
    expect(partsOf(bytes)).toEqual({ "a.txt": "aä" });
  });
});
