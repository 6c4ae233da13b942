/** One page of A4: before and after, for the school. What is typed into it is printed and kept nowhere. */

import type { Comparison } from "../../../protocol/comparisons.ts";
import type { Questionnaire } from "../../../protocol/reports.ts";
import type { RoomRow } from "../../../protocol/rooms.ts";
import { type Child, h } from "../shared/dom.ts";
import { locale } from "../shared/language.ts";
import { roomLabel } from "./compare-with.ts";
import { onlyCounts } from "./few.ts";
import { field, select } from "./form.ts";
import { backTo } from "./parts.ts";
import { headPart, itemsTable, ratingTable, stuckPart } from "./sheet-parts.ts";
import { texts } from "./texts.ts";
import { noteSentences } from "./words.ts";

/** The printable height, A4 less its margins, in CSS pixels; a little less, for rounding. */
const TALL = ((297 - 24) / 25.4) * 96 - 4;
/** How dense the page may get: `data-fit` is 0 to 6. */
const LEVELS = 7;

/** What has been typed; it outlives a change of the language, and who signs where is the same on the next page. */
const typed = new Map<string, string>();

/** A line to fill in; `page` when it belongs to this page alone. */
const blank = (name: string, label: string, value = "", page = ""): HTMLElement => {
  const key = `${name} ${page}`;
  const input = h("input", {
    id: `sheet-${name}`,
    value: typed.get(key) ?? value,
    autocomplete: "off",
    oninput: () => typed.set(key, input.value),
  });
  return h("p", { class: `blank ${name}` }, h("label", { for: input.id }, label), input);
};

const signature = (): HTMLElement => {
  const { sheet: words } = texts().organiser;
  return h(
    "div",
    { class: "sheet-signature" },
    blank("place", words.place),
    h("div", { class: "sheet-sign-line" }),
    blank("signer", words.signer),
    blank("role", words.role),
  );
};

/** Makes the page denser until it is one page; undefined text is none. */
const squeeze = (sheet: HTMLElement): void => {
  for (let level = 0; level < LEVELS; level++) {
    sheet.dataset.fit = String(level);
    if ((sheet.firstElementChild as HTMLElement).scrollHeight <= TALL) return;
  }
};

export interface SheetParts {
  comparison: Comparison;
  title: string;
  /** Rooms that may have a questionnaire, and the one that was chosen. */
  rooms: readonly RoomRow[];
  chosen: string;
  questionnaire: Questionnaire | null;
  choose: (roomId: string) => void;
}

const tools = ({ comparison, rooms, chosen, questionnaire, choose }: SheetParts): Child => {
  const { sheet: words, room } = texts().organiser;
  const { pre, post } = comparison;
  const others = rooms.filter(({ id, phase }) => phase === "finished" && id !== pre.id && id !== post.id);
  const list = select(
    "sheet-rating",
    [{ value: "", label: words.noRating }, ...others.map((each) => ({ value: each.id, label: roomLabel(each) }))],
    chosen,
  );
  list.addEventListener("change", () => choose(list.value));
  return h(
    "div",
    { class: "screen-only" },
    backTo(`#compare=${pre.id}~${post.id}`, words.back),
    h("p", { class: "note" }, words.intro),
    h(
      "div",
      { class: "tools" },
      field(words.rating, list),
      h("button", { type: "button", class: "button primary", onclick: () => print() }, room.print),
    ),
    chosen !== "" && questionnaire === null && h("p", { class: "faults" }, words.ratingNone),
  );
};

/** The page with its tools; the tools are not printed. */
export const sheetPage = (parts: SheetParts): HTMLElement => {
  const { sheet: words } = texts().organiser;
  const { comparison, questionnaire } = parts;
  const notes = noteSentences(comparison.notes);
  const few = onlyCounts(comparison);
  const sheet = h(
    "div",
    { class: "sheet" },
    h(
      "div",
      { class: "sheet-in" },
      h(
        "header",
        { class: "sheet-top" },
        blank("school", words.school),
        h("h1", {}, words.title),
        blank("event", words.event, parts.title, `${comparison.pre.id}~${comparison.post.id}`),
      ),
      headPart(comparison),
      itemsTable(comparison),
      h("div", { class: "sheet-columns" }, stuckPart(comparison), questionnaire !== null && ratingTable(questionnaire)),
      h("p", { class: "sheet-sentences" }, comparison.sentences[locale()].join(" ")),
      h(
        "footer",
        { class: "sheet-end" },
        h("p", { class: "sheet-notes" }, [...notes, ...(few ? [] : [words.legend])].join(" ")),
        signature(),
      ),
    ),
  );
  // Only what is laid out can be measured, and only in its own face.
  requestAnimationFrame(() => squeeze(sheet));
  void document.fonts.ready.then(() => squeeze(sheet));
  return h("article", { class: "sheet-page" }, tools(parts), h("div", { class: "sheet-frame" }, sheet));
};
