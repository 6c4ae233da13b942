/** The language of the page: the person's choice, else the browser's list. */
import { LANGUAGES, type Locale, localeFor } from "../../i18n/languages.ts";
import { type Child, h } from "./dom.ts";
import { decimal, formatted } from "./formats.ts";
import { recall, remember } from "./storage.ts";

const KEY = "cermat.locale";
type Values = Record<string, string | number>;

const chosen = recall(KEY);
let current: Locale = localeFor(chosen === null ? navigator.languages : [chosen]);
document.documentElement.lang = current;

/** The language of the quiz that is shown, for what is read aloud. */
let quiz: string | undefined;
export const quizLanguage = (): string | undefined => quiz;
export const speakQuiz = (tag: string | undefined): void => {
  quiz = tag;
};

export const locale = (): Locale => current;

/** Changes the language of the page and remembers it. Nothing is redrawn here. */
const setLocale = (next: Locale): void => {
  current = next;
  remember(KEY, next);
  document.documentElement.lang = next;
};

/** A template with its `{name}`s filled in; numbers are written as the language writes them. */
export const fill = (template: string, values: Values): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? number(value) : value;
  });

/** The same with nodes, for a `<bdi>` or `<b>` inside a sentence. */
export const fillNodes = (template: string, values: Record<string, Child>): Child[] =>
  template.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    const value = name === undefined ? undefined : values[name];
    return value === undefined ? part : typeof value === "number" ? number(value) : value;
  });

/** The wording for a count: `"{n} point|{n} points"`, where languages without a plural have one wording only. */
export const counted = (template: string, count: number): string => {
  const [one = "", other = one] = template.split("|");
  return new Intl.PluralRules(current).select(count) === "one" ? one : other;
};

/** 1783 is "1.783" in Indonesian, "1,783" in English. */
export const number = (value: number, digits = 0): string => decimal(current, value, digits);

/** A share 0..1 as "64%". */
export const percent = (share: number, digits = 0): string =>
  formatted(current, share, { style: "percent", maximumFractionDigits: digits });

/** Milliseconds as "6,2 detik" or "6.2 seconds". */
export const seconds = (ms: number, digits = 1): string =>
  formatted(current, ms / 1000, {
    style: "unit",
    unit: "second",
    unitDisplay: "long",
    maximumFractionDigits: digits,
  });

/** A button that says the other language's own name and changes to it; `changed` redraws the page. */
export const languageSwitch = (changed: () => void): HTMLButtonElement => {
  const all = Object.keys(LANGUAGES) as Locale[];
  const next = all[(all.indexOf(current) + 1) % all.length] ?? current;
  const change = () => {
    setLocale(next);
    changed();
  };
  return h(
    "button",
    { type: "button", id: "language-switch", class: "language", lang: next, onclick: change },
    LANGUAGES[next],
  );
};
