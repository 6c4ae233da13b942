/** Answers as small cards: a chosen option with its mark, typed text as text, a number as the language writes it. */
import type { VerdictPromptOf } from "../../../protocol/snapshots.ts";
import { type Child, h } from "../shared/dom.ts";
import { number, quizLanguage } from "../shared/language.ts";
import { mark, markClass, tick } from "../shared/marks.ts";

/** `right` adds a tick; `quiet` steps back and keeps the colour for the mark alone. */
type Look = "plain" | "right" | "quiet";

/** From this length on a typed text is set as sentences. */
const LONG = 80;

const card = (look: Look, face: string, ...children: Child[]) =>
  h("li", { class: `answer ${face}` }, ...children, look === "right" ? tick() : null);

/** An answer as text: an option's, or what was typed. */
const answerText = (prompt: VerdictPromptOf, value: string | number): string => {
  const text = prompt.options?.find(({ id }) => id === value)?.text;
  if (text !== undefined) return prompt.widget === "scale" && text !== value ? `${value} · ${text}` : text;
  return prompt.widget === "number" ? number(Number(value), 10) : String(value);
};

/** The same read aloud: whose text is a letter says nothing without its picture. */
export const answerSaid = (prompt: VerdictPromptOf, value: string | number): string => {
  const alt = prompt.options?.find(({ id }) => id === value)?.image?.alt;
  return answerText(prompt, value) + (alt ? ` (${alt})` : "");
};

export const answers = (prompt: VerdictPromptOf, values: readonly (string | number)[], look: Look): HTMLUListElement =>
  h(
    "ul",
    { class: "answers" },
    values.map((value, place) => {
      const option = prompt.options?.find(({ id }) => id === value);
      const words = answerText(prompt, value);
      // The place in an order is part of the answer.
      const text = h(
        "bdi",
        { lang: option && quizLanguage() },
        prompt.widget === "order" ? `${place + 1}. ${words}` : words,
      );
      // A point of a scale has no mark.
      if (option === undefined || prompt.widget === "scale")
        return card(look, words.length > LONG ? "typed long" : "typed", text);
      const { image } = option;
      const picture = image && h("img", { class: "option-picture", src: image.url, alt: image.alt });
      return look === "quiet"
        ? card(look, "quiet", h("span", { class: `tile ${markClass(option.mark)}` }, mark(option.mark)), picture, text)
        : card(look, markClass(option.mark), mark(option.mark), picture, text);
    }),
  );
