/** The points of a scale from its first to its last; one tap on one of them sends it. None looks better than another. */
import type { PromptOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { quizLanguage } from "../../shared/language.ts";
import { texts } from "../texts.ts";
import type { Widget } from "./widget.ts";

type Point = NonNullable<PromptOf["options"]>[number];

/** A point without a label of its own is its number, which stands beside it already. */
const label = ({ id, text }: Point) =>
  h("bdi", { class: text === id ? "visually-hidden" : "option-text", lang: quizLanguage() }, text);

export const scale: Widget = ({ prompt, disabled, send }) =>
  h(
    "div",
    { class: "scale", role: "group", aria: { label: texts().player.open.scale } },
    prompt.options?.map((point) =>
      h(
        "button",
        { type: "button", class: "point", disabled, onclick: () => send(point.id) },
        h("span", { class: "step tabular", aria: { hidden: "true" } }, point.id),
        label(point),
      ),
    ),
  );
