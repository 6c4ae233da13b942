/** The second step at the door: the name, and the code of those who have been here before. */
import { h } from "../../shared/dom.ts";
import type { Context, View } from "../screen.ts";
import { texts } from "../texts.ts";
import { codeField, keptCodeLine } from "./code.ts";
import { chosenPin, door, joinButton, note, way } from "./door.ts";

const MOST_GRAPHEMES = 20;

const graphemes = (text: string): number =>
  typeof Intl.Segmenter === "function" ? [...new Intl.Segmenter().segment(text)].length : [...text].length;

/** The way to say the code of those who have been here before. */
export const codePart = ({ play: { form }, act }: Context): HTMLElement => {
  const { join } = texts().player;
  if (form.code !== "" && !form.withCode) return keptCodeLine(form.code, act);
  if (!form.withCode) {
    const open = () => {
      form.withCode = true;
      act.changed();
    };
    return h("button", { type: "button", class: "link", onclick: open }, join.code);
  }
  return codeField(form, "quiet");
};

export const nicknameStep = (context: Context): View => {
  const { play, act } = context;
  const { form } = play;
  const { look } = form;
  const { join } = texts().player;
  const fault = form.fault?.at === "nickname" ? form.fault : null;
  const hint = note("nickname-note", fault, join.nicknameHint);
  const field = h("input", {
    id: "nickname",
    class: "nickname",
    autocomplete: "off",
    autocapitalize: "words",
    spellcheck: "false",
    enterkeyhint: "go",
    maxlength: 100,
    aria: { describedby: "nickname-note", invalid: fault !== null && !fault.calm },
    value: form.nickname,
    oninput: () => {
      form.nickname = field.value;
      const long = graphemes(form.nickname.trim()) > MOST_GRAPHEMES;
      const say = long ? join.nicknameLong : join.nicknameHint;
      field.setAttribute("aria-invalid", String(long));
      // An alert that is written anew is read anew.
      if (hint.textContent !== say) hint.textContent = say;
      hint.className = long ? "fault" : "hint";
    },
  });
  const send = () => {
    if (form.busy) return;
    if (form.nickname.trim() !== "") return act.join();
    form.fault = { at: "nickname", say: (m) => m.errors.nickname_invalid };
    act.changed();
  };
  const element = door(
    act,
    "nickname-form",
    send,
    chosenPin(context),
    h("div", { class: "field" }, h("label", { class: "label", for: "nickname" }, join.nickname), field, hint),
    look?.identity === "anonymous" ? h("p", { class: "hint calm" }, join.anonymous) : codePart(context),
    look?.identity === "roster" && way(context, "person", join.toList),
    joinButton(form),
  );
  return { element, focus: field };
};
