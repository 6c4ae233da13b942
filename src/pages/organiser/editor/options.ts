/** The options of a question, each with its shape: their texts, which are right, their order and pictures. */
import { type Child, h } from "../../shared/dom.ts";
import { fill, number } from "../../shared/language.ts";
import { mark, markClass } from "../../shared/marks.ts";
import { texts } from "../texts.ts";
import {
  optionsOf,
  withNewOption,
  withOption,
  withOptionBefore,
  withOptionMoved,
  withoutOption,
  withRight,
} from "./change.ts";
import { type DraftItem, type DraftOption, OPTIONS } from "./document.ts";
import { dragHandle, entryOf } from "./drag.ts";
import { described, faultPlace, idAt, signButton } from "./fields.ts";
import { kindOf } from "./kinds.ts";
import type { Model } from "./model.ts";
import { pictureField } from "./picture.ts";

/** The element id of the list. */
const LIST = "option-rows";

const textId = (optionId: string): string => `option-${optionId}-text`;
const focus = (id: string) => document.getElementById(id)?.focus();

/** What says whether an option is right, or where it stands in the order. */
const keyControl = (model: Model, item: DraftItem, option: DraftOption, place: number): Child => {
  const { editor } = texts().organiser;
  const { keyed } = kindOf(item.type);
  if (keyed === "none") return null;
  if (keyed === "order") return h("span", { class: "place tabular" }, `${number(place)}.`);
  const id = `option-${option.id}-right`;
  const input = h("input", {
    type: keyed === "one" ? "radio" : "checkbox",
    id,
    name: `right-${item.id}`,
    checked: item.key?.includes(option.id) === true,
    onchange: () => {
      const now = model.current(item.id);
      if (now) model.apply(withRight(now, option.id, input.checked));
    },
    aria: { describedby: `${idAt("key")}-fault` },
  });
  return h(
    "span",
    { class: "key-box" },
    input,
    h(
      "label",
      { for: id },
      editor.right,
      h("span", { class: "visually-hidden" }, ` ${fill(editor.option, { n: place })}`),
    ),
  );
};

const row = (model: Model, item: DraftItem, option: DraftOption, at: number, count: number): HTMLElement => {
  const { editor } = texts().organiser;
  // Faults name an option by where it is written, which an ordering shows elsewhere.
  const path = `options[${item.options?.indexOf(option) ?? at}]`;
  const name = fill(editor.option, { n: at + 1 });
  const next = optionsOf(item)[at + 1];
  const act = (change: (now: DraftItem) => Parameters<Model["apply"]>[0], tag?: string) => {
    const now = model.current(item.id);
    if (now) model.apply(change(now), tag);
  };
  const field = h("input", {
    type: "text",
    id: textId(option.id),
    value: option.text,
    maxlength: 400,
    autocomplete: "off",
    aria: { label: name },
    oninput: () => act((now) => withOption(now, option.id, { text: field.value }), `${item.id} ${option.id}`),
    onkeydown: (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      if (next) focus(textId(next.id));
      else add(model, item.id);
    },
  });
  const remove = () => {
    act((now) => withoutOption(now, option.id));
    const now = model.current(item.id);
    const left = now ? optionsOf(now) : [];
    focus(textId((left[at] ?? left.at(-1))?.id ?? ""));
  };
  const move = (by: number) => act((now) => withOptionMoved(now, option.id, by));
  return h(
    "li",
    { class: "option-edit", dataset: entryOf(option.id) },
    h("span", { class: `tile ${markClass(at)}` }, mark(at)),
    keyControl(model, item, option, at + 1),
    h("div", { class: "option-fields" }, described(`${path}.text`, field), faultPlace(`${path}.text`)),
    h(
      "span",
      { class: "signs" },
      dragHandle({
        listId: LIST,
        id: option.id,
        drop: (before) => act((now) => withOptionBefore(now, option.id, before)),
      }),
      signButton(`option-${option.id}-up`, "↑", fill(editor.up, { name }), () => move(-1), at === 0),
      signButton(`option-${option.id}-down`, "↓", fill(editor.down, { name }), () => move(1), at === count - 1),
      signButton(`option-${option.id}-remove`, "×", fill(editor.remove, { name }), remove, count <= OPTIONS.least),
    ),
    pictureField({
      model,
      path: `${path}.image`,
      now: () => model.current(item.id)?.options?.find(({ id }) => id === option.id)?.image,
      small: true,
      set: (image, tag) => act((now) => withOption(now, option.id, { image }), tag),
    }),
  );
};

const add = (model: Model, itemId: string): void => {
  const now = model.current(itemId);
  if (!now || (now.options?.length ?? 0) >= OPTIONS.most) return;
  model.apply(withNewOption(now));
  const after = model.current(itemId);
  const last = after && optionsOf(after).at(-1);
  if (last) focus(textId(last.id));
};

export const optionsPart = (model: Model, item: DraftItem): HTMLElement => {
  const { editor } = texts().organiser;
  const { keyed } = kindOf(item.type);
  const options = optionsOf(item);
  return h(
    "fieldset",
    { class: "options-edit" },
    h("legend", {}, editor.options),
    h("p", { class: "hint" }, editor.keyHint[keyed]),
    h(
      "ol",
      { id: LIST },
      options.map((option, at) => row(model, item, option, at, options.length)),
    ),
    faultPlace("options"),
    faultPlace("key"),
    h(
      "button",
      {
        type: "button",
        id: "add-option",
        class: "button",
        disabled: options.length >= OPTIONS.most,
        onclick: () => add(model, item.id),
      },
      editor.addOption,
    ),
  );
};
