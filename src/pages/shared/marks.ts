/** The six option marks: a shape each, in ink on its colour (classes `mark-0` to `mark-5` in tokens.css). */
import { svg } from "./dom.ts";

/** Corners as SVG points in a 32 by 32 box; the joints are rounded by the stroke. The third is a circle. */
const SHAPES = [
  "16,4.5 29,27 3,27",
  "16,2.5 29.5,16 16,29.5 2.5,16",
  "",
  "4,4 28,4 28,28 4,28",
  "16,2 28.2,9 28.2,23 16,30 3.8,23 3.8,9",
  "16,2 19.9,11.2 29.8,12 22.2,18.5 24.6,28.2 16,23 7.4,28.2 9.8,18.5 2.2,12 12.1,11.2",
] as const;

/** The shape of mark 0..5, filled with `currentColor`. It has no name for screen readers: the option's text stands beside it. */
export const mark = (index: number): SVGSVGElement => {
  const points = SHAPES[index] ?? "";
  const shape =
    points === ""
      ? svg("circle", { cx: 16, cy: 16, r: 14.5 })
      : svg("polygon", { points, "stroke-width": 3, "stroke-linejoin": "round", stroke: "currentColor" });
  return svg("svg", { class: "mark", viewBox: "0 0 32 32", fill: "currentColor", aria: { hidden: "true" } }, shape);
};

/** The class that carries the colour of mark 0..5 as a background with ink on it. */
export const markClass = (index: number): string => `mark-${index}`;

/** A tick for what is right, drawn as a stroke in `currentColor`. */
export const tick = (): SVGSVGElement =>
  svg(
    "svg",
    { class: "tick", viewBox: "0 0 32 32", fill: "none", aria: { hidden: "true" } },
    svg("path", {
      d: "M7 17l6 6L25 10",
      stroke: "currentColor",
      "stroke-width": 5,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
  );
