/** The questions of a file as they were read: short, with what is right ticked. */
import { type Child, h } from "../../shared/dom.ts";
import { number } from "../../shared/language.ts";
import { tick } from "../../shared/marks.ts";
import { texts } from "../texts.ts";
import { optionsOf } from "./change.ts";
import type { Draft, DraftItem } from "./document.ts";
import { typeName } from "./item-form.ts";
import { kindOf } from "./kinds.ts";

const line = (text: string, right: boolean): HTMLElement =>
  h(
    "li",
    { class: right ? "is-right" : undefined },
    right && tick(),
    right && h("span", { class: "visually-hidden" }, `${texts().organiser.editor.right}: `),
    h("bdi", {}, text),
  );

const figure = (value: number): string => number(value, 10);

/** What can be answered, or what is right. */
const answers = (item: DraftItem): Child => {
  const { common } = texts();
  const { keyed } = kindOf(item.type);
  const isRight = (id: string) => keyed !== "order" && item.key?.includes(id) === true;
  const { accept, answer, tolerance } = item;
  const lines = [
    ...optionsOf(item).map(({ id, text }, at) =>
      line(keyed === "order" ? `${number(at + 1)}. ${text}` : text, isRight(id)),
    ),
    ...(item.labels ?? []).map((text) => line(text, false)),
    ...(item.type === "true-false" ? (["true", "false"] as const).map((id) => line(common[id], isRight(id))) : []),
    ...(accept ?? []).map((text) => line(text, true)),
    ...(answer == null ? [] : [line(tolerance ? `${figure(answer)} ± ${figure(tolerance)}` : figure(answer), true)]),
  ];
  return lines.length > 0 && h(keyed === "order" ? "ol" : "ul", { class: "read-options" }, lines);
};

/** The list. */
export const readItems = ({ items }: Draft): HTMLElement =>
  h(
    "ol",
    { class: "read-items" },
    items.map((item) =>
      h(
        "li",
        {},
        h("p", {}, h("bdi", { class: "stem" }, item.stem), " ", h("small", {}, typeName(item.type))),
        answers(item),
      ),
    ),
  );
