/** Collects the questions of a file into one quiz. */
import type { Place, QuizFaultCode } from "../../../protocol/imports.ts";
import type { Fault } from "../../document-fault.ts";
import type { Item } from "../../items/index.ts";
import { ItemId } from "../../items/item.ts";
import { parseQuiz, type Quiz } from "../../quiz.ts";
import { type Params, reasonOf } from "../faults.ts";
import { idOf, slugOf } from "../ids.ts";
import type { QuizFaults } from "./faults.ts";
import { placeWords, type QuizAsked } from "./source.ts";
import { cut, languageOf, same, tidy } from "./text.ts";

const MAX_ITEMS = 200;
const MAX_TITLE = 200;
const LANGUAGE = /^(?=.{1,35}$)[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$/;

/** Says something of the question at hand; notes of one that is left out are not told. */
export interface Told {
  error(code: QuizFaultCode, params?: Params, place?: Place): void;
  note(code: QuizFaultCode, params?: Params, place?: Place): void;
}

export type Draft = Record<string, unknown>;

/** What a file says of the quiz as a whole. */
interface Head {
  title?: string | undefined;
  id?: string | undefined;
  language?: string | undefined;
}

export interface Book {
  /** One question of the file. `make` gives its draft, or tells an error and gives none. */
  question(place: Place, make: (told: Told) => Draft | undefined): void;
  /** Questions beyond those that are looked at, from a place on. */
  beyond(place: Place, count: number): void;
  head(head: Head): void;
  done(): { quiz: Quiz | null; rows: number };
}

/** What two questions have in common when they are the same one. */
const contentOf = (item: Item): string =>
  JSON.stringify([item.type, same(item.stem), "options" in item ? item.options.map(({ text }) => same(text)) : []]);

const textsOf = (items: readonly Item[]): string[] =>
  items.flatMap((item) => [item.stem, ...("options" in item ? item.options.map(({ text }) => text) : [])]);

/** Options that stand in an item twice. */
const twiceIn = (item: Item): string[] => {
  const texts = "options" in item ? item.options.map(({ text }) => same(text)) : [];
  return [...new Set(texts.filter((text, at) => texts.indexOf(text) < at))];
};

/** The item of a draft, or why it is none, each reason with its path within the item. */
const parsed = (draft: Draft): { item: Item } | { faults: Fault[] } => {
  const read = parseQuiz({ schemaVersion: 1, id: "q", title: "q", items: [draft] });
  if ("faults" in read) {
    return { faults: read.faults.map((fault) => ({ ...fault, path: fault.path.replace(/^items\[0\]\.?/, "") })) };
  }
  return { item: read.quiz.items[0] as Item };
};

/** An empty book. Items are numbered as they come: an item left out does not move the ids of the others. */
export const createBook = (asked: QuizAsked, faults: QuizFaults): Book => {
  const items: Item[] = [];
  const ids = new Set<string>();
  const contents = new Map<string, Place>();
  let head: Head = {};
  let rows = 0;
  let over: { place: Place; count: number } | undefined;

  const beyond = (place: Place, count: number) => {
    rows += count;
    over = { place: over?.place ?? place, count: (over?.count ?? 0) + count };
  };
  const free = (base: string): string => {
    for (let n = 1; ; n++) if (!ids.has(n === 1 ? base : `${base}-${n}`)) return n === 1 ? base : `${base}-${n}`;
  };
  const idFor = (given: unknown, told: Told): string => {
    const wanted = typeof given === "string" || typeof given === "number" ? String(given).trim() : "";
    const id = free((wanted === "" ? "" : idOf(wanted).slice(0, 60)) || `q${rows}`);
    if (ItemId.safeParse(wanted).success && !ids.has(wanted)) return wanted;
    if (wanted !== "") told.note("id_changed", { value: wanted, id });
    return id;
  };
  const keep = (place: Place, draft: Draft, told: Told): void => {
    const read = parsed({ ...draft, id: idFor(draft.id, told) });
    if ("faults" in read) {
      for (const { path, ...fault } of read.faults) {
        const whole = place.path === undefined ? undefined : `${place.path}${path === "" ? "" : `.${path}`}`;
        told.error("item_invalid", { path, ...reasonOf(fault) }, whole === undefined ? {} : { path: whole });
      }
      return;
    }
    for (const value of twiceIn(read.item)) told.note("option_duplicate", { value });
    const content = contentOf(read.item);
    const earlier = contents.get(content);
    if (earlier) told.note("stem_duplicate", { earlier: placeWords(earlier) });
    else contents.set(content, place);
    ids.add(read.item.id);
    items.push(read.item);
  };

  return {
    question: (place, make) => {
      if (items.length >= MAX_ITEMS) return beyond(place, 1);
      rows++;
      let errors = 0;
      const notes: (() => void)[] = [];
      const told: Told = {
        error: (code, params, more) => {
          errors++;
          faults.error({ ...place, ...more }, code, params);
        },
        note: (code, params, more) => void notes.push(() => faults.note({ ...place, ...more }, code, params)),
      };
      const draft = make(told);
      if (draft && errors === 0) keep(place, draft, told);
      else if (errors === 0) told.error("stem_missing");
      if (errors === 0) for (const say of notes) say();
    },
    beyond,
    head: (given) => {
      head = { ...given, ...head };
    },
    done: () => {
      if (over) faults.error(over.place, "too_many_items", { max: MAX_ITEMS, count: over.count });
      if (rows === 0 && !faults.anyError()) faults.error({}, "nothing_found");
      if (items.length === 0) return { quiz: null, rows };
      const known = LANGUAGE.test(head.language ?? "") ? head.language : undefined;
      const language = known ?? languageOf(textsOf(items));
      const named = tidy(asked.name ?? "").replace(/\.[a-z0-9]{1,8}$/i, "");
      const wanted = [asked.title, head.title, named].find((title) => title !== undefined && title.trim() !== "");
      const title = cut((wanted ?? (language === "en" ? "Quiz" : "Kuis")).trim(), MAX_TITLE);
      if (wanted !== undefined && wanted.trim() !== title) faults.note({}, "title_cut", { max: MAX_TITLE });
      const id = [asked.id, head.id].find((given) => ItemId.safeParse(given).success) ?? slugOf(title);
      const quiz = parseQuiz({ schemaVersion: 1, id, title, language, items });
      if ("quiz" in quiz) return { quiz: quiz.quiz, rows };
      throw new Error(`A quiz of good items has faults: ${JSON.stringify(quiz.faults)}`);
    },
  };
};
