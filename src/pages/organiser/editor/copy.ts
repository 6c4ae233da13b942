/** A quiz under another id: what is there already is never replaced. */
import { type Child, h } from "../../shared/dom.ts";
import { openDialog } from "../../shared/focus.ts";
import { counted, fill } from "../../shared/language.ts";
import { api } from "../api.ts";
import { field, submitting } from "../form.ts";
import { wrong } from "../parts.ts";
import { texts } from "../texts.ts";
import { idFrom } from "./id-from.ts";

interface Wanted {
  /** The document; its id and title are what is asked for. */
  quiz: object;
  title: string;
  /** The quiz whose pictures the new one has, too. */
  images?: string;
}

/** The two fields, and what stores the quiz under them, with another button `beside` it; `done` gets the new id. */
export const newQuizFields = (
  { quiz, title, images }: Wanted,
  prefix: string,
  send: string,
  done: (id: string) => void,
  beside: Child = null,
): HTMLFormElement => {
  const { editor } = texts().organiser;
  let typed = false;
  const named = h("input", { type: "text", id: `${prefix}-title`, value: title, maxlength: 200, required: true });
  const id = h("input", {
    type: "text",
    id: `${prefix}-id`,
    value: title === "" ? "" : idFrom(title),
    maxlength: 64,
    required: true,
    pattern: "[A-Za-z0-9_\\-]+",
    autocomplete: "off",
    spellcheck: "false",
    oninput: () => {
      typed = true;
    },
  });
  named.addEventListener("input", () => {
    if (!typed) id.value = idFrom(named.value);
  });
  const told = h("p", { class: "fault", role: "alert", hidden: true });
  const store = async () => {
    const wanted = id.value.trim();
    const document = { ...quiz, id: wanted, title: named.value.trim() };
    const answer = await api.putQuiz(wanted, document, { base: "0", ...(images === undefined ? {} : { images }) });
    if (answer.ok) return done(wanted);
    told.hidden = false;
    told.textContent =
      answer.code === "stale_version"
        ? fill(editor.idTaken, { id: wanted })
        : answer.faults.length > 0
          ? fill(counted(editor.copyFaulty, answer.faults.length), { n: answer.faults.length })
          : wrong(answer.code);
    if (answer.code === "stale_version") id.focus();
  };
  return h(
    "form",
    { class: "fields stacked-form", onsubmit: submitting(store) },
    field(editor.quizTitle, named),
    field(editor.id, id, editor.idHint),
    told,
    h("p", { class: "ways" }, h("button", { class: "button primary" }, send), beside),
  );
};

/** Asks for title and id in a dialog, and stores the copy. */
export const askCopy = (wanted: Wanted, done: (id: string) => void): void => {
  const { editor, rooms } = texts().organiser;
  const form = newQuizFields(
    { ...wanted, title: fill(editor.copyOf, { title: wanted.title }).slice(0, 200) },
    "copy",
    editor.copyDo,
    (id) => {
      dialog.close();
      done(id);
    },
    h("button", { type: "button", class: "button", onclick: () => dialog.close() }, rooms.cancel),
  );
  const dialog = h(
    "dialog",
    { class: "ask", aria: { labelledby: "copy-heading" } },
    h("h2", { id: "copy-heading" }, editor.copyTitle),
    form,
  );
  openDialog(dialog);
};
