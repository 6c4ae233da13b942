/** The sign of a verdict: a circle with one stroke in ink. Colour only helps; the stroke and the word beside it say it. */
import { svg } from "../shared/dom.ts";

export type Sign = "right" | "partly" | "wrong" | "none" | "sent" | "thanks" | "void";

const STROKES: Record<Sign, string> = {
  right: "M36 58l15 16 26-30",
  partly: "M34 60c7-13 15-13 22-4s15 9 22-4",
  wrong: "M42 42l28 28M70 42L42 70",
  none: "M38 56h36",
  sent: "M56 80V34M36 52l20-20 20 20",
  thanks: "M36 58l15 16 26-30",
  void: "M40 72L72 40",
};

/** A sign 112 px wide; `small` in lists. The words beside it name it. */
export const sign = (kind: Sign, small = false): SVGSVGElement =>
  svg(
    "svg",
    { class: `sign sign-${kind}${small ? " small" : ""}`, viewBox: "0 0 112 112", aria: { hidden: "true" } },
    svg("circle", { cx: 56, cy: 56, r: 56 }),
    svg("path", { d: STROKES[kind], fill: "none", "stroke-linecap": "round", "stroke-linejoin": "round" }),
  );

/**
 * The picture of icon.svg, as elements of the page: as a picture it is a document of its own, which keeps a slow phone
 * busy for a quarter of a second.
 */
export const emblem = (): SVGSVGElement =>
  svg(
    "svg",
    { class: "emblem", viewBox: "-32 -32 64 64", aria: { hidden: "true" } },
    svg("rect", { x: -32, y: -32, width: 64, height: 64, rx: 16 }),
    [225, 315, 135, 45].map((turn, index) =>
      svg("ellipse", { cx: 15.56, rx: 13.5, ry: 7.5, transform: `rotate(${turn})`, fill: `var(--mark-${index})` }),
    ),
  );
