/** The face of an option: its shape, its colour, its text. */
import type { PromptOf } from "../../../../protocol/snapshots.ts";
import { h, type Props } from "../../shared/dom.ts";
import { quizLanguage } from "../../shared/language.ts";
import { mark, markClass } from "../../shared/marks.ts";

export type OptionOf = NonNullable<PromptOf["options"]>[number];

/** From this length on the text is set a little smaller. */
const LONG = 70;

const isLong = ({ text }: OptionOf) => text.length > LONG;

/** Options without long ones share the height evenly. */
export const optionsClass = (options: readonly OptionOf[] = []): string =>
  options.some(isLong) ? "options" : "options even";

export const optionButton = (option: OptionOf, props: Props): HTMLButtonElement =>
  h(
    "button",
    { type: "button", ...props, class: `option ${markClass(option.mark)}${isLong(option) ? " long" : ""}` },
    mark(option.mark),
    // The text names the picture.
    option.image && h("img", { class: "option-picture", src: option.image.url, alt: option.image.alt }),
    h("bdi", { class: "option-text", lang: quizLanguage() }, option.text),
  );
