import type { ComparisonItem, Flow } from "../../../protocol/comparisons.ts";

/** Where those who chose an option went: what is drawn and counted, without a drawing. */

type Item = Pick<ComparisonItem, "options" | "optionFlow">;
type Side = "from" | "to";
const RIGHT = { from: "fromRight", to: "toRight" } as const;

export interface FlowNode {
  /** Option ids joined by ";"; null: no answer. */
  id: string | null;
  /** "B", "A + C", "–" for no answer. */
  letters: string;
  /** It is the key on this side. */
  right: boolean;
  count: number;
}

const letter = (index: number): string => (index < 0 ? "?" : String.fromCharCode(65 + index));

/** "B" for the second option, "A + C" for two. */
export const lettersOf = ({ options }: Pick<Item, "options">, id: string | null): string =>
  id === null
    ? "–"
    : id
        .split(";")
        .map((each) => letter(options.findIndex((option) => option.id === each)))
        .sort()
        .join(" + ");

const sum = (flows: readonly Flow[]): number => flows.reduce((all, { count }) => all + (count ?? 0), 0);

/** What was chosen on one side with how many people, by letters, no answer last. */
export const nodesOf = (item: Item, side: Side): FlowNode[] =>
  [...new Set(item.optionFlow.map((flow) => flow[side]))]
    .map((id) => {
      const flows = item.optionFlow.filter((flow) => flow[side] === id);
      return { id, letters: lettersOf(item, id), right: flows.some((flow) => flow[RIGHT[side]]), count: sum(flows) };
    })
    // The dash of no answer comes after every letter.
    .sort((a, b) => (a.letters < b.letters ? -1 : 1));

/** How many went from one to the other. */
export const between = ({ optionFlow }: Item, from: string | null, to: string | null): number =>
  sum(optionFlow.filter((flow) => flow.from === from && flow.to === to));

export interface Stuck {
  letters: string;
  text: string;
  /** Shares 0..1 of the paired people who chose it. */
  before: number;
  after: number;
}

/** At least this share of the people has to choose a wrong option for it to be named. */
const STUCK = 0.15;

/** The wrong option most people choose after, when at least `least` (0..1) of them do; undefined otherwise and where answers are typed. */
export const stuckOf = (item: Item, least = STUCK): Stuck | undefined => {
  const n = sum(item.optionFlow);
  const [first] = nodesOf(item, "to")
    .filter(({ id, right }) => id !== null && !right)
    .sort((a, b) => b.count - a.count);
  if (first === undefined || first.count / n < least) return undefined;
  const ids = first.id?.split(";") ?? [];
  const text = item.options.filter(({ id }) => ids.includes(id)).map((option) => option.text);
  const before = sum(item.optionFlow.filter(({ from }) => from === first.id));
  return { letters: first.letters, text: text.join(" + "), before: before / n, after: first.count / n };
};

export interface Band {
  from: FlowNode;
  to: FlowNode;
  count: number;
  /** Upper and lower edge on the left and on the right, in people from the top, gaps not counted. */
  left: [top: number, bottom: number];
  right: [top: number, bottom: number];
  /** Which node it leaves and reaches, to add the gaps. */
  places: [from: number, to: number];
}

/** The bands between both sides, in an order in which those of one node do not cross each other. */
export const bandsOf = (item: Item): { before: FlowNode[]; after: FlowNode[]; bands: Band[] } => {
  const [before, after] = [nodesOf(item, "from"), nodesOf(item, "to")];
  const starts = (nodes: readonly FlowNode[]) =>
    nodes.map((_, index) => nodes.slice(0, index).reduce((all, { count }) => all + count, 0));
  const [left, right] = [starts(before), starts(after)];
  const bands: Band[] = [];
  before.forEach((from, i) => {
    after.forEach((to, j) => {
      const count = between(item, from.id, to.id);
      if (count === 0) return;
      const [x = 0, y = 0] = [left[i], right[j]];
      bands.push({ from, to, count, left: [x, x + count], right: [y, y + count], places: [i, j] });
      left[i] = x + count;
      right[j] = y + count;
    });
  });
  return { before, after, bands };
};
