/** The second step at the door: the name, and the code of those who have been here before. */
import { h } from "../../shared/dom.ts";
import { fill } from "../../shared/language.ts";
import type { Context, View } from "../screen.ts";
import { texts } from "../texts.ts";
import { door, note } from "./door.ts";

const MOST_GRAPHEMES = 20;

const graphemes = (text: string): number =>
  typeof Intl.Segmenter === "function" ? [...new Intl.Segmenter().segment(text)].length : [...text].length;

/** `482 915`: easier to compare with the big screen. */
const spaced = (pin: string) => pin.replace(/^(\d{3})(?=\d)/, "$1\u00a0");

const codePart = ({ play: { form }, act }: Context): HTMLElement => {
  const { join } = texts().player;
  const fault = form.fault?.at === "code" ? form.fault : null;
  if (form.code !== "" && !form.withCode) {
    return h(
      "p",
      { class: "kept-code" },
      fill(join.codeKept, { code: form.code }),
      h("button", { type: "button", class: "link", onclick: act.forgetCode }, join.codeForget),
    );
  }
  if (!form.withCode) {
    const open = () => {
      form.withCode = true;
      act.changed();
    };
    return h("button", { type: "button", class: "link", onclick: open }, join.code);
  }
  const field = h("input", {
    id: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    enterkeyhint: "go",
    maxlength: 32,
    aria: { describedby: "code-note", invalid: fault !== null },
    value: form.code,
    oninput: () => {
      form.code = field.value.toUpperCase();
    },
  });
  return h(
    "div",
    { class: "field" },
    h("label", { class: "label quiet", for: "code" }, join.codeLabel),
    field,
    note("code-note", fault, join.codeHint),
  );
};

export const nicknameStep = (context: Context): View => {
  const { play, act } = context;
  const { form } = play;
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
    aria: { describedby: "nickname-note", invalid: fault !== null },
    value: form.nickname,
    oninput: () => {
      form.nickname = field.value;
      const long = graphemes(form.nickname.trim()) > MOST_GRAPHEMES;
      hint.textContent = long ? join.nicknameLong : join.nicknameHint;
      hint.className = long ? "fault" : "hint";
    },
  });
  const send = () => {
    if (form.busy) return;
    if (form.nickname.trim() !== "") return act.join();
    form.fault = { at: "nickname", say: (m) => m.errors.nickname_invalid };
    act.changed();
  };
  const back = () => {
    form.step = "pin";
    form.fault = null;
    act.changed();
  };
  const element = door(
    act,
    "nickname-form",
    send,
    h(
      "p",
      { class: "chosen-pin tabular" },
      h("span", {}, "PIN ", h("b", {}, spaced(form.pin))),
      h("button", { type: "button", class: "link", onclick: back }, join.otherPin),
    ),
    h("div", { class: "field" }, h("label", { class: "label", for: "nickname" }, join.nickname), field, hint),
    codePart(context),
    h(
      "button",
      { class: "primary", aria: { disabled: form.busy ? true : null } },
      form.busy ? join.joining : join.join,
    ),
  );
  return { element, focus: field };
};
