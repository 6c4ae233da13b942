/** What people wrote, equal texts once. */
import type { TextList } from "../../../protocol/reports.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import { texts } from "./texts.ts";

/** More than these fold away. */
const SHOWN = 12;

const entry = ({ text, count, hidden }: TextList["entries"][number]): HTMLLIElement =>
  h(
    "li",
    { class: hidden ? "hidden-text" : "" },
    h("bdi", {}, text),
    count > 1 && h("b", {}, ` ×\u00a0${number(count)}`),
    hidden && h("small", {}, ` (${texts().organiser.openTexts.hidden})`),
  );

const list = ({ stem, position, n, entries }: TextList): HTMLElement => {
  const words = texts().organiser.openTexts;
  const rest = entries.slice(SHOWN);
  return h(
    "section",
    { class: "text-list", aria: { labelledby: `texts-${position}` } },
    h("h3", { id: `texts-${position}` }, `${number(position)}. ${stem}`),
    h("p", { class: "below" }, fill(counted(words.n, n), { n })),
    h("ul", {}, entries.slice(0, SHOWN).map(entry)),
    rest.length > 0 &&
      h(
        "details",
        {},
        h("summary", {}, fill(counted(words.more, rest.length), { n: rest.length })),
        h("ul", {}, rest.map(entry)),
      ),
  );
};

/** The section of open texts. */
export const textsPart = (lists: readonly TextList[]): HTMLElement =>
  h(
    "section",
    { aria: { labelledby: "texts" } },
    h("h2", { id: "texts" }, texts().organiser.openTexts.title),
    lists.map(list),
  );
