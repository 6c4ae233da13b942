/** The sheet `RawReportData Data` of a Kahoot! report: a row a question and player, in 18 or 20 columns. */
import { heading } from "./long-rows.ts";

export type Cell = string | number | boolean | Date | null | undefined;
/** Before what a spreadsheet shows instead of a value that its formula could not give; no text begins so. */
export const FAILED = "\u0007";

export interface Sheet {
  name: string;
  rows: readonly (readonly Cell[])[];
  isHidden?: boolean | undefined;
  /** A cell that was left out, because it stands too far out. */
  far?: { row: number; column: string } | undefined;
}

export interface KahootRow {
  /** As a spreadsheet counts rows. */
  row: number;
  number: string;
  question: string;
  /** Answers 1 to 6, blank ones too. */
  answers: string[];
  correctAnswers: string;
  allotted: string;
  player: string;
  answer: string;
  /** Whether the report counts it as correct; undefined when it does not say. */
  correct: boolean | undefined;
  /** Thinking time, ms; undefined when the report does not say. */
  ms: number | undefined;
}

/** A cell as text, on one line and with single spaces. */
export const textOf = (cell: Cell): string => {
  if (cell === null || cell === undefined) return "";
  if (typeof cell === "boolean") return cell ? "True" : "False";
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? "" : cell.toISOString().slice(0, 10);
  const text = String(cell);
  return text.startsWith(FAILED) ? "" : text.replace(/\s+/g, " ").trim();
};

/** The number that a cell begins with, written with a point or a comma: 2.9, "2,9", "20 seconds", "14.50%". */
const numberIn = (text: string): number | undefined => {
  const found = /^-?\d+(?:[.,]\d+)?/.exec(text)?.[0];
  return found === undefined ? undefined : Number(found.replace(",", "."));
};

/** The limit of a question, s. */
export const secondsOf = (allotted: string): number | null => {
  const seconds = numberIn(allotted) ?? 0;
  return seconds >= 5 && seconds <= 240 ? seconds : null;
};

const ANSWERS = [1, 2, 3, 4, 5, 6].map((n) => `answer_${n}`);
const NEEDED = ["question_number", "question", "correct_answers", "answer"];

/** The header among the first rows; undefined when this is not the sheet. */
const headerAt = ({ rows }: Sheet): number | undefined => {
  const at = rows.slice(0, 20).findIndex((row) => {
    const names = row.map((cell) => heading(textOf(cell)));
    return names.includes("question_number") || (names.includes("question") && names.includes("correct_answers"));
  });
  return at < 0 ? undefined : at;
};

/** The sheet of raw data, by its name or else by its header. */
export const rawSheet = (sheets: readonly Sheet[]): { sheet: Sheet; header: number } | undefined => {
  const named = sheets.filter(({ name }) => /^rawreportdata/i.test(name.trim()));
  for (const sheet of [...named, ...sheets]) {
    const header = headerAt(sheet);
    if (header !== undefined) return { sheet, header };
  }
  return undefined;
};

const msOf = (seconds: string, percent: string, allotted: string): number | undefined => {
  const exact = numberIn(seconds);
  if (exact !== undefined) return Math.round(exact * 1000);
  const [share, limit] = [numberIn(percent), numberIn(allotted)];
  if (share === undefined || limit === undefined) return undefined;
  // As text it is a percentage, as a number a share.
  return Math.round((percent.includes("%") ? share / 100 : share) * limit * 1000);
};

/** The rows below the header, blank ones left out; or the names of the columns that are missing. */
export const kahootRows = (sheet: Sheet, header: number): { rows: KahootRow[] } | { missing: string[] } => {
  const names = (sheet.rows[header] ?? []).map((cell) => heading(textOf(cell)));
  const missing = NEEDED.filter((name) => !names.includes(name)).map((name) => name.replaceAll("_", " "));
  if (!names.includes("players") && !names.includes("player")) missing.push("players");
  if (missing.length > 0) return { missing };
  const at = (...wanted: string[]) => wanted.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const columns = {
    number: at("question_number"),
    question: at("question"),
    correctAnswers: at("correct_answers"),
    allotted: at("time_allotted_to_answer_(seconds)"),
    player: at("players", "player"),
    answer: at("answer"),
    verdict: at("correct_/_incorrect"),
    correct: at("correct"),
    seconds: at("answer_time_(seconds)"),
    percent: at("answer_time_(%)"),
    answers: ANSWERS.map((name) => names.indexOf(name)).filter((index) => index >= 0),
  };
  const rows = sheet.rows.flatMap((cells, index): KahootRow[] => {
    if (index <= header || cells.every((cell) => textOf(cell) === "")) return [];
    const text = (column: number) => (column < 0 ? "" : textOf(cells[column]));
    const [verdict, correct, allotted] = [
      text(columns.verdict).toLowerCase(),
      text(columns.correct),
      text(columns.allotted),
    ];
    return [
      {
        row: index + 1,
        number: text(columns.number),
        question: text(columns.question),
        answers: columns.answers.map(text),
        correctAnswers: text(columns.correctAnswers),
        allotted,
        player: text(columns.player),
        answer: text(columns.answer),
        correct:
          verdict === "correct" || correct === "1"
            ? true
            : verdict === "incorrect" || correct === "0"
              ? false
              : undefined,
        ms: msOf(text(columns.seconds), text(columns.percent), allotted),
      },
    ];
  });
  return { rows };
};
