/** The form of the chosen question. */
import { type Child, h } from "../../shared/dom.ts";
import { fill, number } from "../../shared/language.ts";
import { randomId } from "../../shared/random.ts";
import { type Choice, select } from "../form.ts";
import { texts } from "../texts.ts";
import { withCopyOf, withItem, withItemBefore, withItemMoved, withoutItem, withType } from "./change.ts";
import { type DraftItem, MOST_ITEMS } from "./document.ts";
import { faultPlace, fieldAt, say, signButton } from "./fields.ts";
import { KINDS, kindOf } from "./kinds.ts";
import type { Model } from "./model.ts";
import { PART_FORMS } from "./parts.ts";
import { pictureField } from "./picture.ts";

const SECONDS = [5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240];
const READING = [0, 3, 5, 8, 10, 15, 20, 30, 45, 60];
const POINTS = [0, 1000, 2000];
const NONE = "";

/** A new id for a question. */
export const newItemId = (): string => `q-${randomId().replace(/[-_]/g, "").slice(0, 8)}`;

/** The name of a type; of one that is not known here its own. */
export const typeName = (type: string): string => {
  const { types } = texts().organiser.editor;
  return type in types ? types[type as keyof typeof types] : type;
};

const sayPlace = ({ draft: { items } }: Model, itemId: string): void => {
  const place = items.findIndex(({ id }) => id === itemId) + 1;
  say(fill(texts().organiser.editor.moved, { n: place, of: items.length }));
};

/** Moves a question and says where it stands. */
export const moveItem = (model: Model, itemId: string, by: number): void => {
  model.apply(withItemMoved(itemId, by));
  sayPlace(model, itemId);
};

/** Moves a question before another one, or to the end, and shows it. */
export const dropItem = (model: Model, itemId: string, before: string | null): void => {
  model.apply(withItemBefore(itemId, before));
  if (model.current(itemId)) model.choose(itemId);
  sayPlace(model, itemId);
};

const tools = (model: Model, item: DraftItem, at: number): HTMLElement => {
  const { editor } = texts().organiser;
  const { items } = model.draft;
  const name = fill(editor.question, { n: at + 1 });
  const copy = () => {
    const id = newItemId();
    model.apply(withCopyOf(item.id, id));
    model.choose(id);
    document.getElementById("at-stem")?.focus();
    say(editor.copied);
  };
  const remove = () => {
    model.apply(withoutItem(item.id));
    const next = model.draft.items[at] ?? model.draft.items.at(-1);
    if (next) model.choose(next.id);
    document.getElementById(next ? `row-${next.id}` : "new-type")?.focus();
    say(editor.removed);
  };
  return h(
    "span",
    { class: "signs" },
    signButton("item-up", "↑", fill(editor.up, { name }), () => moveItem(model, item.id, -1), at === 0),
    signButton(
      "item-down",
      "↓",
      fill(editor.down, { name }),
      () => moveItem(model, item.id, 1),
      at === items.length - 1,
    ),
    h(
      "button",
      { type: "button", id: "item-copy", class: "button small", disabled: items.length >= MOST_ITEMS, onclick: copy },
      editor.duplicate,
    ),
    h("button", { type: "button", id: "item-remove", class: "button small danger", onclick: remove }, editor.delete),
  );
};

const choices = (values: readonly number[], now: number | undefined, word: (n: number) => string): Choice[] =>
  [...new Set(now === undefined ? values : [...values, now])]
    .sort((a, b) => a - b)
    .map((n) => ({ value: String(n), label: word(n) }));

const numberOf = (value: string): number | null => (value === NONE ? null : Number(value));

/** Time, points and reading time. */
const settings = (model: Model, item: DraftItem): HTMLElement => {
  const { editor } = texts().organiser;
  const { timed, scored } = kindOf(item.type);
  const seconds = (n: number) => fill(editor.secondsOf, { n });
  const chosen = (id: string, options: Choice[], value: string, set: (value: string) => void) => {
    const field = select(id, options, value);
    field.addEventListener("change", () => set(field.value));
    return field;
  };
  const time = chosen(
    "at-seconds",
    [{ value: NONE, label: editor.noLimit }, ...choices(SECONDS, item.seconds ?? undefined, seconds)],
    String(item.seconds ?? NONE),
    (value) => model.apply(withItem(item.id, { seconds: numberOf(value) })),
  );
  const points = chosen(
    "at-points",
    choices(POINTS, item.points, (n) => number(n)),
    String(item.points),
    (value) => model.apply(withItem(item.id, { points: Number(value) })),
  );
  const reading = chosen(
    "at-previewSeconds",
    [
      { value: NONE, label: editor.readingOfRoom },
      ...choices(READING, item.previewSeconds, (n) => (n === 0 ? editor.noReading : seconds(n))),
    ],
    String(item.previewSeconds ?? NONE),
    (value) => model.apply(withItem(item.id, { previewSeconds: numberOf(value) ?? undefined })),
  );
  return h(
    "div",
    { class: "beside" },
    timed && fieldAt("seconds", editor.seconds, time),
    scored && fieldAt("points", editor.pointsLabel, points),
    timed && fieldAt("previewSeconds", editor.reading, reading),
  );
};

const typeField = (model: Model, item: DraftItem): HTMLElement => {
  const { editor } = texts().organiser;
  const known = KINDS.map(({ type }) => type);
  const field = select(
    "at-type",
    [...new Set([...known, item.type])].map((type) => ({ value: type, label: typeName(type) })),
    item.type,
  );
  field.addEventListener("change", () => model.apply(withType(item.id, field.value)));
  return fieldAt("type", editor.type, field);
};

const longText = (model: Model, item: DraftItem, name: "stem" | "explanation", rows: number): HTMLElement => {
  const { editor } = texts().organiser;
  const slide = item.type === "slide";
  const field = h("textarea", {
    id: `at-${name}`,
    rows,
    value: item[name] ?? "",
    oninput: () => {
      const value = name === "explanation" && field.value === "" ? undefined : field.value;
      model.apply(withItem(item.id, { [name]: value }), `${item.id} ${name}`);
    },
  });
  return fieldAt(
    name,
    name === "explanation" ? editor.explanation : slide ? editor.heading : editor.stem,
    field,
    name === "explanation" ? editor.explanationHint : undefined,
  );
};

/** The form; nothing when there is no question. */
export const itemForm = (model: Model): Child => {
  const { item, draft } = model;
  const { editor } = texts().organiser;
  if (!item) return h("p", { class: "empty" }, editor.noItem);
  const at = draft.items.indexOf(item);
  const { parts, timed } = kindOf(item.type);
  return h(
    "section",
    { class: "item-form", aria: { labelledby: "item-title" } },
    h(
      "header",
      { class: "item-head" },
      h("h2", { id: "item-title", class: "tabular" }, fill(editor.questionOf, { n: at + 1, of: draft.items.length })),
      tools(model, item, at),
    ),
    faultPlace(""),
    typeField(model, item),
    longText(model, item, "stem", 2),
    pictureField({
      model,
      path: "image",
      now: () => model.current(item.id)?.image,
      small: false,
      set: (image, tag) => model.apply(withItem(item.id, { image: image ?? undefined }), tag && `${item.id} ${tag}`),
    }),
    parts.map((part) => PART_FORMS[part](model, item)),
    settings(model, item),
    timed && longText(model, item, "explanation", 2),
  );
};
