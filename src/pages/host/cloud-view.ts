/** A word cloud drawn as SVG text, in one colour: its size alone says how often a word was written. */
import { h, svg } from "../shared/dom.ts";
import { number } from "../shared/language.ts";
import { MOST_WORDS, placeWords, type WidthOf, wordsIn } from "./cloud.ts";
import type { Entry, Shown } from "./entries.ts";
import { texts } from "./texts.ts";

/** So many words are named to those who cannot see the picture. */
const NAMED = 20;
const FONT = '700 100px "Plus Jakarta Sans Variable", system-ui, sans-serif';

/** Measures with the page's own type. */
const measure = (): WidthOf => {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return (text, size) => text.length * size * 0.6;
  context.font = FONT;
  const widths = new Map<string, number>();
  return (text, size) => {
    const width = widths.get(text) ?? context.measureText(text).width / 100;
    widths.set(text, width);
    return width * size;
  };
};

/** The cloud of the words in entries, or of entries that are words already (`whole`); it is laid out when its place is known. */
export const drawCloud = (entries: readonly Entry[], whole: boolean): Shown => {
  const { reveal } = texts().host;
  const words = whole ? entries.slice(0, MOST_WORDS) : wordsIn(entries);
  if (words.length === 0) return { root: h("p", { class: "rows-none" }, reveal.noWords) };
  const named = words.slice(0, NAMED).map(({ text, count }) => `${text} ${number(count)}`);
  const picture = svg("svg", { class: "cloud", role: "img", aria: { label: `${reveal.cloud}: ${named.join(", ")}` } });
  const root = h("div", { class: "cloud-box" }, picture);
  let drawn = "";
  return {
    root,
    placed: () => {
      // The units of the drawing: 16 to a rem.
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      const box = { width: Math.round(root.clientWidth / unit), height: Math.round(root.clientHeight / unit) };
      const key = `${box.width} ${box.height} ${document.fonts.status}`;
      if (key === drawn) return;
      drawn = key;
      picture.setAttribute("viewBox", `0 0 ${box.width} ${box.height}`);
      const placed = placeWords(words, measure(), box);
      picture.replaceChildren(
        ...placed.map(({ text, x, y, size }) =>
          svg("text", { x, y: y + size * 0.35, "font-size": size, "text-anchor": "middle", text }),
        ),
      );
    },
  };
};
