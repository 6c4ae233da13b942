/** The way of each option's voters as bands from the left side (before) to the right one (after). */
import type { ComparisonItem } from "../../../protocol/comparisons.ts";
import { svg } from "../shared/dom.ts";
import { type Band, bandsOf, type FlowNode } from "./flow.ts";

const WIDTH = 320;
const HEIGHT = 190;
const GAP = 8;
/** Where the bands begin and end: the nodes and their letters are outside. */
const [LEFT, RIGHT] = [66, WIDTH - 66];
const NODE = 8;

const kindOf = ({ from, to }: Band): string => {
  if (to.right) return from.right ? "kept" : "won";
  if (from.right) return "lost";
  return "wrong";
};

/** People as units of height, with room for the gaps of the fuller side. */
const scaleOf = (before: readonly FlowNode[], after: readonly FlowNode[]) => {
  const gaps = Math.max(before.length, after.length) - 1;
  const all = before.reduce((sum, { count }) => sum + count, 0);
  return (HEIGHT - GAP * gaps) / all;
};

const nodes = (side: readonly FlowNode[], x: number, unit: number, left: boolean): SVGElement[] => {
  let y = 0;
  return side.flatMap(({ letters, right, count }) => {
    const height = count * unit;
    const middle = y + height / 2;
    y += height + GAP;
    const text = left ? `${letters}${right ? " ✓" : ""}  ${count}` : `${count}  ${letters}${right ? " ✓" : ""}`;
    return [
      svg("rect", { class: right ? "node right" : "node", x, y: middle - height / 2, width: NODE, height }),
      svg(
        "text",
        {
          class: right ? "node-text right" : "node-text",
          x: left ? x - 6 : x + NODE + 6,
          y: middle,
          dy: "0.36em",
          "text-anchor": left ? "end" : "start",
        },
        text,
      ),
    ];
  });
};

/** The drawing; the table beside it has all of its numbers, `label` says so. */
export const drawFlow = (item: ComparisonItem, label: string): SVGSVGElement => {
  const { before, after, bands } = bandsOf(item);
  const unit = scaleOf(before, after);
  const path = ({ left, right, places }: Band): string => {
    const [a, b] = left.map((edge) => edge * unit + places[0] * GAP);
    const [c, d] = right.map((edge) => edge * unit + places[1] * GAP);
    const middle = WIDTH / 2;
    const curve = (x: number, from: number | undefined, to: number | undefined) =>
      `C${middle} ${from} ${middle} ${to} ${x} ${to}`;
    return `M${LEFT} ${a}${curve(RIGHT, a, c)}V${d}${curve(LEFT, d, b)}Z`;
  };
  const drawn = bands.map((band) => {
    const kind = kindOf(band);
    return svg("path", {
      class: `flow ${kind}`,
      d: path(band),
      fill: kind === "lost" ? "url(#hatch-lost)" : undefined,
    });
  });
  return svg(
    "svg",
    { class: "flow-drawing", viewBox: `0 -4 ${WIDTH} ${HEIGHT + 8}`, role: "img", aria: { label } },
    ...drawn,
    ...nodes(before, LEFT - NODE, unit, true),
    ...nodes(after, RIGHT, unit, false),
  );
};
