/** Three steps worth a photograph. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, svg } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { texts } from "./texts.ts";
import type { Who } from "./who.ts";

type Finished = Extract<HostSnapshotOf, { phase: "finished" }>;
/** A person or a group on the podium. */
type Placed = Pick<NonNullable<Finished["podium"]>[number], "nickname" | "total" | "rank">;

const STEPS = 3;

/** Who stands on the podium. Nobody wins with nothing. */
export const winnersOf = ({ podium = [], teams = [] }: Finished): Record<Who, Placed[]> => ({
  people: podium.filter(({ total }) => total > 0),
  teams: teams.flatMap(({ name, total, rank }) =>
    total > 0 && rank <= STEPS ? [{ nickname: name, total: Math.round(total), rank }] : [],
  ),
});

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
export const podiumOf = (podium: readonly Placed[], title: string, choice: HTMLElement | null): HTMLElement => {
  const [first, second, third, ...others] = podium;
  const steps = [second, first, third].flatMap((placed) => (placed === undefined ? [] : [step(placed)]));
  return h(
    "section",
    { class: "podium" },
    h("div", { class: "podium-top" }, h("h1", { class: "title" }, title), choice),
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
