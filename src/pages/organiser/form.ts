/** Parts of forms: a field with its label, a list to choose from. */
import { type Child, h } from "../shared/dom.ts";

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A control below its label, with a sentence that is read with it. */
export const field = (label: string, control: Control, hint?: string): HTMLElement => {
  if (hint !== undefined) control.setAttribute("aria-describedby", `${control.id}-hint`);
  return h(
    "div",
    { class: "field" },
    h("label", { for: control.id }, label),
    control,
    hint !== undefined && h("p", { class: "hint", id: `${control.id}-hint` }, hint),
  );
};

export interface Choice {
  value: string;
  label: string;
}

/** A list of choices; `more` is another group below them with its name. */
export const select = (
  id: string,
  choices: readonly Choice[],
  value: string,
  more?: { label: string; choices: readonly Choice[] },
): HTMLSelectElement => {
  const option = (choice: Choice) =>
    h("option", { value: choice.value, selected: choice.value === value }, choice.label);
  return h(
    "select",
    { id, name: id },
    choices.map(option),
    more !== undefined && more.choices.length > 0 && h("optgroup", { label: more.label }, more.choices.map(option)),
  );
};

/** Calls `act` instead of sending a form; once more only when it is done. */
export const submitting = (act: () => unknown): ((event: Event) => void) => {
  let running = false;
  return (event) => {
    event.preventDefault();
    if (running) return;
    running = true;
    void (async () => act())().finally(() => {
      running = false;
    });
  };
};

/** Choices of which one holds, each with a sentence. */
export const radios = (
  name: string,
  legend: string,
  choices: readonly (Choice & { why?: string })[],
  value: string,
  changed?: (value: string) => void,
): HTMLFieldSetElement =>
  h(
    "fieldset",
    { class: "radios" },
    h("legend", {}, legend),
    choices.map((choice) => {
      const id = `${name}-${choice.value}`;
      const why: Child = choice.why !== undefined && h("small", { id: `${id}-why` }, choice.why);
      return h(
        "div",
        { class: "radio" },
        h("input", {
          type: "radio",
          id,
          name,
          value: choice.value,
          checked: choice.value === value,
          onchange: () => changed?.(choice.value),
          aria: { describedby: choice.why === undefined ? undefined : `${id}-why` },
        }),
        h("label", { for: id }, choice.label, why),
      );
    }),
  );
