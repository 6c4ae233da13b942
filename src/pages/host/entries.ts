/** What people wrote, the most frequent first, as large as there is room; a click or Enter takes an entry off the screen. */
import { h } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import { fitText } from "./fit.ts";
import { texts } from "./texts.ts";

export interface Entry {
  id: string;
  text: string;
  count: number;
}

/** One way of showing what people wrote. */
export interface Shown {
  root: HTMLElement;
  /** As of a screen. */
  placed?: () => void;
}

const SIZES = [60, 52, 46, 40, 36, 32, 28, 26];
/** What is scrolled anyway is set to be read from afar. */
const SCROLLED = [32];
/** Columns by how many entries there are at least; few of them are read across the whole screen. */
const COLUMNS = [
  { from: 9, columns: 3 },
  { from: 4, columns: 2 },
  { from: 0, columns: 1 },
];

/** `hide` takes the entry of that id off. Scroll and focus go on from the list that stood `before`. */
export const entryList = (entries: readonly Entry[], hide: (id: string) => void, before: Shown | null): Shown => {
  const { reveal } = texts().host;
  const columns = COLUMNS.find(({ from }) => entries.length >= from)?.columns ?? 1;
  const buttons = entries.map(({ id, text, count }) =>
    h(
      "button",
      {
        type: "button",
        class: "entry",
        title: reveal.hide,
        aria: {
          label: `${text}${count > 1 ? `, ${fill(counted(reveal.times, count), { n: count })}` : ""}. ${reveal.hide}`,
        },
        onclick: () => hide(id),
      },
      h("bdi", {}, text),
      count > 1 && h("b", { class: "entry-count tabular" }, `×${number(count)}`),
    ),
  );
  const list = h(
    "ul",
    { class: `entries columns-${columns}`, aria: { label: reveal.answers } },
    buttons.map((button) => h("li", {}, button)),
  );
  const root = h("div", { class: "entries-box" }, list);
  const earlier = before?.root;
  const scrolled = earlier?.scrollTop ?? 0;
  const focused = earlier ? [...earlier.querySelectorAll(".entry")].indexOf(document.activeElement as Element) : -1;
  let fresh = true;
  return {
    root,
    placed: () => {
      root.tabIndex = -1;
      const fits = fitText(list, SIZES, [root]) || fitText(list, SCROLLED, [root]);
      // What is still too much is scrolled, and by keyboard too.
      root.tabIndex = fits ? -1 : 0;
      if (!fresh) return;
      fresh = false;
      root.scrollTop = scrolled;
      if (focused >= 0) buttons[Math.min(focused, buttons.length - 1)]?.focus();
    },
  };
};
