/** Three steps worth a photograph. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, svg } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { texts } from "./texts.ts";

type Placed = NonNullable<Extract<HostSnapshotOf, { phase: "finished" }>["podium"]>[number];

/** Longer names are drawn smaller, so that they take two lines and not four. */
const LONG = 14;

/** Four petals around a star: the motif, once and large. */
const flower = (): SVGSVGElement =>
  svg(
    "svg",
    { class: "flower", viewBox: "-50 -50 100 100", fill: "none", stroke: "currentColor", aria: { hidden: "true" } },
    [45, 135, 225, 315].map((turn) => [
      svg("ellipse", { cx: 27, cy: 0, rx: 22, ry: 12, transform: `rotate(${turn})`, "stroke-width": 3 }),
      svg("ellipse", {
        cx: 27,
        cy: 0,
        rx: 11,
        ry: 4,
        transform: `rotate(${turn})`,
        fill: "currentColor",
        stroke: "none",
      }),
    ]),
    svg("circle", { r: 4, fill: "currentColor", stroke: "none" }),
  );

const step = ({ nickname, total, rank }: Placed): HTMLLIElement =>
  h(
    "li",
    { class: `step step-${Math.min(rank, 3)}` },
    h(
      "div",
      { class: "step-who" },
      rank === 1 && flower(),
      h("bdi", { class: nickname.length > LONG ? "step-name long" : "step-name" }, nickname),
      h("span", { class: "step-total tabular" }, number(total)),
    ),
    h(
      "div",
      { class: "step-block" },
      h("span", { class: "step-rank", aria: { hidden: "true" } }, number(rank)),
      h("span", { class: "visually-hidden" }, fill(texts().host.finish.place, { rank })),
    ),
  );

/** The podium: the first in the middle, ties on equal heights; who shares a place beyond the third is named below. */
export const podiumOf = (podium: readonly Placed[]): HTMLElement => {
  const { finish } = texts().host;
  const [first, second, third, ...others] = podium;
  const steps = [second, first, third].flatMap((placed) => (placed === undefined ? [] : [step(placed)]));
  return h(
    "section",
    { class: "podium" },
    h("h1", { class: "title" }, finish.podium),
    h("ol", { class: "steps" }, steps),
    others.length > 0 &&
      h(
        "ul",
        { class: "steps-others" },
        others.map(({ nickname, total, rank }) =>
          h("li", {}, `${number(rank)}  `, h("bdi", {}, nickname), `  ${number(total)}`),
        ),
      ),
  );
};
