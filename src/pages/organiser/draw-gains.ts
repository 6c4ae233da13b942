/** How many gained how many points, as columns around zero. */
import type { Comparison } from "../../../protocol/comparisons.ts";
import { svg } from "../shared/dom.ts";
import { signed } from "./numbers.ts";

const COLUMN = 52;
const TALL = 130;

/** The drawing; `label` says in words what it shows. */
export const drawGains = (gains: Comparison["gains"], label: string): SVGSVGElement => {
  const counts = new Map(gains.map(({ gain, count }) => [gain, count ?? 0]));
  const [from, to] = [Math.min(0, ...counts.keys()), Math.max(0, ...counts.keys())];
  const most = Math.max(1, ...counts.values());
  const columns = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return svg(
    "svg",
    {
      class: "gains",
      viewBox: `0 0 ${columns.length * COLUMN} ${TALL + 44}`,
      width: columns.length * COLUMN,
      role: "img",
      aria: { label },
    },
    svg("line", { class: "axis", x1: 0, x2: columns.length * COLUMN, y1: TALL + 20, y2: TALL + 20 }),
    ...columns.flatMap((gain, index) => {
      const count = counts.get(gain) ?? 0;
      const height = (TALL * count) / most;
      const middle = index * COLUMN + COLUMN / 2;
      const sign = gain === 0 ? "same" : gain > 0 ? "more" : "less";
      const fill = gain < 0 ? "url(#hatch-lost)" : undefined;
      return [
        svg("rect", {
          class: `gain ${sign}`,
          x: middle - 19,
          y: TALL + 20 - height,
          width: 38,
          height,
          fill,
        }),
        count > 0 && svg("text", { class: "gain-count", x: middle, y: TALL + 14 - height }, count),
        svg("text", { class: "gain-points", x: middle, y: TALL + 37 }, signed(gain, 0)),
      ];
    }),
  );
};
