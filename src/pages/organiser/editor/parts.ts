/** The parts of a question's form that belong to some types only. */
import { type Child, h } from "../../shared/dom.ts";
import { fill, locale, number } from "../../shared/language.ts";
import { select } from "../form.ts";
import { texts } from "../texts.ts";
import { relabelled, withItem } from "./change.ts";
import { type DraftItem, MOST_ACCEPTED, SCALE } from "./document.ts";
import { described, faultPlace, fieldAt, idAt, readNumber, signButton } from "./fields.ts";
import type { Part } from "./kinds.ts";
import type { Model } from "./model.ts";
import { optionsPart } from "./options.ts";

type Fields = Parameters<typeof withItem>[1];

/** Changes fields of the item; a tag makes it typing. */
const setting =
  (model: Model, item: DraftItem) =>
  (fields: Fields, tag = ""): void =>
    model.apply(withItem(item.id, fields), tag === "" ? "" : `${item.id} ${tag}`);

const slideText = (model: Model, item: DraftItem): Child => {
  const { editor } = texts().organiser;
  const field = h("textarea", {
    id: "at-text",
    rows: 5,
    value: item.text ?? "",
    oninput: () => setting(model, item)({ text: field.value }, "text"),
  });
  return fieldAt("text", editor.text, field);
};

const sides = (model: Model, item: DraftItem): Child => {
  const { organiser, common } = texts();
  return h(
    "fieldset",
    { class: "radios" },
    h("legend", {}, organiser.editor.sides),
    (["true", "false"] as const).map((side) =>
      h(
        "div",
        { class: "radio" },
        h("input", {
          type: "radio",
          id: `side-${side}`,
          name: `side-${item.id}`,
          checked: item.key?.[0] === side,
          onchange: () => setting(model, item)({ key: [side] }),
          aria: { describedby: `${idAt("key")}-fault` },
        }),
        h("label", { for: `side-${side}` }, common[side]),
      ),
    ),
    faultPlace("key"),
  );
};

const accepted = (model: Model, item: DraftItem): Child => {
  const { editor } = texts().organiser;
  const { accept = [] } = item;
  const now = () => model.current(item.id)?.accept ?? [];
  const focus = (at: number) => document.getElementById(`accept-${at}`)?.focus();
  const add = () => {
    setting(model, item)({ accept: [...now(), ""] });
    focus(now().length - 1);
  };
  const row = (text: string, at: number) => {
    const name = fill(editor.answer, { n: at + 1 });
    const field = h("input", {
      type: "text",
      id: `accept-${at}`,
      value: text,
      autocomplete: "off",
      aria: { label: name },
      oninput: () =>
        setting(model, item)(
          { accept: now().map((each, index) => (index === at ? field.value : each)) },
          `accept ${at}`,
        ),
      onkeydown: (event) => {
        if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.isComposing) return;
        event.preventDefault();
        if (at + 1 < now().length) focus(at + 1);
        else if (now().length < MOST_ACCEPTED) add();
      },
    });
    const remove = () => {
      setting(model, item)({ accept: now().filter((_, index) => index !== at) });
      focus(Math.min(at, now().length - 1));
    };
    return h(
      "li",
      { class: "option-edit" },
      h("div", { class: "option-fields" }, described(`accept[${at}]`, field), faultPlace(`accept[${at}]`)),
      signButton(`accept-${at}-remove`, "×", fill(editor.remove, { name }), remove, accept.length < 2),
    );
  };
  return h(
    "fieldset",
    { class: "options-edit" },
    h("legend", {}, editor.accept),
    h("p", { class: "hint" }, editor.acceptHint),
    h("ol", {}, accept.map(row)),
    faultPlace("accept"),
    h(
      "button",
      { type: "button", id: "add-accept", class: "button", disabled: accept.length >= MOST_ACCEPTED, onclick: add },
      editor.addAccept,
    ),
  );
};

/** A number in the page's own way of writing, without groups. */
const written = (value: number | null | undefined): string =>
  value == null ? "" : locale() === "id" ? String(value).replace(".", ",") : String(value);

const numberField = (model: Model, item: DraftItem, name: "answer" | "tolerance", hint: string): HTMLElement => {
  const { editor } = texts().organiser;
  const field = h("input", {
    type: "text",
    id: `at-${name}`,
    class: "tabular",
    inputmode: "decimal",
    autocomplete: "off",
    value: written(item[name]),
    oninput: () => setting(model, item)({ [name]: readNumber(field.value) }, name),
  });
  return fieldAt(name, editor[name], field, hint);
};

const numbers = (model: Model, item: DraftItem): Child => {
  const { editor } = texts().organiser;
  return h(
    "div",
    { class: "beside" },
    numberField(model, item, "answer", editor.answerHint),
    numberField(model, item, "tolerance", editor.toleranceHint),
  );
};

const scale = (model: Model, item: DraftItem): Child => {
  const { editor } = texts().organiser;
  const { labels = [], scale: points = 5, reverse = false } = item;
  const set = setting(model, item);
  const counts = Array.from({ length: SCALE.most - SCALE.least + 1 }, (_, index) => index + SCALE.least);
  const sizes = select(
    "at-scale",
    counts.map((count) => ({ value: String(count), label: fill(editor.points, { n: count }) })),
    String(points),
  );
  const way = labels.length === 0 ? "none" : labels.length === 2 && points !== 2 ? "ends" : "all";
  sizes.addEventListener("change", () => {
    const next = Number(sizes.value);
    set({ scale: next, ...(way === "all" ? { labels: relabelled(labels, next) } : {}) });
  });
  const ways = select(
    "at-labels",
    (["none", "ends", "all"] as const).map((value) => ({ value, label: editor.labelled[value] })),
    way,
  );
  ways.addEventListener("change", () =>
    set({ labels: ways.value === "none" ? [] : relabelled(labels, ways.value === "ends" ? 2 : points) }),
  );
  const label = (text: string, at: number) => {
    const point = labels.length === points ? at + 1 : at === 0 ? 1 : points;
    const field = h("input", {
      type: "text",
      id: `label-${at}`,
      value: text,
      autocomplete: "off",
      oninput: () => {
        const now = model.current(item.id)?.labels ?? [];
        set({ labels: now.map((each, index) => (index === at ? field.value : each)) }, `label ${at}`);
      },
    });
    return fieldAt(`labels[${at}]`, fill(editor.label, { n: number(point) }), field);
  };
  const turned = h("input", {
    type: "checkbox",
    id: "at-reverse",
    checked: reverse,
    onchange: () => set({ reverse: turned.checked }),
    aria: { describedby: "at-reverse-hint" },
  });
  return [
    h("div", { class: "beside" }, fieldAt("scale", editor.scale, sizes), fieldAt("labels", editor.labels, ways)),
    labels.length > 0 && h("div", { class: "labels-edit" }, labels.map(label)),
    h("div", { class: "check" }, turned, h("label", { for: "at-reverse" }, editor.reverse)),
    h("p", { class: "hint", id: "at-reverse-hint" }, editor.reverseHint),
  ];
};

/** Each part as it is drawn. */
export const PART_FORMS: Record<Part, (model: Model, item: DraftItem) => Child> = {
  text: slideText,
  options: optionsPart,
  sides,
  accept: accepted,
  number: numbers,
  scale,
};
