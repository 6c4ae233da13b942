/** Sentences to paste into a report. */
import { h } from "../shared/dom.ts";
import { report } from "./parts.ts";
import { texts } from "./texts.ts";

/** Without a secure context there is no clipboard in script; what is selected can still be copied. */
const copied = async (text: string, field: HTMLElement): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection()?.selectAllChildren(field);
    return document.execCommand("copy");
  }
};

/** The sentences with a button that copies them. */
export const copyPart = (sentences: readonly string[]): HTMLElement | null => {
  if (sentences.length === 0) return null;
  const words = texts().organiser.sentences;
  const text = sentences.join(" ");
  const field = h("blockquote", {}, text);
  const copy = async () => report((await copied(text, field)) ? words.copied : words.notCopied);
  return h(
    "section",
    { class: "sentences", aria: { labelledby: "sentences" } },
    h("h2", { id: "sentences" }, words.title),
    field,
    h("button", { type: "button", class: "button", onclick: () => void copy() }, words.copy),
  );
};
