/** Drawn bars and intervals. Places are percents of the drawing's width, so that nothing is stretched, lines and text least. */
import type { Range } from "../../../protocol/why.ts";
import { svg } from "../shared/dom.ts";

const pc = (share: number): string => `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;

/** A drawing beside the numbers that it shows: nothing new for a screen reader. */
const silent = (kind: string, ...children: (SVGElement | null)[]): SVGSVGElement =>
  svg("svg", { class: kind, aria: { hidden: true } }, ...children);

/** The patterns that tell areas apart without colour; once on the page. `fill: "url(#hatch)"` uses one. */
export const patterns = (): SVGSVGElement => {
  const hatch = (id: string, ground: string, line: string, width: number) =>
    svg(
      "pattern",
      { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
      svg("rect", { width: 6, height: 6, fill: ground }),
      svg("line", { x1: 0, y1: 0, x2: 0, y2: 6, stroke: line, "stroke-width": width }),
    );
  return svg(
    "svg",
    { class: "patterns", width: 0, height: 0, aria: { hidden: true } },
    svg("defs", {}, hatch("hatch", "#ffffff", "#6d7a80", 3.4), hatch("hatch-lost", "#fbe3d3", "#b04a00", 2.4)),
  );
};

/** A bar of `value` 0..1. `fill` when it is not the class's. */
export const bar = (value: number, kind = "", fill?: string): SVGSVGElement =>
  silent(
    `bar ${kind}`,
    svg("rect", { class: "bar-track", width: "100%", height: "100%" }),
    // A class would outdo the attribute.
    svg("rect", { class: fill === undefined ? "bar-fill" : "bar-own", width: pc(value), height: "100%", fill }),
  );

/** An interval as a line with ends, on a halo so that it is seen on the bar and beside it. */
const whisker = ([lo, hi]: Range, place: (value: number) => string): SVGElement[] => {
  const [x1, x2] = [place(lo), place(hi)];
  const line = (kind: string) => svg("line", { class: kind, x1, x2, y1: "50%", y2: "50%" });
  const end = (x: string) => svg("line", { class: "whisker", x1: x, x2: x, y1: "25%", y2: "75%" });
  return [line("halo"), line("whisker"), end(x1), end(x2)];
};

/** A bar of `value` 0..1 with its interval over it. */
export const intervalBar = (value: number, range: Range | null, kind = "", fill?: string): SVGSVGElement => {
  const drawn = bar(value, kind, fill);
  if (range !== null) drawn.append(...whisker(range, pc));
  return drawn;
};

/** Where a value of [from, to] is, as a percent of the width. */
const placeIn =
  ([from, to]: Range) =>
  (value: number): string =>
    pc((value - from) / (to - from));

/** A difference as a dot on its interval, on an axis that reaches over `domain` and has its zero marked. */
export const difference = (value: number, range: Range | null, domain: Range): SVGSVGElement => {
  const place = placeIn(domain);
  return silent(
    "difference",
    svg("line", { class: "axis", x1: 0, x2: "100%", y1: "50%", y2: "50%" }),
    svg("line", { class: "zero", x1: place(0), x2: place(0), y1: 0, y2: "100%" }),
    ...(range === null ? [] : whisker(range, place)),
    svg("circle", { class: "dot", cx: place(value), cy: "50%", r: 4.5 }),
  );
};

/** From the lowest to the highest end of the ranges, to tens of percentage points, with 0 inside. */
export const domainOf = (ranges: readonly (Range | null)[]): Range => {
  const ends = ranges.flatMap((range) => range ?? []);
  const tens = (value: number, round: (x: number) => number) => round(value * 10) / 10;
  return [tens(Math.min(-0.1, ...ends), Math.floor), tens(Math.max(0.1, ...ends), Math.ceil)];
};

/** The middle half of times as a box with the median in it; all of `topMs` wide. */
export const timeBox = (q1Ms: number, medianMs: number, q3Ms: number, topMs: number): SVGSVGElement => {
  const place = placeIn([0, topMs]);
  return silent(
    "time-box",
    svg("line", { class: "axis", x1: 0, x2: "100%", y1: "50%", y2: "50%" }),
    svg("rect", { class: "box", x: place(q1Ms), width: placeIn([0, topMs])(q3Ms - q1Ms), y: "15%", height: "70%" }),
    svg("line", { class: "median", x1: place(medianMs), x2: place(medianMs), y1: 0, y2: "100%" }),
  );
};

export interface Part {
  count: number;
  /** Class of the area, `part-0` ...; `dark` ones carry white text. */
  kind: string;
  fill?: string;
}

/** Under this share of the bar a count does not fit into its part. */
const ROOM_FOR_TEXT = 0.05;

/** Parts of a whole side by side, each with its count in it. */
export const stacked = (parts: readonly Part[], kind = ""): SVGSVGElement => {
  const all = parts.reduce((sum, { count }) => sum + count, 0);
  const drawn: SVGElement[] = [];
  let before = 0;
  for (const { count, kind: part, fill } of parts) {
    if (count === 0) continue;
    drawn.push(
      svg("rect", { class: `part ${part}`, x: pc(before / all), width: pc(count / all), height: "100%", fill }),
    );
    if (count / all >= ROOM_FOR_TEXT) {
      const x = pc((before + count / 2) / all);
      drawn.push(svg("text", { class: `part-count ${part}`, x, y: "50%", dy: "0.36em" }, count));
    }
    before += count;
  }
  return silent(`stacked ${kind}`, ...drawn);
};

/** The sample of a part beside its words in a legend. */
export const swatch = (kind: string, fill?: string): SVGSVGElement =>
  silent("swatch", svg("rect", { class: `part ${kind}`, width: "100%", height: "100%", fill }));
