/** Kahoot! reports of a test's own, in both layouts. */
import writeWorkbook from "write-excel-file/node";
import type { Cell, Sheet } from "../../src/importers/kahoot-rows.ts";

const HEAD_18 = [
  ...["Question Number", "Question", "Answer 1", "Answer 2", "Answer 3", "Answer 4", "Correct Answers"],
  ...["Time Allotted to Answer (seconds)", "Players", "Answer", "Correct / Incorrect", "Correct", "Incorrect"],
  ...["Score (points)", "Score without Answer Streak Bonus (points)", "Current Total Score (points)"],
  ...["Answer Time (%)", "Answer Time (seconds)"],
];
const HEAD_20 = HEAD_18.flatMap((name) =>
  name === "Answer 4" ? [name, "Answer 5", "Answer 6"] : name === "Players" ? "Player" : name,
);

export interface Answered {
  question: [number: string, text: string];
  answers: string[];
  key: string;
  player: string;
  answer: string | null;
  right: boolean;
  seconds?: Cell;
  percent?: Cell;
  allotted?: Cell;
}

/** A row as the layout has it. */
const rowOf = (layout: 18 | 20, given: Answered): Cell[] => {
  const { question, answers, key, player, answer, right, seconds = 2.9, percent = "14.50%", allotted = 20 } = given;
  const options = Array.from({ length: layout === 18 ? 4 : 6 }, (_, index) => answers[index] ?? null);
  const points = right ? 928 : 0;
  const verdict = right ? "Correct" : "Incorrect";
  return [
    ...question,
    ...options,
    key,
    allotted,
    player,
    answer,
    verdict,
    +right,
    +!right,
    points,
    points,
    points,
    percent,
    seconds,
  ];
};

export const rawSheetOf = (layout: 18 | 20, rows: Answered[]): Sheet => ({
  name: "RawReportData Data",
  rows: [layout === 18 ? HEAD_18 : HEAD_20, ...rows.map((row) => rowOf(layout, row))],
});

export const OVERVIEW: Sheet = {
  name: "Overview",
  rows: [["Komunitas belajar"], ["Played on", "23 Dec 2019"], ["Hosted by", "Rina"], ["Played with", "2 players"]],
};

/** The sheets as a workbook. */
export const xlsxOf = async (sheets: readonly Sheet[]): Promise<Uint8Array> => {
  const data = sheets.map(({ name, rows }) => ({
    sheet: name,
    data: rows.map((row) => row.map((value) => (value === null || value === undefined ? null : { value }))),
  }));
  return new Uint8Array(await writeWorkbook(data as never).toBuffer());
};
