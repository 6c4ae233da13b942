import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { importReader } from "../../src/http/import-reader.ts";
import { readUpload } from "../../src/http/import-upload.ts";
import type { Asked, Imported } from "../../src/importers/asked.ts";
import { readPast } from "../../src/importers/index.ts";
import { report } from "../../src/reports/report.ts";
import { anyText } from "./fixtures.ts";
import { csvOf, importedGame, playedGame, readText } from "./importers-fixtures.ts";
import { OVERVIEW, rawSheetOf, xlsxOf } from "./importers-sheets.ts";

const ASKED: Asked = { library: [] };
const NO_LIBRARY = async () => [];
/** On this thread, for files that are known to end. */
const read = async (bytes: Uint8Array): Promise<Imported> => {
  const result = await readUpload(bytes, ASKED);
  if ("tooLarge" in result) throw new Error("too large");
  return result;
};
const game = playedGame();
const csv = csvOf(game);

const answered = (player: string, answer: string) => ({
  ...{ question: ["1 Quiz", "Which?"] as [string, string], answers: ["A", "B"], key: "A" },
  ...{ player, answer, right: answer === "A" },
});
const workbook = await xlsxOf([OVERVIEW, rawSheetOf(20, [answered("Alice", "A"), answered("Budi", "B")])]);

const REAL = new URL("../../../shared/data/quizzes/kahoot-report/kahoot_report_2019_a.xlsx", import.meta.url);
const LEAN = new URL("../../../shared/data/stats/synthetic/long.csv", import.meta.url);

/** A workbook whose only sheet holds this markup. */
const workbookOf = (rows: string) =>
  zipSync({
    "xl/workbook.xml": strToU8('<workbook><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": strToU8(
      '<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    "xl/worksheets/sheet1.xml": strToU8(`<worksheet><sheetData>${rows}</sheetData></worksheet>`),
  });

/** The archive with its directory saying that every entry is small. */
const lying = (zip: Uint8Array): Uint8Array => {
  const view = new DataView(zip.buffer);
  for (let at = 0; at < zip.length - 30; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
  }
  return zip;
};

const refusal = ({ past, faults }: Imported) => [past, faults[0]?.message];

describe("uploaded files", () => {
  test.skipIf(!existsSync(REAL))("[IM9] a report of 2019 is read as it stands", async () => {
    const game = importedGame(await read(new Uint8Array(readFileSync(REAL))));
    expect(game.room).toMatchObject({ title: "Test Questions for XLSX2Word (1)", startedAt: Date.UTC(2019, 11, 23) });
    expect(game.seats.map(({ nickname }) => nickname)).toEqual(["Alice"]);
    expect(report(game).items.map(({ n, correct, time }) => [n, correct, time.medianMs])).toEqual([
      [1, 1, 2900],
      [1, 1, 6200],
      [1, 1, 2200],
    ]);
  });

  test.skipIf(!existsSync(LEAN))("[IM3] the lean long form gives the number right of each item", () => {
    const text = readFileSync(LEAN, "utf8");
    const cells = text.split("\n").map((line) => line.split(","));
    for (const occasion of ["pre", "post"] as const) {
      const right = (item: string) => cells.filter((row) => row[1] === occasion && row[3] === item && row[7] === "1");
      const asked = { ...ASKED, workshop: { id: "w", occasion } };
      const { items } = report(importedGame(readPast({ kind: "text", text }, asked)));
      expect(items.map(({ id, n, correct }) => [id, n, correct])).toEqual(
        ["Q1", "Q2", "Q3", "Q4", "Q5", "Q6", "Q7"].map((item) => [item, 45, right(item).length]),
      );
    }
  });

  test("[IM1] the kind is told by the bytes: workbook, CSV in three encodings, archive with codebook", async () => {
    const players = async (bytes: Uint8Array) => importedGame(await read(bytes)).seats.length;
    expect(await players(workbook.slice())).toBe(2);
    expect(await players(strToU8(csv))).toBe(4);
    expect(await players(new Uint8Array(Buffer.from(`\uFEFF${csv}`, "utf16le")))).toBe(4);
    const latin = Buffer.from("item_id,response,participant_code\nq1,séance,C1\nq1,b,C2", "latin1");
    expect(importedGame(await read(new Uint8Array(latin))).quiz.items[0]).toMatchObject({
      options: expect.arrayContaining([expect.objectContaining({ text: "séance" })]),
    });
    const codebook = strToU8('item_id,wording\nq1,"Which one, then?"');
    const zip = await read(zipSync({ "codebook.csv": codebook, "long.csv": strToU8(csv) }));
    expect(importedGame(zip).quiz.items[0]?.stem).toBe("Which one, then?");
  });

  test("[IM11] what is no such file is refused in a sentence", async () => {
    const cases: [Uint8Array, string][] = [
      [new Uint8Array(), "neither a long CSV"],
      [Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), "neither a CSV nor an XLSX"],
      [strToU8("<html></html>"), "neither a long CSV"],
      [workbook.slice(0, 900), "damaged"],
      [zipSync({ "a.txt": strToU8("x") }), "holds no CSV"],
      [zipSync({ "a.csv": strToU8("x"), "b.csv": strToU8("x") }), "several CSV files"],
      [zipSync({ "__MACOSX/._a.csv": strToU8("x") }), "holds no CSV"],
      [zipSync({ "long.csv": new Uint8Array(17 * 1024 * 1024) }), "too large when it is unpacked"],
      [zipSync(Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}`, strToU8("")]))), "damaged"],
    ];
    for (const [bytes, words] of cases) {
      expect(refusal(await read(bytes))).toEqual([null, expect.stringContaining(words)]);
    }
  });

  test("[IM11] a file that is never read to its end is given up", async () => {
    const endless = workbookOf(`<row r="1"><c r="A1" t="inlineStr"><is><t>${"x".repeat(5e6)}</t></is></c></row>`);
    expect(refusal(await importReader().past(endless, {}, NO_LIBRARY))).toEqual([
      null,
      expect.stringContaining("too long"),
    ]);
  });

  test("[IM11] a file that grows beyond its memory is given up, and the next one is read", async () => {
    const reader = importReader();
    const far = Array.from({ length: 90_000 }, (_, n) => `<row r="${n + 1}"><c r="CV${n + 1}"><v>1</v></c></row>`);
    const grown = reader.past(workbookOf(far.join("")), {}, NO_LIBRARY);
    const next = reader.past(workbook.slice(), {}, NO_LIBRARY);
    // A machine that is busy gives it up before its memory is full.
    expect(refusal(await grown)).toEqual([null, expect.stringMatching(/too large or too deep|too long/)]);
    expect((await next).past?.seats).toHaveLength(2);
  });

  test("[IM33] a report with a cell far out is read, and the cell is told", async () => {
    const sheet = rawSheetOf(20, [answered("Alice", "A")]);
    const far = '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>';
    const parts = unzipSync(await xlsxOf([OVERVIEW, sheet]));
    const changed = Object.entries(parts).map(([name, bytes]): [string, Uint8Array] => [
      name,
      /worksheets\/sheet2/.test(name) ? strToU8(strFromU8(bytes).replace("</sheetData>", far)) : bytes,
    ]);
    const { past, faults } = (await read(zipSync(Object.fromEntries(changed)))) as Imported;
    expect([past?.seats.length, faults[0]]).toMatchObject([
      1,
      { path: expect.stringContaining("row 1048576"), message: expect.stringContaining("too far out") },
    ]);
  });

  test("[IM11] files are read one at a time, and few may wait", async () => {
    let running = 0;
    let most = 0;
    const reader = importReader(async () => {
      most = Math.max(most, ++running);
      await new Promise((resume) => setTimeout(resume, 5));
      running--;
      return { past: null, faults: [] };
    });
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => reader.past(strToU8(csv), {}, NO_LIBRARY)));
    expect(most).toBe(1);
    expect(asked.map(({ status }) => status)).toEqual([...Array(5).fill("fulfilled"), "rejected"]);
    expect(asked.at(-1)).toMatchObject({ reason: { status: 429, code: "rate_limited" } });
  });

  test("[IM11] a reading that fails by itself is no fault of the file, and the next one is read", async () => {
    const reader = importReader();
    await expect(reader.past(strToU8(csv), {}, async () => ["no JSON"])).rejects.toThrow("ended with 1");
    expect((await reader.past(strToU8(csv), {}, NO_LIBRARY)).past?.seats).toHaveLength(4);
  });

  test("[IM11] an archive whose directory lies about the sizes gives no more than it says", async () => {
    const rows = Array.from({ length: 5000 }, (_, n) => `q1,a,C${n}\n`).join("");
    const zip = lying(zipSync({ "long.csv": strToU8(`item_id,response,participant_code\n${rows}`) }));
    expect((await read(zip)).past?.seats.length).toBeLessThan(150);
  });

  test("[IM11] changed text is refused or read, and never throws", () => {
    const cut = fc
      .tuple(fc.nat(csv.length), fc.nat(40), anyText(12))
      .map(([at, length, text]) => csv.slice(0, at) + text + csv.slice(at + length));
    const cells = fc.array(
      fc.array(fc.oneof(fc.constantFrom(...csv.split(/[,\r\n]+/)), anyText(20)), { maxLength: 18 }),
      { maxLength: 12 },
    );
    const table = cells.map((rows) => [csv.split("\r\n")[0], ...rows.map((row) => row.join(","))].join("\n"));
    fc.assert(
      fc.property(fc.oneof(cut, table, anyText(300)), (text) => {
        const result = readText(text);
        if (result.past) report(importedGame(result));
        else expect(result.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  test("[IM11] sheets of any cells are refused or read, and never throw", () => {
    const head = rawSheetOf(20, []).rows[0] ?? [];
    const known = fc.constantFrom(
      "1 Quiz",
      "2 Poll",
      "A",
      "B",
      "A, B",
      "Alice",
      20,
      1,
      0,
      "Correct",
      "14.50%",
      "",
      null,
    );
    const cell = fc.oneof({ weight: 3, arbitrary: known }, anyText(10), fc.double(), fc.boolean(), fc.date());
    const rows = fc.array(fc.array(cell, { maxLength: 22 }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, fc.boolean(), (body, kahoot) => {
        const sheets = [{ name: kahoot ? "RawReportData Data" : "Overview", rows: [head, ...body] }];
        const result = readPast({ kind: "sheets", sheets }, ASKED);
        if (result.past) report(importedGame(result));
        else expect(result.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 400 },
    );
  });

  test("[IM11] changed bytes of a workbook are refused or read, and never throw", async () => {
    const changes = fc.array(fc.tuple(fc.nat(workbook.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(workbook.length), async (bytes, length) => {
        const changed = workbook.slice(0, length % 3 === 0 ? length : undefined);
        for (const [at, byte] of bytes) changed[at % Math.max(1, changed.length)] = byte;
        const result = await readUpload(changed, ASKED);
        if (!("past" in result)) return;
        if (result.past) report(importedGame(result));
        else expect(result.faults.length).toBeGreaterThan(0);
      }),
      { numRuns: 200, seed: 20_261_124 },
    );
  });
});
