/** The list of questions: choosing one, changing their order, adding one. */
import { h } from "../../shared/dom.ts";
import { counted, fill, number } from "../../shared/language.ts";
import { select } from "../form.ts";
import { texts } from "../texts.ts";
import { withNewItem } from "./change.ts";
import type { DraftFault } from "./check.ts";
import { type DraftItem, MOST_ITEMS } from "./document.ts";
import { dragHandle, entryOf } from "./drag.ts";
import { say } from "./fields.ts";
import { dropItem, moveItem, newItemId, typeName } from "./item-form.ts";
import { KINDS } from "./kinds.ts";
import type { Model } from "./model.ts";

/** The element id of the list. */
export const ROWS = "item-rows";

/** How many faults each question has, by its place. */
const faultsByPlace = (faults: readonly DraftFault[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const { path } of faults) {
    const at = Number(/^items\[(\d+)\]/.exec(path)?.[1] ?? Number.NaN);
    if (!Number.isNaN(at)) counts.set(at, (counts.get(at) ?? 0) + 1);
  }
  return counts;
};

const row = (model: Model, item: DraftItem, at: number, faults: number): HTMLElement => {
  const { editor } = texts().organiser;
  const { items } = model.draft;
  const chosen = item.id === model.item?.id;
  const choose = (next: DraftItem | undefined) => {
    if (!next) return;
    model.choose(next.id);
    document.getElementById(`row-${next.id}`)?.focus();
  };
  const onkeydown = (event: Event) => {
    if (!(event instanceof KeyboardEvent) || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    const by = event.key === "ArrowUp" ? -1 : 1;
    if (event.altKey) moveItem(model, item.id, by);
    else choose(items[at + by]);
  };
  return h(
    "li",
    { dataset: entryOf(item.id) },
    h(
      "button",
      {
        type: "button",
        id: `row-${item.id}`,
        class: "item-row",
        tabindex: chosen ? 0 : -1,
        aria: { current: chosen ? "true" : undefined },
        onclick: () => choose(item),
        onkeydown,
      },
      h("span", { class: "item-place tabular" }, number(at + 1)),
      h(
        "span",
        { class: "item-words" },
        item.stem.trim() === ""
          ? h("span", { class: "item-stem none" }, editor.noText)
          : h("bdi", { class: "item-stem" }, item.stem),
        h(
          "small",
          {},
          typeName(item.type),
          faults > 0 && h("span", { class: "item-faults" }, fill(counted(editor.faultCount, faults), { n: faults })),
        ),
      ),
    ),
    items.length > 1 && dragHandle({ listId: ROWS, id: item.id, drop: (before) => dropItem(model, item.id, before) }),
  );
};

/** The rows alone: they are drawn again while somebody types. */
export const itemRows = (model: Model): HTMLElement[] => {
  const faults = faultsByPlace(model.faults);
  return model.draft.items.map((item, at) => row(model, item, at, faults.get(at) ?? 0));
};

/** What adds a question after the chosen one. */
export const adder = (model: Model): HTMLElement => {
  const { editor } = texts().organiser;
  const kinds = select(
    "new-type",
    KINDS.map(({ type }) => ({ value: type, label: typeName(type) })),
    "single-choice",
  );
  const add = () => {
    const id = newItemId();
    model.apply(withNewItem(id, kinds.value, model.item?.id ?? ""));
    model.choose(id);
    document.getElementById("at-stem")?.focus();
    say(editor.added);
  };
  return h(
    "div",
    { class: "adder" },
    h("label", { for: "new-type", class: "visually-hidden" }, editor.newType),
    kinds,
    h(
      "button",
      {
        type: "button",
        id: "add-item",
        class: "button primary",
        disabled: model.draft.items.length >= MOST_ITEMS,
        onclick: add,
      },
      editor.add,
    ),
  );
};
