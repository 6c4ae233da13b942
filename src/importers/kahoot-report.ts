/** A Kahoot! report (XLSX) as a past room. */
import { typeOf } from "../items/index.ts";
import type { Asked, Imported } from "./asked.ts";
import { type Faults, reasonOf } from "./faults.ts";
import { type KahootItem, kahootItem } from "./kahoot-items.ts";
import { asInLibrary } from "./kahoot-library.ts";
import { type KahootRow, kahootRows, rawSheet, type Sheet, textOf } from "./kahoot-rows.ts";
import { type PastSeat, pastQuiz, thinkingTime } from "./past.ts";

const MAX_ITEMS = 200;

/** Title and day of the sheet Overview, as far as they are there. */
const overviewOf = (sheets: readonly Sheet[]): { title: string; heldAt: number | null } => {
  const rows = sheets.find(({ name }) => name.trim().toLowerCase() === "overview")?.rows ?? [];
  const played = rows.find((row) => textOf(row[0]).toLowerCase() === "played on")?.[1];
  const day = Date.parse(`${textOf(played)} UTC`);
  const heldAt = Number.isNaN(day) ? Date.parse(textOf(played)) : day;
  return { title: textOf(rows[0]?.[0]), heldAt: heldAt > 0 ? heldAt : null };
};

interface Question extends KahootItem {
  rows: KahootRow[];
}

/** Questions in the order of their numbers; one number with two texts is two questions. */
const questionsOf = (rows: readonly KahootRow[], sheet: string, { library }: Asked, faults: Faults): Question[] => {
  const groups = [...Map.groupBy(rows, ({ number, question }) => JSON.stringify([number, question])).values()];
  const numberOf = (of: KahootRow[]): number =>
    Number(/^\d+/.exec(of[0]?.number ?? "")?.[0] ?? Number.POSITIVE_INFINITY);
  const taken = new Set<string>();
  const fresh = (base: string): string => {
    for (let n = 1; ; n++) if (!taken.has(n === 1 ? base : `${base}-${n}`)) return n === 1 ? base : `${base}-${n}`;
  };
  return groups
    .map((of, index) => ({ of, number: numberOf(of), index }))
    .sort((a, b) => (a.number === b.number ? a.index - b.index : a.number - b.number))
    .flatMap(({ of, number }, index): Question[] => {
      const path = `${sheet} row ${of[0]?.row}`;
      const base = `q${Number.isFinite(number) ? number : index + 1}`;
      const id = fresh(base);
      if (id !== base) faults.tell(path, "number_twice", { value: of[0]?.number ?? "", id });
      const made = kahootItem(id, of, faults, path);
      if (!made) return [];
      const read = asInLibrary(made, library, taken);
      taken.add(read.item.id);
      return [{ ...read, rows: of }];
    });
};

/** What every player did, by the index of the question. */
const seatsOf = (
  questions: readonly Question[],
  rows: readonly KahootRow[],
  sheet: string,
  faults: Faults,
): PastSeat[] => {
  const seats = new Map<string, PastSeat>();
  for (const { player } of rows) if (player !== "") seats.set(player, { code: "", nickname: player, entries: [] });
  let untimed = 0;
  questions.forEach(({ item, read, rows: of }, index) => {
    const type = typeOf(item);
    for (const { row, player, answer, correct, ms } of of) {
      const path = `${sheet} row ${row}`;
      const seat = seats.get(player);
      const value = answer === "" ? null : read(answer);
      if (!seat) faults.tell(path, "player_missing");
      else if (seat.entries[index]) faults.tell(path, "row_twice", { item: item.stem });
      else if (answer !== "" && value === null) faults.tell(path, "answer_unknown", { value: answer });
      else {
        seat.entries[index] = {
          attendance: value === null ? "omitted" : "answered",
          value,
          elapsedMs: value === null ? null : thinkingTime(ms),
        };
        if (value !== null && thinkingTime(ms) === null) untimed++;
        const right = value !== null && type.judge(item, value) === 1;
        if (!type.scored || value === null || correct === undefined || right === correct) continue;
        faults.tell(path, correct ? "says_correct" : "says_incorrect");
      }
    }
  });
  if (untimed > 0) faults.tell(sheet, "untimed", { count: untimed });
  return [...seats.values()].filter(({ entries }) => entries.length > 0);
};

/** The sheets of a workbook -> a past room; undefined when it is no Kahoot! report. */
export const readKahoot = (sheets: readonly Sheet[], asked: Asked, faults: Faults): Imported | undefined => {
  const found = rawSheet(sheets);
  if (!found) return undefined;
  const { name } = found.sheet;
  const refused = (...fault: Parameters<Faults["tell"]>): Imported => {
    faults.tell(...fault);
    return { past: null, faults: faults.all() };
  };
  const read = kahootRows(found.sheet, found.header);
  if ("missing" in read)
    return refused(`${name} row ${found.header + 1}`, "columns_missing", { columns: read.missing.join(", ") });
  const count = new Set(read.rows.map(({ number, question }) => `${number} ${question}`)).size;
  if (count > MAX_ITEMS) return refused(name, "items_many", { count, max: MAX_ITEMS });
  const questions = questionsOf(read.rows, name, asked, faults);
  const seats = seatsOf(questions, read.rows, name, faults);
  if (questions.length === 0 || seats.length === 0) return refused(name, "none_kept");
  const { title, heldAt } = overviewOf(sheets);
  const made = pastQuiz(
    asked.title ?? (title === "" ? "Kahoot!" : title),
    questions.map(({ item }) => item),
  );
  if ("faults" in made) {
    for (const { path, ...fault } of made.faults) faults.tell(path, "quiz_invalid", reasonOf(fault));
    return { past: null, faults: faults.all() };
  }
  return {
    past: {
      quiz: made.quiz,
      voided: questions.map(() => false),
      seats,
      workshop: asked.workshop,
      anonymous: false,
      heldAt,
    },
    faults: faults.all(),
  };
};
