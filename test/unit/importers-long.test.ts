import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { readPast } from "../../src/importers/index.ts";
import { codebook, codebookCsv } from "../../src/reports/codebook.ts";
import { longRows } from "../../src/reports/long-report.ts";
import { report } from "../../src/reports/report.ts";
import { csvOf, importedGame, NOW, pastOf, playedGame, readText } from "./importers-fixtures.ts";

const game = playedGame();
const csv = csvOf(game);
/** The same table as another program writes it. */
const rewritten = (delimiter: string) => Papa.unparse(Papa.parse<string[]>(csv).data, { delimiter, newline: "\n" });
const rowsOf = (text: string) => text.split("\r\n").filter((line) => line !== "");

/** The rows of a room, without what its server draws. */
const evidence = (from: typeof game) =>
  [...longRows(from)].map(({ session: _, points: __, nickname: ___, item_version: ____, ...row }) => row);

const HEAD = "session,participant_code,item_id,type,response,key,correct,status,response_time_ms";
const table = (...rows: string[]) => [HEAD, ...rows].join("\n");
const faultsOf = (text: string) => readText(text).faults;

describe("the long form", () => {
  test("[IM5] with the library the same report comes out, to the last number", () => {
    const read = readText(csv, [game.quiz]);
    expect(read.faults).toEqual([]);
    const back = importedGame(read);
    const [before, after] = [report(game), report(back)];
    expect(after.items).toEqual(before.items);
    expect(after.test).toEqual(before.test);
    expect(after.questionnaire).toEqual(before.questionnaire);
    expect(after.texts).toEqual(before.texts);
    expect(evidence(back)).toEqual(evidence(game));
    expect(back.room).toMatchObject({
      ...{
        phase: "finished",
        imported: true,
        quizId: "quiz",
        title: "The quiz's title",
        finishedAt: NOW,
        createdAt: NOW,
      },
      options: { workshop: { id: "w1", occasion: "pre" }, identity: "coded" },
    });
  });

  test("[IM5] without the library every count and median is the same, and ids stand for the wording", () => {
    const back = importedGame(readText(csv));
    const bare = (from: typeof game) =>
      report(from).items.map(({ id, n, correct, omitted, absent, voided, time: { medianMs }, options }) => ({
        ...{ id, n, correct, omitted, absent, voided, medianMs },
        given: options.filter(({ count }) => count).map(({ id, count, key }) => ({ id, count, key })),
      }));
    expect(bare(back)).toEqual(bare(game));
    expect(back.quiz.items.map(({ type, stem }) => [type, stem])).toEqual(
      game.quiz.items.map(({ type, id }) => [type, id]),
    );
    expect(back.quiz.items[4]).toMatchObject({ type: "numeric", answer: -5, tolerance: 0.5 });
  });

  test("[IM5] with the codebook beside it the wording comes back", () => {
    const book = [...codebookCsv(codebook([game], LOCALES.en.sheets))].join("");
    const back = importedGame(readText(csv, [], book));
    const [first] = game.quiz.items;
    expect(back.quiz.items.map(({ explanation: _, ...item }) => item)).toEqual(
      game.quiz.items.map(({ explanation: _, ...item }) => item),
    );
    expect(first?.explanation).toBe("Because b.");
  });

  test("[IM5] a codebook of others may list options in one cell", () => {
    const book = "item_id,wording,options\nq1,Which?,a=Alpha; b=Beta; gamma; c: Delta";
    const back = importedGame(readText(table("s,C1,q1,single-choice,b,a,0,answered,900"), [], book));
    expect(back.quiz.items[0]).toMatchObject({
      stem: "Which?",
      options: [
        { id: "a", text: "Alpha" },
        { id: "b", text: "Beta; gamma" },
        { id: "c", text: "Delta" },
      ],
      key: ["a"],
    });
  });

  test.each([
    ["a byte order mark", `\uFEFF${csv}`],
    ["semicolons", rewritten(";")],
    ["tabs", rewritten("\t")],
    ["LF", csv.replaceAll("\r\n", "\n")],
    [
      "mixed line ends",
      csv
        .split("\r\n")
        .map((line, at) => line + ["\r\n", "\n", "\r"][at % 3])
        .join(""),
    ],
    ["blank rows", csv.replace("\r\n", "\r\n\r\n,,,,,,,,,,,,,,,,\r\n")],
  ])("[IM3] it is read with %s", (_, text) => {
    const read = readText(text, [game.quiz]);
    expect(read.faults).toEqual([]);
    expect(evidence(importedGame(read))).toEqual(evidence(game));
  });

  test("[IM3] columns may stand in any order, be missing, or be others' own", () => {
    const cells = (line: string) => line.split(",");
    const turned = (text: string) =>
      rowsOf(text)
        .map((line) => ["x", ...cells(line).reverse()].join(","))
        .join("\r\n");
    const simple = table("s,C1,q1,single-choice,a,a,1,answered,900", "s,C2,q1,single-choice,b,a,0,answered,1100");
    const plain = importedGame(readText(simple));
    expect(evidence(importedGame(readText(turned(simple.replaceAll("\n", "\r\n")))))).toEqual(evidence(plain));
    expect(plain.seats.map(({ code, nickname }) => [code, nickname])).toEqual([
      ["C1", ""],
      ["C2", ""],
    ]);
    expect(readText("item_id,response\nq1,a").faults).toEqual([
      expect.objectContaining({ path: "row 1", message: "These columns are missing: participant_code." }),
    ]);
  });

  test("[IM3] what was made text for spreadsheets is itself again", () => {
    expect(csv).toContain("'-2");
    const back = importedGame(readText(csv));
    expect([...(back.responses.get(4)?.values() ?? [])].map(({ value }) => value)).toContain("-2");
    expect(back.seats[1]?.nickname).toBe("=Budi, 2");
  });

  test("[IM3] the same headings again are nobody, as in files that were put together", () => {
    const lean = ["item_id,response,participant_code,key", "q1,a,P1,a"];
    const { past } = readText([...lean, "Item_ID, response,participant_code,key,", "q1,b,P2,a"].join("\n"));
    expect([past?.seats.map(({ code }) => code), past?.quiz.items.map(({ id }) => id)]).toEqual([["P1", "P2"], ["q1"]]);
  });

  test("[IM3] a row that swallowed others is told with the line of the first, and left out", () => {
    const rows = ['q1,"a,P1,a', "q1,b,P2,a", 'q1,"b",P3,a', "q1,a,P4,a"];
    const { past, faults } = readText(["item_id,response,participant_code,key", ...rows].join("\n"));
    expect(past?.seats.map(({ code }) => code)).toEqual(["P4"]);
    expect(faults[0]).toMatchObject({
      path: "row 2",
      code: "rows_swallowed",
      params: { line: 3, value: "q1,b,P2,a" },
    });
  });

  test("[IM3] a quoted cell may hold line breaks, and a row is counted as a spreadsheet counts it", () => {
    const broken = table('s,C1,q1,open-text,"satu\n""dua""",,,answered,900', "s,C1,q1,open-text,x,,,answered,900");
    const read = readText(broken);
    expect(read.faults).toEqual([
      expect.objectContaining({ path: "row 3", message: expect.stringContaining("earlier row") }),
    ]);
    expect(pastOf(read).seats[0]?.entries[0]?.value).toBe('satu "dua"');
  });

  test("[IM4] several sessions are refused; of two occasions the one asked for is read", () => {
    const two = table("s1,C1,q1,single-choice,a,a,1,answered,900", "s2,C1,q1,single-choice,a,a,1,answered,900");
    const read = readText(two);
    expect([read.past, read.faults]).toEqual([
      null,
      [
        expect.objectContaining({
          path: "session",
          message: "The file holds 2 sessions (s1, s2); bring one session a file.",
        }),
      ],
    ]);
    const lean =
      "session,occasion,participant,item,position,response,key,correct,omitted,response_time_ms\n" +
      "S1,pre,P1,Q1,1,B,A,0,0,4000\nS1,pre,P2,Q1,1,,A,0,1,\nS1,post,P1,Q1,1,A,A,1,0,3000";
    expect(readText(lean).past).toBeNull();
    const asked = { library: [], workshop: { id: "w", occasion: "pre" as const } };
    const post = importedGame(readPast({ kind: "text", text: lean }, asked));
    expect(report(post).items[0]).toMatchObject({ n: 2, correct: 0, omitted: 1 });
    expect(post.room.options.workshop).toEqual({ id: "w", occasion: "pre" });
  });

  test("[IM6] a row whose credit differs from the file's is told, and judged by the key", () => {
    const read = readText(
      table("s,C1,q1,single-choice,b,a,1,answered,900", "s,C2,q1,single-choice,a,a,1,answered,900"),
    );
    expect(read.faults).toEqual([
      expect.objectContaining({ path: "row 2", message: expect.stringContaining("The file says correct") }),
    ]);
    expect(report(importedGame(read)).items[0]).toMatchObject({ n: 2, correct: 1 });
  });

  test("[IM2] a row that makes no sense is named and left out, the others are kept", () => {
    const good = "s,C1,q1,single-choice,a,a,1,answered,900";
    const bad = [
      ["s,C1,q1,single-choice,a,a,1,answered,900", "earlier row"],
      [`s,${"x".repeat(65)},q1,single-choice,a,a,1,answered,900`, "over 64 characters"],
      ["s,C2,q1,single-choice,a,a,1,perhaps,900", "no status"],
      ["s,C2,q1,single-choice,,a,,answered,", "no response"],
      ["s,C2,q1,single-choice,a,a,1,omitted,", "has a response"],
      ["s,C2,,single-choice,a,a,1,answered,900", "names no item"],
      ["s,C2,q2,essay,a,a,1,answered,900", "no item type"],
    ] as const;
    const read = readText(table(good, ...bad.map(([row]) => row)));
    expect(pastOf(read).seats).toHaveLength(1);
    for (const [index, [, words]] of bad.entries()) {
      expect(read.faults).toContainEqual(
        expect.objectContaining({ path: `row ${index + 3}`, message: expect.stringContaining(words) }),
      );
    }
    expect(read.faults).toHaveLength(bad.length);
  });

  test("[IM2] at most 200 faults are told, the rest is counted", () => {
    const many = Array.from({ length: 300 }, (_, n) => `s,C${n},q1,single-choice,a,a,1,perhaps,900`);
    const faults = faultsOf(table("s,X,q1,single-choice,a,a,1,answered,900", ...many));
    expect(faults).toHaveLength(201);
    expect(faults.at(-1)).toEqual(expect.objectContaining({ path: "", message: "There are 100 more faults." }));
  });

  test("[IM8] a time that the file does not have is told, and is no time in the report", () => {
    const read = readText(table("s,C1,q1,single-choice,a,a,1,answered,", "s,C2,q1,single-choice,b,a,0,answered,900"));
    expect(read.faults).toEqual([
      expect.objectContaining({
        path: "response_time_ms",
        message: expect.stringContaining("1 answered rows have no time"),
      }),
    ]);
    const { time, n } = report(importedGame(read)).items[0] ?? {};
    expect([n, time?.n, time?.medianMs]).toEqual([2, 1, 900]);
  });

  test("[IM7] a blank nickname is that of the code's other rows", () => {
    const text = "participant_code,nickname,item_id,response,key\nA,Ani,q1,a,a\nA,,q2,b,a\n";
    expect(pastOf(readText(text)).seats).toMatchObject([{ code: "A", nickname: "Ani" }]);
  });

  test("[IM6] answers marked correct without any key are told", () => {
    const text = "participant_code,item_id,response,correct\nA,q1,a,1\nB,q1,b,0\n";
    expect(readText(text).faults).toContainEqual(
      expect.objectContaining({ path: "key", message: expect.stringContaining("no key") }),
    );
  });

  test("[IM7] any short text is a code and may repeat; the file's nickname tells two people apart", () => {
    const rows = ["12,Ani,q1", "12,Budi,q1", "kode Ibu Rina!,Rina,q1", "anon-003,,q1"];
    const text = `participant_code,nickname,item_id,response,key\n${rows.map((row) => `${row},a,a`).join("\n")}`;
    const { seats, room } = importedGame(readText(text));
    expect(seats.map(({ code }) => code)).toEqual(["12", "12", "kode Ibu Rina!", ""]);
    expect(room.options.identity).toBe("coded");
  });

  test("[IM7] row names of an anonymous room are no codes, and rows without any name go person by person", () => {
    const head = "participant_code,nickname,item_id,response,key,response_time_ms\n";
    const anonymous = importedGame(
      readText(`${head}anon-001,,q1,a,a,1\nanon-001,,q2,b,a,1\nanon-002,,q1,a,a,1\nanon-002,,q2,a,a,1`),
    );
    expect([anonymous.seats.map(({ code }) => code), anonymous.room.options.identity]).toEqual([["", ""], "anonymous"]);
    const nameless = importedGame(readText(`${head},,q1,a,a,1\n,,q2,b,a,1\n,,q1,a,a,1\n,,q2,a,a,1`));
    expect(report(nameless).items.map(({ n, correct }) => [n, correct])).toEqual([
      [2, 2],
      [2, 1],
    ]);
    expect(readText(`${head},,q1,a,a,1\n,,q1,b,a,1\n,,q2,a,a,1\n,,q2,a,a,1`).past).toBeNull();
  });

  test("[IM8] who let an item pass cannot miss a later one", () => {
    const rows = [
      "s,C1,q1,single-choice,,a,0,omitted,",
      "s,C1,q2,single-choice,,a,,absent,",
      "s,C2,q1,single-choice,a,a,1,answered,1",
      "s,C2,q2,single-choice,a,a,1,answered,1",
    ];
    const read = readText(table(...rows));
    expect(read.faults).toEqual([
      expect.objectContaining({ path: "row 3", message: expect.stringContaining("counts as omitted") }),
    ]);
    expect(report(importedGame(read)).items.map(({ omitted, absent }) => [omitted, absent])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});

test("[IM14] the list of what is said of a past room's file is closed, and documented with its words", () => {
  const spec = readFileSync(new URL("../../protocol/SPEC.md", import.meta.url), "utf8");
  const listed = spec.slice(spec.indexOf("- [IM14]"), spec.indexOf("\n- [IM20]"));
  const codes = [...listed.matchAll(/^\| `([a-z_]+)` \| (.+) \|$/gm)].map((row) => [row[1], row[2]]);
  expect(Object.fromEntries(codes)).toEqual(LOCALES.en.pastFaults);
  const [told] = readText(
    table("s,C1,q1,single-choice,a,a,1,answered,900", `s,C2,q1,single-choice,a,a,1,${"x".repeat(90)},9`),
  ).faults;
  const value = `${"x".repeat(80)}…`;
  const message = `There is no status “${value}”; the row is left out.`;
  expect(told).toEqual({ path: "row 3", code: "status_unknown", message, params: { value } });
});
