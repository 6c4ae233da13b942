import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";
import { longCsv } from "../../src/reports/csv.ts";
import { longColumns, longRows } from "../../src/reports/long-report.ts";
import { report } from "../../src/reports/report.ts";
import { peopleSheet } from "../../src/reports/sheets/people.ts";
import { summarySheet } from "../../src/reports/sheets/summary.ts";
import { suppressReport } from "../../src/reports/suppress-report.ts";
import { matrixCsv } from "../../src/reports/wide.ts";
import type { Game } from "../../src/verdicts.ts";
import { gameOf, OPTIONS, quizOf, roomOf, seatOf } from "./fixtures.ts";
import { importedGame, readText } from "./importers-fixtures.ts";
import { unexplained } from "./report-games.ts";

const QUIZ = quizOf(
  ["q1", "q2"].map((id) => ({ id, type: "single-choice", stem: `${id}?`, options: OPTIONS, key: ["a"] })),
);
const SCORING = { scoring: "accuracy" } as const;

/** People by how many of two they had right and the id of their team; "late": came for the second. */
const teamGame = (
  people: [right: number | "late", team: string | null][],
  names = ["Merah", "Putih", "Hijau"],
): Game => {
  const room = roomOf(QUIZ, { ...SCORING, teams: { mode: "chosen", names } });
  const seats = people.map(([right, team], index) =>
    seatOf(`p${index}`, { team, code: `C${index}`, joinedAt: right === "late" ? 150_000 : 0 }),
  );
  const answers = (round: number) =>
    Object.fromEntries(
      people.flatMap(([right], index) =>
        right === "late" && round === 1
          ? []
          : [[`p${index}`, [right === "late" || right >= round ? "a" : "b", 2_000]] as const],
      ),
    ) as Record<string, [string, number]>;
  const { options, teams } = room;
  return gameOf(QUIZ, seats, [{ answers: answers(1) }, { answers: answers(2) }], {
    phase: "finished",
    options,
    ...(teams ? { teams } : {}),
  });
};
const GAME = teamGame([
  [2, "t1"],
  [1, "t1"],
  ["late", "t1"],
  [0, "t2"],
  [2, null],
]);
const csv = (game: Game) => [...longCsv(longRows(game), longColumns([game]))].join("");

describe("teams in reports", () => {
  test("[TE9] the report has each team with its score, and the share right of those who were shown everything", () => {
    const { teams } = report(GAME);
    expect(teams).toEqual([
      { id: "t1", name: "Merah", n: 3, nComplete: 2, meanTotal: 4000 / 3, meanPercentCorrect: 75, why: {} },
      { id: "t2", name: "Putih", n: 1, nComplete: 1, meanTotal: 0, meanPercentCorrect: 0, why: {} },
      {
        ...{ id: "t3", name: "Hijau", n: 0, nComplete: 0, meanTotal: null, meanPercentCorrect: null },
        why: { meanTotal: "nobody", meanPercentCorrect: "nobody" },
      },
    ]);
    expect(report(gameOf(QUIZ, [], [])).teams).toBeNull();
  });

  test("[TE9] data files end with the team, and are as ever without teams", () => {
    const rows = (text: string) => text.trim().split("\r\n");
    expect(rows(csv(GAME)).map((row) => row.split(",").at(-1))).toEqual([
      "team",
      ...["Merah", "Merah", "Merah", "Merah", "Merah", "Merah", "Putih", "Putih", "", ""],
    ]);
    expect(rows([...matrixCsv(GAME, "scores")].join("")).map((row) => row.split(",").at(-1))).toEqual([
      ...["team", "Merah", "Merah", "Merah", "Putih", ""],
    ]);
    const plain = gameOf(QUIZ, [seatOf("p0")], [{}, {}]);
    expect(rows(csv(plain))[0]?.endsWith("nickname,points")).toBe(true);
    expect(rows([...matrixCsv(plain, "scores")].join(""))[0]).toBe("participant_code,q1,q2,total");
  });

  test("[TE9] the workbook has the team of each person, and a table of teams", () => {
    const text = (rows: Iterable<unknown>) => JSON.stringify([...rows]);
    const people = text(peopleSheet(GAME, { names: true }, LOCALES.id).rows);
    expect(people).toContain("Kelompok");
    expect(people).toContain("Putih");
    const summary = text(summarySheet(report(GAME), LOCALES.id, "id").rows);
    expect(summary).toContain('"Merah (3)",{"value":75');
    const plain = gameOf(QUIZ, [seatOf("p0")], [{}, {}]);
    expect(text(peopleSheet(plain, { names: true }, LOCALES.id).rows)).not.toContain("Kelompok");
    expect(text(summarySheet(report(plain), LOCALES.id, "id").rows)).not.toContain("Kelompok");
  });

  test("[TE9] a team of few is hidden, and one more where the sum of all would tell its size", () => {
    const of = (count: number, team: string) => Array.from({ length: count }, (): [number, string] => [1, team]);
    const shared = (game: Game) => suppressReport(report(game), 5).teams ?? [];
    const hidden = shared(teamGame([...of(3, "t1"), ...of(6, "t2"), ...of(9, "t3")]));
    expect(hidden.map(({ n, meanTotal }) => [n, meanTotal])).toEqual([
      [null, null],
      [null, null],
      [9, 1000],
    ]);
    expect(unexplained({ teams: hidden })).toEqual([]);
    const late = shared(teamGame([...of(6, "t1"), ["late", "t1"], ...of(6, "t2")]));
    expect(late.map(({ n, nComplete, meanPercentCorrect }) => [n, nComplete, meanPercentCorrect])).toEqual([
      [7, null, null],
      [6, 6, 50],
      [0, 0, null],
    ]);
  });
});

describe("teams in files to import", () => {
  test("[TE10] the column gives the room its teams again, with the same scores", () => {
    const game = importedGame(readText(csv(GAME), [QUIZ]));
    expect(game.room.teams?.map(({ name }) => name)).toEqual(["Merah", "Putih"]);
    const [merah, putih] = report(game).teams ?? [];
    expect(merah).toMatchObject({ name: "Merah", n: 3, nComplete: 2, meanPercentCorrect: 75 });
    expect(putih).toMatchObject({ name: "Putih", n: 1, meanTotal: 0 });
    expect(importedGame(readText(csv(gameOf(QUIZ, [seatOf("p0")], [{}, {}])), [QUIZ])).room.teams).toBeUndefined();
  });

  test("[TE10] what cannot be a name, and teams beyond 40, are told, and their people have none", () => {
    const file = (teams: string[]) =>
      ["item_id,participant_code,response,key,team", ...teams.map((team, index) => `q1,P${index},a,a,${team}`)].join(
        "\n",
      );
    const long = readText(file(["x".repeat(30), "Tim A", "tim a"]));
    expect(long.faults.filter(({ path }) => path === "team")).toHaveLength(1);
    expect(importedGame(long).seats.map(({ team }) => team)).toEqual([null, "t1", "t1"]);
    const many = readText(file(Array.from({ length: 42 }, (_, index) => `Tim ${index + 2}`)));
    expect(many.faults.filter(({ path }) => path === "team")).toHaveLength(2);
    expect(importedGame(many).room.teams).toHaveLength(40);
  });
});
