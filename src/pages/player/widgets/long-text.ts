/** A text of some sentences. Enter begins a new line; the button sends. */
import { h } from "../../shared/dom.ts";
import { counted, fill } from "../../shared/language.ts";
import { texts } from "../texts.ts";
import { typing } from "./typing.ts";
import type { Widget } from "./widget.ts";

const MOST = 500;
/** From here on the page says how much room is left. */
const NEAR = 100;

export const longText: Widget = ({ prompt, disabled, draft, keep, send }) => {
  const { open } = texts().player;
  const room = h("p", { id: "answer-room", class: "hint tabular" });
  const field = h("textarea", {
    id: "answer",
    class: "long",
    rows: 5,
    maxlength: MOST,
    autocapitalize: "sentences",
    disabled,
    aria: { describedby: "answer-room" },
    value: typeof draft === "string" ? draft : "",
    oninput: () => {
      keep(field.value);
      settle();
      sayRoom();
    },
  });
  const sayRoom = () => {
    const left = MOST - field.value.length;
    room.textContent = left > NEAR ? "" : fill(counted(open.room, left), { n: left });
  };
  sayRoom();
  const { form, settle } = typing({
    label: open.text,
    quiet: prompt.stem !== undefined,
    field,
    note: room,
    disabled,
    read: () => field.value.trim() || null,
    send,
  });
  return form;
};
