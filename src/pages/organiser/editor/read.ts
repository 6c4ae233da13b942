/** Questions from a file: the server reads it, what was read and what was not is shown, and only then it is stored. */
import { type Child, h } from "../../shared/dom.ts";
import { counted, fill, number } from "../../shared/language.ts";
import { api, type ReadFault, type ReadQuiz } from "../api.ts";
import { faultWords } from "../faults.ts";
import { submitting } from "../form.ts";
import { wrong } from "../parts.ts";
import { texts } from "../texts.ts";
import { newQuizFields } from "./copy.ts";
import type { Draft } from "./document.ts";
import { readItems } from "./read-items.ts";

/** Where in the file something stands: "Sheet 1, row 4, column B". */
const placeOf = ({ sheet, row, line, column, path }: ReadFault): string => {
  const { at } = texts().organiser.editor.read;
  const parts = [
    sheet,
    row !== undefined && fill(at.row, { n: number(row) }),
    line !== undefined && fill(at.line, { n: number(line) }),
    column !== undefined && fill(at.column, { column }),
    row === undefined && line === undefined && path !== "" && path,
  ];
  return parts.filter((part) => typeof part === "string").join(", ");
};

/** Of files with very many faults the first ones are listed. */
const LISTED = 100;

const faultsPart = (faults: readonly ReadFault[], heading: string, kind: string): Child => {
  if (faults.length === 0) return null;
  const { read } = texts().organiser.editor;
  const rest = faults.length - LISTED;
  return h(
    "div",
    { class: kind },
    h("h4", {}, fill(counted(heading, faults.length), { n: faults.length })),
    h(
      "ul",
      {},
      faults.slice(0, LISTED).map((fault) => {
        const place = placeOf(fault);
        return h("li", {}, place !== "" && h("code", {}, place), ` ${faultWords(texts().importFaults, fault)}`);
      }),
      rest > 0 && h("li", {}, fill(read.more, { n: rest })),
    ),
  );
};

const bySeverity = (faults: readonly ReadFault[], severity: ReadFault["severity"]): ReadFault[] =>
  faults.filter((fault) => fault.severity === severity);

/** What was read last, until it is stored or put away: the page may be drawn again meanwhile. */
let waiting: ReadQuiz | null = null;

/** What was recognised, kept and left out; the questions; and the fields under which it is stored. */
const readPart = ({ format, quiz, rows, faults }: ReadQuiz, cancel: () => void): HTMLElement => {
  const { editor, rooms } = texts().organiser;
  const { read } = editor;
  const names: Record<string, string> = read.formats;
  const draft = quiz as Draft | null;
  const errors = bySeverity(faults, "error");
  const n = draft?.items.length ?? 0;
  const away = h("button", { type: "button", class: "button", onclick: cancel }, rooms.cancel);
  const done = (id: string) => {
    waiting = null;
    location.hash = `#quiz=${id}`;
  };
  const form = draft && newQuizFields({ quiz: draft, title: draft.title }, "read", read.save, done, away);
  return h(
    "section",
    { class: "read", aria: { labelledby: "read-heading" } },
    h("h3", { id: "read-heading", tabindex: -1 }, fill(read.recognised, { format: names[format] ?? format })),
    h("p", {}, fill(counted(read.kept, n), { n }), " ", rows > 0 && fill(read.rows, { n: rows })),
    faultsPart(errors, draft ? read.leftOut : read.refused, "faults"),
    faultsPart(bySeverity(faults, "note"), read.notes, "done"),
    draft && readItems(draft),
    form ?? away,
  );
};

/** The form that takes a file. */
export const readForm = (): HTMLElement => {
  const { read } = texts().organiser.editor;
  const input = h("input", { id: "quiz-file", type: "file", required: true, aria: { describedby: "quiz-file-hint" } });
  const result = h("div", { class: "read-result" });
  const told = h("p", { role: "status" });
  const cancel = () => {
    waiting = null;
    result.replaceChildren();
    told.textContent = read.cancelled;
    input.value = "";
    input.focus();
  };
  const send = async () => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    waiting = null;
    result.replaceChildren();
    told.textContent = read.reading;
    const answer = await api.readQuiz(file);
    told.textContent = "";
    if (answer.ok) {
      waiting = answer.body;
      result.replaceChildren(readPart(waiting, cancel));
      const heading = result.querySelector<HTMLElement>("h3");
      heading?.focus();
      heading?.scrollIntoView({ block: "start" });
    } else {
      const faults = answer.faults as readonly ReadFault[];
      const shown = faultsPart(
        faults.map((fault) => ({ ...fault, severity: "error" as const })),
        read.refused,
        "faults",
      );
      result.replaceChildren(h("div", { role: "alert" }, shown ?? h("p", { class: "faults" }, wrong(answer.code))));
    }
  };
  const ask = h(
    "form",
    { class: "read-ask", onsubmit: submitting(send) },
    h("label", { for: "quiz-file" }, read.choose),
    input,
    h("button", { class: "button primary" }, read.send),
    h("p", { class: "hint", id: "quiz-file-hint" }, read.hint),
  );
  if (waiting) result.append(readPart(waiting, cancel));
  return h("div", { class: "upload" }, h("h3", {}, read.title), ask, told, result);
};
