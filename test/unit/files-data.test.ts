import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LONG_COLUMNS, longRows } from "../../src/reports/long-report.ts";
import { longZip } from "../../src/reports/long-zip.ts";
import { codeColumns, codeRows } from "../../src/reports/participants.ts";
import { report } from "../../src/reports/report.ts";
import { variableNames } from "../../src/reports/variables.ts";
import { matrixCsv } from "../../src/reports/wide.ts";
import { bytesOf, csvLines, partsOf, readCsv } from "./files-reading.ts";
import { anyText, gameOf, ITEMS, quizOf, roomOf, seatOf } from "./fixtures.ts";
import { synthetic } from "./report-games.ts";

/** Every kind of item; Citra came after q1, q3 is voided, Budi lets q2 pass. */
const GAME = gameOf(
  quizOf(),
  [
    seatOf("p1", { nickname: "Ani", code: "AAAAA" }),
    seatOf("p2", { nickname: "Budi", code: "BBBBB" }),
    seatOf("p3", { nickname: "Citra", code: "CCCCC", joinedAt: 150_000 }),
  ],
  [
    { answers: { p1: ["b", 1_000], p2: ["a", 2_000] } },
    { answers: { p1: [["a", "c"], 1_000], p3: [["a"], 2_000] } },
    { answers: { p1: ["true", 1_000] }, voided: true },
    { answers: { p1: ["=1+1", 1_000], p2: ["refleksi", 2_000] } },
    { answers: { p1: [-5, 1_000], p2: [4, 2_000] }, deadline: null },
    { answers: { p1: ["a", 1_000] } },
    { answers: { p1: ["5", 1_000], p2: ["4", 2_000] } },
    { answers: { p1: ["Satu; dua\nbaris", 1_000] } },
  ],
);

describe("matrix.csv", () => {
  test("[RP31] a row a person: 1, 0, blank for absent and void, and the total of complete cases", () => {
    expect(readCsv(matrixCsv(GAME, "scores"))).toEqual([
      ["participant_code", "q1", "q2", "q3", "q4", "q5", "total"],
      ["AAAAA", "1", "1", "", "0", "1", "3"],
      ["BBBBB", "0", "0", "", "1", "0", "1"],
      ["CCCCC", "", "0", "", "0", "0", ""],
    ]);
  });

  test("[RP31] with letters a column for every item, with what was answered", () => {
    expect(readCsv(matrixCsv(GAME, "letters"))).toEqual([
      ["participant_code", "q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8", "total"],
      ["AAAAA", "b", "a;c", "", "'=1+1", "-5", "a", "5", "Satu; dua\nbaris", "3"],
      ["BBBBB", "a", "", "", "refleksi", "4", "", "4", "", "1"],
      ["CCCCC", "", "a", "", "", "", "", "", "", ""],
    ]);
  });

  test("[RP31] its columns add up to the report's right answers", () => {
    const pre = synthetic("pre");
    const lines = csvLines(matrixCsv(pre, "scores"));
    for (const { id, correct } of report(pre).items)
      expect(lines.reduce((sum, line) => sum + Number(line[id]), 0)).toBe(correct);
    expect(lines.reduce((sum, line) => sum + Number(line.total), 0) / 45).toBe(report(pre).test.mean);
  });
});

describe("column names", () => {
  test.each([
    ["an id that is one", ["Q1", "q_2"], ["Q1", "q_2"]],
    ["a digit or a dash first", ["1", "-a", "_x"], ["q_1", "q__a", "q__x"]],
    ["signs that no name has", ["a-b"], ["a_b"]],
    ["two that would be one", ["a-b", "a_b", "A_B"], ["a_b_2", "a_b", "A_B_3"]],
    ["words of SPSS", ["by", "NOT", "with"], ["q_by", "q_NOT", "q_with"]],
    ["a name of ours", ["total", "participant_code"], ["total_2", "participant_code_2"]],
  ])("[RP33] %s", (_, ids, expected) => {
    expect(variableNames(ids, ["participant_code", "total"])).toEqual(expected);
  });

  test("[RP33] any ids get names that are names, and no two the same whatever the case", () => {
    const ids = fc.uniqueArray(fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(ids, (list) => {
        const names = variableNames(list, ["total"]);
        expect(names.filter((name) => !/^[A-Za-z][A-Za-z0-9_]{0,59}$/.test(name))).toEqual([]);
        expect(new Set([...names, "total"].map((name) => name.toLowerCase())).size).toBe(list.length + 1);
      }),
    );
  });
});

describe("long.zip", () => {
  const open = async (game = GAME, names = true) => partsOf(await bytesOf(longZip(game, { names })));

  test("[RP30] it has a few lines to read, the rows of responses.csv and a codebook", async () => {
    const parts = await open();
    expect(Object.keys(parts)).toEqual(["README.txt", "long.csv", "codebook.csv"]);
    expect(parts["README.txt"]).toMatch(/^The quiz's title\r\n/);
    expect(parts["README.txt"]).toContain("codes.csv");
    const lines = csvLines(parts["long.csv"] ?? "");
    expect(lines).toHaveLength(24);
    const rows = [...longRows(GAME)].map((row) => Object.values(row).map((cell) => String(cell ?? "")));
    expect(lines.map((line) => Object.values(line))).toEqual(
      rows.map((row) => row.map((cell) => (cell === "=1+1" ? "'=1+1" : cell))),
    );
    expect((await open({ ...GAME, quiz: { ...GAME.quiz, language: "id" } }))["README.txt"]).toContain("satu baris");
  });

  test("[RP30] the codebook has a row per item, with options and key that any text survives, and one per column", async () => {
    const rows = csvLines((await open())["codebook.csv"] ?? "");
    const [items, columns] = [rows.filter((row) => row.item_id), rows.filter((row) => !row.item_id)];
    expect(items.map((row) => row.item_id)).toEqual(ITEMS.map(({ id }) => id));
    expect(items[0]).toMatchObject({ wording: "One?", type: "single-choice", seconds: "20", position: "1" });
    expect(JSON.parse(items[0]?.options ?? "")[1]).toEqual({ id: "b", text: "Option b" });
    expect(items.map((row) => row.key)).toEqual([
      ...['["b"]', '["a","c"]', '["true"]', '["refleksi","refleksi awal"]', '["-5"]', "", "", ""],
    ]);
    expect([items[4]?.tolerance, items[6]?.scale, items[6]?.reverse]).toEqual(["0.5", "5", "0"]);
    expect(columns.map((row) => row.column)).toEqual([...LONG_COLUMNS]);
    expect(columns.filter((row) => !row.meaning)).toEqual([]);
    const long = csvLines((await open())["long.csv"] ?? "");
    for (const row of long)
      expect(items.find((item) => item.item_id === row.item_id)?.item_version).toBe(row.item_version);
  });

  test("[RP30] any wording and option text is read back from the codebook", async () => {
    await fc.assert(
      fc.asyncProperty(anyText(20), async (text) => {
        fc.pre(text.isWellFormed() && text.trim() !== "");
        const options = [{ id: "a", text: `x${text}|b=${text}` }, { id: "b", text: "y" }]; // biome-ignore format: short
        const game = gameOf(quizOf([{ ...ITEMS[0], stem: `x${text}`, options }]), [], [{}]);
        const [row] = csvLines((await open(game))["codebook.csv"] ?? "");
        expect(row?.wording).toBe(game.quiz.items[0]?.stem);
        expect(JSON.parse(row?.options ?? "")).toEqual([
          { id: "a", text: `x${text}|b=${text}`.trim() },
          { id: "b", text: "y" },
        ]);
      }),
      { numRuns: 30 },
    );
  });

  test("[RP30] the position of an item stands under its occasion", async () => {
    const options = roomOf(quizOf(), { workshop: { id: "w", occasion: "post" } }).options;
    const rows = csvLines((await open({ ...GAME, room: { ...GAME.room, options } }))["codebook.csv"] ?? "");
    expect([rows[1]?.position, rows[1]?.position_pre, rows[1]?.position_post]).toEqual(["", "", "2"]);
  });

  test("[RP36] without names the nickname is blank and the code stays", async () => {
    const lines = csvLines((await open(GAME, false))["long.csv"] ?? "");
    expect(new Set(lines.map(({ nickname }) => nickname))).toEqual(new Set([""]));
    expect(new Set(lines.map((line) => line.participant_code))).toEqual(new Set(["AAAAA", "BBBBB", "CCCCC"]));
  });
});

describe("codes", () => {
  test("[RP37] codes.csv has everybody's code, nickname and person, and who of the list did not come", () => {
    const roster = [
      { id: "1", name: "Ani Lestari", code: "AAAAA" },
      { id: "2", name: "Dewi", code: "DDDDD" },
    ];
    const seats = [
      seatOf("p1", { nickname: "Ani", code: "AAAAA", personId: "1" }),
      seatOf("p2", { nickname: "Budi", code: "BBBBB" }),
      seatOf("p3", { nickname: "Eko", code: "EEEEE", removed: true }),
    ];
    expect(codeColumns(GAME)).toEqual(["code", "nickname", "person"]);
    expect(codeRows({ ...GAME, seats, room: { ...GAME.room, roster } })).toEqual([
      ["AAAAA", "Ani", "Ani Lestari"],
      ["BBBBB", "Budi", ""],
      ["DDDDD", "", "Dewi"],
    ]);
  });

  test("[RP37] in a room with teams codes.csv has everybody's team, of a list also that of who did not come", () => {
    const roster = [{ id: "2", name: "Dewi", code: "DDDDD", team: "Putih" }];
    const seats = ["p1", "p2", "p3"].map((id) => seatOf(id, { code: id, nickname: id, removed: id === "p1" }));
    const names = ["Merah", "Putih"];
    const teams = names.map((name, at) => ({ id: `t${at}`, name }));
    const of = (mode: "dealt" | "list") => {
      const options = { ...GAME.room.options, teams: mode === "list" ? { mode } : { mode, names } };
      const game = { ...GAME, seats, room: { ...GAME.room, options, teams, roster, moved: { p3: "t1" } } };
      return [codeColumns(game), ...codeRows(game)];
    };
    const head = ["code", "nickname", "person", "team"];
    const dealt = [["p2", "p2", "", "Putih"], ["p3", "p3", "", "Putih"], ["DDDDD", "", "Dewi", ""]]; // biome-ignore format: short
    expect(of("dealt")).toEqual([head, ...dealt]);
    const listed = [["p2", "p2", "", ""], ["p3", "p3", "", "Putih"], ["DDDDD", "", "Dewi", "Putih"]]; // biome-ignore format: short
    expect(of("list")).toEqual([head, ...listed]);
  });

  test("[RP36] who has no code is told apart by the order of joining, which a removal does not change", () => {
    const seats = ["p1", "p2", "p3"].map((id) => seatOf(id, { code: "" }));
    const codes = (game: typeof GAME) => csvLines(matrixCsv(game, "scores")).map((line) => line.participant_code);
    expect(codes({ ...GAME, seats })).toEqual(["anon-001", "anon-002", "anon-003"]);
    expect(codes({ ...GAME, seats: seats.map((seat, index) => ({ ...seat, removed: index === 1 })) })).toEqual([
      ...["anon-001", "anon-003"],
    ]);
    expect(codeRows({ ...GAME, seats })).toEqual([]);
  });
});
