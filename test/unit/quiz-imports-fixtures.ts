/** Files of questions, and how a test reads them. */
import { strToU8 } from "fflate";
import type { QuizFault } from "../../protocol/imports.ts";
import { readQuizUpload } from "../../src/http/import-quiz-upload.ts";
import type { Cell } from "../../src/importers/kahoot-rows.ts";
import { readQuiz } from "../../src/importers/quiz/index.ts";
import { quizTable } from "../../src/importers/quiz/own-rows.ts";
import type { QuizAsked, QuizRead } from "../../src/importers/quiz/source.ts";
import type { Quiz } from "../../src/quiz.ts";
import { csvSlices } from "../../src/reports/csv.ts";
import { workbook } from "../../src/reports/xlsx.ts";
import { bytesOf } from "./files-reading.ts";

export const readText = (text: string, asked: QuizAsked = {}): QuizRead => readQuiz({ kind: "text", text }, asked);

export const readSheet = (rows: Cell[][], name = "Sheet1"): QuizRead =>
  readQuiz({ kind: "sheets", sheets: [{ name, rows }] }, {});

export const readBytes = async (bytes: Uint8Array, asked: QuizAsked = {}): Promise<QuizRead> => {
  const read = await readQuizUpload(bytes, asked);
  if ("tooLarge" in read || "refused" in read) throw new Error(JSON.stringify(read));
  return read;
};

export const csvOf = (quiz: Quiz): string => {
  const { headings, rows } = quizTable(quiz);
  return [...csvSlices(headings, rows)].join("");
};

export const xlsxOf = async (quiz: Quiz): Promise<Uint8Array> => {
  const { headings, rows } = quizTable(quiz);
  return bytesOf(workbook([{ name: "Quiz", widths: headings.map(() => 10), rows: [headings, ...rows] }]));
};

/** The quiz again, from each of the files in which it can be taken away. */
export const again = async (quiz: Quiz): Promise<QuizRead[]> => [
  await readBytes(strToU8(JSON.stringify(quiz))),
  await readBytes(strToU8(csvOf(quiz))),
  await readBytes(await xlsxOf(quiz)),
];

export const codesOf = (faults: readonly QuizFault[], severity?: QuizFault["severity"]): string[] =>
  faults.filter((fault) => severity === undefined || fault.severity === severity).map(({ code }) => code);

export const stemsOf = ({ quiz }: QuizRead): string[] => quiz?.items.map(({ stem }) => stem) ?? [];

/** The key of each question, by the ids of its options or by their texts. */
export const keysOf = ({ quiz }: QuizRead, by: "id" | "text" = "id"): (string | null)[] =>
  quiz?.items.map((item) => {
    if (!("key" in item)) return null;
    const texts = "options" in item ? item.options.filter(({ id }) => item.key.includes(id)) : [];
    return (by === "id" ? item.key : texts.map(({ text }) => text)).join("");
  }) ?? [];

/** Rows that are neither an item nor named by an error; below 1 none is lost. More than 500 errors are not all told. */
export const lost = ({ rows, quiz, faults }: QuizRead): number => {
  const errors = faults.filter(({ severity }) => severity === "error");
  const over = errors.find(({ code }) => code === "too_many_items")?.params?.count ?? 0;
  const places = new Set(
    errors
      .filter(({ code }) => code !== "too_many_items")
      .map(({ sheet, row, line, path }) => JSON.stringify([sheet, row, line, /^\w*\[\d+\]/.exec(path ?? "")?.[0]])),
  );
  return rows - (quiz?.items.length ?? 0) - Number(over) - places.size;
};
