/** An item's image. */
import type { PromptOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { quizLanguage } from "../shared/language.ts";

/** The image in its frame, or null when the item has none. */
export const picture = (image: PromptOf["image"]): HTMLElement | null =>
  image === undefined
    ? null
    : h("figure", { class: "picture" }, h("img", { src: image.url, alt: image.alt, lang: quizLanguage() }));
