/** The answers of one person from paper: a field a question, saved as one moves on. It stands on a projector, so it tells no key. */
import type { HostAnswers } from "../../../protocol/events.ts";
import type { PaperAnswerOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fill, quizLanguage } from "../shared/language.ts";
import { lettersOf, typedValue, valueTyped } from "./paper-letters.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

/** What goes into the field, in words. */
const hint = ({ widget, options = [] }: PaperAnswerOf["prompt"]): string => {
  const { paper } = texts().host;
  if (widget === "scale") return fill(paper.scale, { n: options.length });
  if (options.length > 0) return paper.letters;
  return widget === "number" ? paper.number : paper.text;
};

const legend = ({ prompt }: PaperAnswerOf): HTMLElement | false => {
  const { widget, options = [] } = prompt;
  if (options.length === 0 || widget === "scale") return false;
  const letters = lettersOf(prompt);
  const sorted = [...options].sort((a, b) => a.mark - b.mark);
  return h(
    "p",
    { class: "paper-options" },
    sorted.map(({ id, text }) =>
      h("span", {}, h("b", {}, letters.get(id) ?? ""), " ", h("bdi", { lang: quizLanguage() }, text)),
    ),
  );
};

interface Row {
  root: HTMLElement;
  /** Saves what has been typed, if that has not been done; false: it is not saved. */
  save(): Promise<boolean>;
}

const createRow = (session: Session, playerId: string, answer: PaperAnswerOf): Row => {
  const { paper } = texts().host;
  const { round, question, prompt, source, voided, value } = answer;
  const state = h("span", { class: "paper-state", role: "status" }, voided ? paper.voided : "");
  const byPhone = source === "phone";
  const field = h("input", {
    class: "paper-field",
    name: `round-${round}`,
    value: valueTyped(prompt, value),
    placeholder: byPhone ? "" : hint(prompt),
    disabled: byPhone,
    autocomplete: "off",
    autocapitalize: prompt.options ? "characters" : "none",
    maxlength: 500,
    aria: { label: fill(paper.answer, { n: question ?? round }) },
  });
  if (byPhone) state.textContent = paper.phone;
  let saved = field.value;
  const tell = (text: string, wrong = false) => {
    state.textContent = text;
    state.classList.toggle("wrong", wrong);
    field.setAttribute("aria-invalid", String(wrong));
  };
  const saveNow = async (): Promise<boolean> => {
    const typed = field.value;
    if (typed.trim() === saved.trim()) return true;
    const wanted = typedValue(prompt, typed);
    if (wanted === undefined) {
      tell(paper.wrong, true);
      return false;
    }
    tell(paper.saving);
    const answered = await session.ask("answer:enter", { playerId, answers: [{ round, value: wanted }] });
    if (answered?.ok) saved = typed;
    const ok = answered?.ok === true;
    // Something else has been typed meanwhile, which is saved by itself.
    if (field.value !== typed) return ok;
    if (answered === null) tell(paper.lost, true);
    else if (answered.ok) tell(wanted === null ? "" : paper.saved);
    else tell(answered.error.code === "invalid_payload" ? paper.wrong : texts().errors[answered.error.code], true);
    return ok;
  };
  /** One after the other, so that the last one stands. */
  let saving = Promise.resolve(true);
  const save = (): Promise<boolean> => {
    saving = saving.then(saveNow);
    return saving;
  };
  field.addEventListener("change", () => void save());
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void save();
    const fields = [...(field.closest("ol")?.querySelectorAll<HTMLInputElement>(".paper-field:enabled") ?? [])];
    (fields[fields.indexOf(field) + 1] ?? document.querySelector<HTMLElement>(".paper-person input"))?.focus();
  });
  field.addEventListener("focus", () => field.select());
  const root = h(
    "li",
    { class: "paper-row" },
    h("span", { class: "paper-number tabular" }, question ?? round),
    h(
      "div",
      { class: "paper-what" },
      h("p", { class: "paper-stem" }, h("bdi", { lang: quizLanguage() }, prompt.stem)),
      legend(answer),
    ),
    field,
    state,
  );
  return { root, save };
};

export interface PaperSheet {
  root: HTMLElement;
  /** Saves what is typed; false: some of it is not saved, and its fields say why. */
  saved(): Promise<boolean>;
}

/** The rounds that are over, each with its field. */
export const paperSheet = (session: Session, playerId: string, { answers }: HostAnswers["answer:list"]): PaperSheet => {
  const { paper } = texts().host;
  const rows = answers.map((answer) => createRow(session, playerId, answer));
  const saved = async () => (await Promise.all(rows.map(({ save }) => save()))).every(Boolean);
  if (rows.length === 0) return { root: h("p", { class: "paper-none" }, paper.none), saved };
  const list = h(
    "ol",
    { class: "paper-rows" },
    rows.map(({ root }) => root),
  );
  return { root: h("div", {}, h("p", { class: "paper-how" }, paper.how), list), saved };
};
