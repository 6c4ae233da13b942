/** Up to three words or short phrases, a field each; the first is enough. */
import { h } from "../../shared/dom.ts";
import { fill } from "../../shared/language.ts";
import { phrase } from "../phrase.ts";
import { texts } from "../texts.ts";
import type { Widget } from "./widget.ts";

const MOST = 3;
const LONGEST = 30;

export const words: Widget = ({ disabled, draft, keep, send }) => {
  const { open } = texts().player;
  const before = typeof draft === "string" ? draft.split(",") : [];
  const sender = h("button", { class: "primary" }, open.send);
  const fields = Array.from({ length: MOST }, (_, place) =>
    h("input", {
      type: "text",
      maxlength: LONGEST,
      autocomplete: "off",
      enterkeyhint: place === MOST - 1 ? "send" : "next",
      disabled,
      aria: { label: fill(open.word, { n: place + 1 }) },
      value: before[place]?.trim() ?? "",
      oninput: () => {
        keep(fields.map(({ value }) => phrase(value)).join(","));
        settle();
      },
    }),
  );
  /** What is written, without empty fields. */
  const value = () =>
    fields
      .map(({ value }) => phrase(value).trim())
      .filter((word) => word !== "")
      .join(", ");
  const settle = () => {
    sender.disabled = disabled || value() === "";
  };
  settle();
  return h(
    "form",
    {
      class: "typing words",
      onsubmit: (event) => {
        event.preventDefault();
        if (!sender.disabled) send(value());
      },
    },
    h("p", { class: "hint" }, open.words),
    fields,
    sender,
  );
};
