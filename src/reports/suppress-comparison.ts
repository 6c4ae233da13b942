import type { Comparison, ComparisonItem, ComparisonTotal } from "../../protocol/comparisons.ts";
import { sentences } from "./sentences.ts";
import { alsoHidden, hiddenOf, isFew, without } from "./suppress.ts";

type Flow = ComparisonItem["optionFlow"];

/** Flows whose sums are known: from one choice, to one choice, and from right or wrong to right or wrong. */
const flows = (flow: Flow, min: number): Flow => {
  const sums = [
    ({ from }: Flow[number]) => `from ${from}`,
    ({ to }: Flow[number]) => `to ${to}`,
    ({ fromRight, toRight }: Flow[number]) => `${fromRight} ${toRight}`,
  ];
  const hidden = new Set(flow.filter(({ count }) => isFew(count ?? 0, min)));
  for (let before = -1; before < hidden.size; ) {
    before = hidden.size;
    for (const sum of sums) {
      for (const cells of Map.groupBy(flow, sum).values()) {
        const already = cells.map((cell) => hidden.has(cell));
        const mask = hiddenOf(
          cells.map(({ count }) => count ?? 0),
          min,
          { already },
        );
        // Alone in its sum a flow is told by it, and the sum is hidden elsewhere if it is small.
        if (cells.length > 1) for (const [place, cell] of cells.entries()) if (mask[place]) hidden.add(cell);
      }
    }
  }
  return flow.map((cell) => (hidden.has(cell) ? { ...cell, count: null } : cell));
};

/** With the shares of both occasions any one of the four tells the others: all are hidden, or none. */
const TRANSITIONS = ["rr", "rw", "wr", "ww", "diffCi", "gained", "lost", "guess", "mcnemar", "holmP"];

interface Margins {
  pre: number[];
  post: number[];
}

const marginsOf = (item: ComparisonItem, nPre: number, nPost: number): Margins => {
  const split = (p: number | null, n: number) => [Math.round((p ?? 0) * n), n - Math.round((p ?? 0) * n)];
  return { pre: split(item.pPre, nPre), post: split(item.pPost, nPost) };
};

const item = (line: ComparisonItem, min: number, hide: { pre: boolean; post: boolean }): ComparisonItem => {
  const cells = [line.rr, line.rw, line.wr, line.ww];
  const paired = cells.every((cell) => cell !== null);
  const moved = hide.pre || hide.post || (paired && cells.some((cell) => isFew(cell ?? 0, min)));
  const next = without(line, [
    ...(hide.pre ? ["pPre", "wilsonPre"] : []),
    ...(hide.post ? ["pPost", "wilsonPost"] : []),
    ...(hide.pre || hide.post ? ["diff", "g"] : []),
    ...(moved ? TRANSITIONS : []),
  ]);
  if (!paired) return next;
  const optionFlow = moved ? line.optionFlow.map((cell) => ({ ...cell, count: null })) : flows(line.optionFlow, min);
  if (optionFlow.some(({ count }) => count === null)) next.why.optionFlow = "suppressed";
  return { ...next, optionFlow };
};

const total = (line: ComparisonTotal, told: boolean, min: number): ComparisonTotal => {
  const small = (counts: readonly (number | null)[]) => counts.some((count) => isFew(count ?? 0, min));
  const { improved, same, worse, bands, averageOfGains, c } = line;
  const changes = small([improved, same, worse]);
  const classes = small([...Object.values(bands), averageOfGains.excludedAtMax, averageOfGains.negative]);
  return without(line, [
    ...(changes ? ["improved", "same", "worse", "wilcoxon.nonzero", "wilcoxon.wPlus", "wilcoxon.wMinus"] : []),
    ...(classes ? ["bands", "averageOfGains.n", "averageOfGains.excludedAtMax", "averageOfGains.negative"] : []),
    ...(small([c.dropped]) ? ["c.n", "c.dropped"] : []),
    ...(told ? Object.keys(line) : []),
  ]);
};

/**
 * A comparison to share: no count of fewer than `min` people, nor what one could be told from, and no row of a person. The sentences are
 * those that remain.
 */
export const suppressComparison = (comparison: Comparison, min: number): Comparison => {
  const { design, nPaired, nCompletePre, nCompletePost } = comparison;
  const [nPre, nPost] = design === "paired" ? [nPaired, nPaired] : [nCompletePre, nCompletePost];
  const margins = comparison.items.map((line) => marginsOf(line, nPre, nPost));
  const hiding = (side: keyof Margins) => {
    const few = margins.map((margin) => margin[side].some((count) => isFew(count, min)));
    return alsoHidden(
      few,
      margins.map((margin) => Math.min(...margin[side])),
    );
  };
  const [pre, post] = [hiding("pre"), hiding("post")];
  const items = comparison.items.map((line, place) =>
    item(line, min, { pre: pre[place] ?? false, post: post[place] ?? false }),
  );
  const shown = (field: "pPre" | "pPost") =>
    comparison.worst.itemIds.every((id) => items.find((line) => line.id === id)?.[field] !== null);
  const few = comparison.gains.some(({ count }) => isFew(count ?? 0, min));
  // Of so few every figure is a figure of theirs, and with one item alone the mean is its share.
  const told = Math.min(nPre, nPost) < min || (comparison.k === 1 && (pre[0] === true || post[0] === true));
  const { sentences: _, ...rest } = comparison;
  const shared: Omit<Comparison, "sentences"> = {
    ...rest,
    items,
    total: total(comparison.total, told, min),
    gains: few ? comparison.gains.map((bar) => ({ ...bar, count: null })) : comparison.gains,
    worst: without(comparison.worst, [
      ...(shown("pPre") ? [] : ["prePercent"]),
      ...(shown("pPost") ? [] : ["postPercent"]),
    ]),
    people: [],
    pairing: { ...comparison.pairing, pairs: [], proposals: [], preOnly: [], postOnly: [], duplicates: [] },
    notes: [...comparison.notes, "suppressed"],
  };
  return { ...shared, sentences: { en: sentences(shared, "en"), id: sentences(shared, "id") } };
};
