/** Where the voters of every option went: drawn, and as a table of from and to. */
import type { Comparison, ComparisonItem } from "../../../protocol/comparisons.ts";
import { type Child, h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { drawFlow } from "./draw-flow.ts";
import { between, type FlowNode, lettersOf, nodesOf, stuckOf } from "./flow.ts";
import { roughShare } from "./numbers.ts";
import { numberCell, rowHead, table } from "./table.ts";
import { texts } from "./texts.ts";

const nodeName = ({ id, letters, right }: FlowNode): Child =>
  id === null
    ? texts().organiser.flows.none
    : [letters, right && [" ✓", h("span", { class: "visually-hidden" }, ` ${texts().organiser.room.key}`)]];

const optionList = (item: ComparisonItem): HTMLElement =>
  h(
    "ul",
    { class: "flow-options" },
    item.options.map(({ id, text, keyPost }) =>
      h("li", {}, h("b", {}, `${lettersOf(item, id)}${keyPost ? " ✓" : ""}`), h("bdi", {}, text)),
    ),
  );

const matrix = (item: ComparisonItem, id: string): HTMLElement => {
  const { flows: words } = texts().organiser;
  const [before, after] = [nodesOf(item, "from"), nodesOf(item, "to")];
  return table(
    id,
    [[words.matrix], ...after.map((node) => [nodeName(node), "number"] as const), [words.sum, "number"]],
    before.map((from) =>
      h(
        "tr",
        {},
        rowHead(nodeName(from)),
        after.map((to) => {
          const count = between(item, from.id, to.id);
          const kind = from.id === to.id ? "number stayed" : "number";
          return h("td", { class: kind }, count === 0 ? h("span", { class: "zero-cell" }, "0") : number(count));
        }),
        numberCell(h("b", {}, number(from.count))),
      ),
    ),
    "matrix",
  );
};

const summary = (item: ComparisonItem): string => {
  const { flows: words } = texts().organiser;
  const stuck = stuckOf(item);
  if (stuck === undefined) return words.noneStuck;
  return fill(words.stuck, {
    letters: stuck.letters,
    text: stuck.text,
    before: roughShare(stuck.before),
    after: roughShare(stuck.after),
  });
};

const flowOf = (item: ComparisonItem, open: boolean, few: boolean): HTMLElement => {
  const { flows: words } = texts().organiser;
  const id = `flow-${item.positionPre}`;
  return h(
    "details",
    { class: "flow-item", open },
    h(
      "summary",
      {},
      h("span", { class: "stem", id }, h("b", {}, `${number(item.positionPre)}. `), item.stem),
      !few && h("small", {}, summary(item)),
    ),
    h(
      "div",
      { class: "flow-body" },
      h("div", {}, drawFlow(item, fill(words.drawing, { n: item.positionPre })), optionList(item)),
      matrix(item, id),
    ),
  );
};

/** The section; null where no question has options. `few`: counts only, no shares. */
export const flowsPart = ({ items }: Comparison, few: boolean): HTMLElement | null => {
  const chosen = items.filter(({ optionFlow }) => optionFlow.some(({ count }) => (count ?? 0) > 0));
  if (chosen.length === 0) return null;
  const { flows: words } = texts().organiser;
  return h(
    "section",
    { aria: { labelledby: "flows" } },
    h("h2", { id: "flows" }, words.title),
    h("p", { class: "note" }, words.legend),
    chosen.map((item, index) => flowOf(item, index === 0, few)),
  );
};
