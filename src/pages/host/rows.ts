/** The rows of a reveal: one an answer, as a mark, words, a bar and a count. */
import type { PromptOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, number, quizLanguage } from "../shared/language.ts";
import { mark, markClass, tick } from "../shared/marks.ts";
import { bar } from "./bars.ts";
import type { SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";

/** Typed answers beyond these are counted in one row. */
const TYPED_ROWS = 6;

interface Row {
  text: string;
  image?: PromptOf["image"];
  count: number;
  right: boolean;
  /** 0..5, or null for answers without a shape. */
  mark: number | null;
  /** Its place in the right order, from 1. */
  place?: number;
}

/** A typed answer as the viewer's language writes it: numbers have its decimal sign. */
export const written = (prompt: PromptOf | undefined, text: string): string =>
  prompt?.widget === "number" && Number.isFinite(Number(text)) ? number(Number(text), 10) : text;

/** What is right, unless the round is void: then it may be wrong itself. */
const keyOf = ({ key = [], voided }: SnapshotAt<"reveal">): string[] => (voided ? [] : key);

const rowsOf = (snapshot: SnapshotAt<"reveal">): Row[] => {
  const { prompt, distribution = [], voided } = snapshot;
  const key = keyOf(snapshot);
  const tallied = new Map(distribution.map((answer) => [answer.id, answer]));
  if (prompt?.options) {
    // An order is shown as it should be, each row with how many put it in its place.
    const places = prompt.widget === "order" ? new Map(key.map((id, place) => [id, place])) : new Map<string, number>();
    const options = [...prompt.options].sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0));
    return options.map(({ id, text, image, mark: index }, place) => ({
      ...(places.size > 0 ? { place: place + 1 } : {}),
      text,
      image,
      count: tallied.get(id)?.count ?? 0,
      right: !voided && tallied.get(id)?.right === true,
      mark: index,
    }));
  }
  return distribution.map(({ id, text = id, count, right = false }) => ({
    text: written(prompt, text),
    count,
    right: right && !voided,
    mark: null,
  }));
};

/** The rows that are shown, and what the others amount to. Right ones always have a row. */
const cut = (rows: Row[]): { shown: Row[]; others: number } => {
  if (rows.every((row) => row.mark !== null) || rows.length <= TYPED_ROWS) return { shown: rows, others: 0 };
  const kept = new Set([...new Set([...rows.filter((row) => row.right), ...rows])].slice(0, TYPED_ROWS));
  const shown = rows.filter((row) => kept.has(row));
  const others = rows.filter((row) => !kept.has(row)).reduce((sum, row) => sum + row.count, 0);
  return { shown, others };
};

/** What the rows say, in their words. */
export const rowTexts = (snapshot: SnapshotAt<"reveal">): string[] =>
  cut(rowsOf(snapshot)).shown.map(({ text }) => text);

const drawRow = (row: Row, whole: number, keyed: boolean): HTMLElement => {
  const { host } = texts();
  const tone = row.mark === null ? (row.right ? "tone-right" : "tone-plain") : markClass(row.mark);
  const standing = !keyed ? "plain" : row.right ? "right" : "back";
  return h(
    "li",
    { class: `row ${standing}${row.mark === null ? " typed" : ""}` },
    row.mark !== null && h("span", { class: `row-mark tint-${row.mark}` }, mark(row.mark)),
    row.image && h("img", { class: "row-picture", src: row.image.url, alt: row.image.alt, lang: quizLanguage() }),
    h(
      "div",
      { class: "row-body" },
      h(
        "p",
        { class: "row-text" },
        h(
          "span",
          { class: "row-words", lang: row.mark === null ? undefined : quizLanguage() },
          row.place === undefined ? row.text : `${row.place}. ${row.text}`,
        ),
        row.place === undefined &&
          row.right &&
          h("span", { class: "row-tick" }, tick(), h("span", { class: "visually-hidden" }, host.reveal.isRight)),
      ),
      bar(row.count / whole, tone),
    ),
    h(
      "p",
      { class: "row-count tabular" },
      h("span", { aria: { hidden: "true" } }, number(row.count)),
      h("span", { class: "visually-hidden" }, fill(counted(host.reveal.count, row.count), { n: row.count })),
    ),
  );
};

/** The list of rows of a reveal; a bar's whole is everybody who was asked. */
export const answerRows = (snapshot: SnapshotAt<"reveal">): HTMLElement => {
  const { reveal } = texts().host;
  const { shown, others } = cut(rowsOf(snapshot));
  const whole = Math.max(1, snapshot.of, ...shown.map(({ count }) => count));
  const keyed = keyOf(snapshot).length > 0;
  if (shown.length === 0) return h("p", { class: "rows-none" }, reveal.none);
  const items = shown.map((row) => drawRow(row, whole, keyed));
  return h(
    "ul",
    { class: `rows${shown.length > 4 ? " dense" : ""}`, aria: { label: reveal.answers } },
    snapshot.prompt?.widget === "order" && keyed && h("li", { class: "rows-others" }, reveal.inPlace),
    items,
    others > 0 && h("li", { class: "rows-others" }, fill(counted(reveal.others, others), { n: others })),
  );
};
