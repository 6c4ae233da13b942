/** The files to take away, with what may be left out of them. */
import { type Child, h } from "../shared/dom.ts";
import { locale } from "../shared/language.ts";
import type { FileOptions } from "./api.ts";
import { texts } from "./texts.ts";

/** Cells under this many people are hidden in tables that are shared. */
const HIDDEN_UNDER = "5";

export interface FileLink {
  label: string;
  /** Numbers of many people, in which small cells can be hidden; or a row per person, which is never to be shared. */
  holds: "table" | "rows";
  address: (options: FileOptions) => string;
}

let drawn = 0;

/** Links to the files; a box leaves names out, another small cells, and files with a row per person with them. `more`: buttons beside them. */
export const filesPart = (files: readonly FileLink[], ...more: readonly Child[]): HTMLElement => {
  const words = texts().organiser.files;
  const group = `files-${++drawn}`;
  const box = (id: string, label: string) => {
    const input = h("input", { id: `${group}-${id}`, type: "checkbox", onchange: () => write() });
    return { input, part: h("label", { for: input.id }, input, ` ${label}`) };
  };
  const names = box("names", words.names);
  const small = box("small", words.small);
  const links = files.map(({ label, address, holds }) => ({
    address,
    holds,
    link: h("a", { class: "button", download: true }, label),
  }));
  const write = () => {
    const options: FileOptions = {
      names: names.input.checked ? "0" : undefined,
      min: small.input.checked ? HIDDEN_UNDER : undefined,
      lang: locale(),
    };
    for (const { address, link, holds } of links) {
      link.href = address(options);
      link.hidden = small.input.checked && holds === "rows";
    }
  };
  write();
  return h(
    "section",
    { class: "files-part", aria: { label: words.title } },
    h(
      "div",
      { class: "files" },
      links.map(({ link }) => link),
    ),
    h("p", { class: "file-options" }, h("span", {}, words.leaveOut), names.part, small.part),
    more.length > 0 && h("div", { class: "files" }, more),
  );
};

/** What has to be said beside numbers. */
export const notesPart = (sentences: readonly string[]): HTMLElement | null =>
  sentences.length === 0
    ? null
    : h(
        "ul",
        { class: "notes", aria: { label: texts().organiser.notesTitle } },
        sentences.map((sentence) => h("li", {}, sentence)),
      );
