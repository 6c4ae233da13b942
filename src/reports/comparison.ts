import type { Comparison, ComparisonItem, Exclusion, PairingTable, SeatLine } from "../../protocol/comparisons.ts";
import type { Occasion } from "../../protocol/rooms.ts";
import type { Note } from "../../protocol/why.ts";
import type { Pairing } from "../../protocol/workshops.ts";
import { quizLocale } from "../quiz.ts";
import type { Game } from "../verdicts.ts";
import { comparisonItems } from "./comparison-items.ts";
import { comparisonTotal, gainCounts, personLines } from "./comparison-total.ts";
import { sizeNotes } from "./notes.ts";
import { hasPaper } from "./persons.ts";
import { roomLine } from "./room-line.ts";
import type { Participant } from "./same-person.ts";
import { sentences } from "./sentences.ts";
import { type Sides, sidesOf } from "./sides.ts";
import { lowest } from "./stats/matrix.ts";
import { reasons } from "./why.ts";

export interface ComparisonOptions {
  /** How many of the worst items are shown together. */
  worst?: number;
  /** False: no nickname leaves; codes stay. */
  names?: boolean;
}

const WORST = 4;

const pairingTable = ({ paired, cases, unpaired }: Sides, names: boolean): PairingTable => {
  const line = ({ seat: { playerId, nickname, code } }: Participant): SeatLine => ({
    playerId,
    nickname: names ? nickname : null,
    code,
  });
  const complete = new Set<Participant>(cases.map(({ pre }) => pre));
  const waiting = (side: Occasion) => new Set(paired.proposals.map((proposal) => proposal[side])).size;
  const counts: [Exclusion, number][] =
    unpaired === "anonymous"
      ? [["anonymous", paired.pre.length + paired.post.length]]
      : [
          ["pre_only", paired.preOnly.length],
          ["post_only", paired.postOnly.length],
          ["unconfirmed_pre", waiting("pre")],
          ["unconfirmed_post", waiting("post")],
          ["incomplete", paired.pairs.length - cases.length],
        ];
  return {
    pairs: paired.pairs.map(({ pre, post, by }) => ({
      pre: line(pre),
      post: line(post),
      by,
      complete: complete.has(pre),
    })),
    proposals: paired.proposals.map(({ pre, post, reasons }) => ({ pre: line(pre), post: line(post), reasons })),
    preOnly: paired.preOnly.map(line),
    postOnly: paired.postOnly.map(line),
    duplicates: paired.duplicates.map(({ occasion, counts, others }) => ({
      occasion,
      counts: line(counts),
      others: others.map(line),
    })),
    excluded: counts.flatMap(([reason, count]) => (count > 0 ? [{ reason, count }] : [])),
  };
};

/** Chosen once, by the pre-test; after, the same items: the lowest ones of each occasion would flatter. */
const worstOf = (items: readonly ComparisonItem[], k: number): Comparison["worst"] => {
  const { why, number } = reasons();
  const chosen = lowest(
    items.map(({ pPre }) => pPre ?? "nobody"),
    k,
  ).flatMap((place) => items[place] ?? []);
  const percent = (field: "pPre" | "pPost") => {
    const shares = chosen.flatMap((item) => item[field] ?? []);
    const sum = shares.reduce((total, share) => total + share, 0);
    return shares.length < chosen.length || shares.length === 0 ? "nobody" : (100 * sum) / shares.length;
  };
  return {
    itemIds: chosen.map(({ id }) => id),
    prePercent: number("prePercent", percent("pPre")),
    postPercent: number("postPercent", percent("pPost")),
    why,
  };
};

const notesOf = (sides: Sides, items: readonly ComparisonItem[]): Note[] => {
  const { paired, cases, preCases, postCases, unpaired } = sides;
  const n = unpaired ? Math.min(preCases.length, postCases.length) : cases.length;
  const incomplete = unpaired
    ? paired.pre.length + paired.post.length - preCases.length - postCases.length
    : paired.pairs.length - cases.length;
  const when = (note: Note, applies: boolean): Note[] => (applies ? [note] : []);
  return [
    ...sizeNotes(n, items.length),
    ...when("incomplete_left_out", incomplete > 0),
    "one_group",
    ...when("anonymous", unpaired === "anonymous"),
    ...when("nobody_paired", unpaired === "not_paired"),
    ...when("unconfirmed", paired.proposals.length > 0),
    ...when("duplicates", paired.duplicates.length > 0),
    ...when(
      "items_changed",
      items.some(({ changed }) => changed),
    ),
    ...when("paper", hasPaper(sides.games.pre) || hasPaper(sides.games.post)),
    ...when("holm", !unpaired && items.length > 1),
  ];
};

/**
 * A pre-test and a post-test, over the scored items that count in both and, when people can be paired, over the persons to whom
 * all of those were shown twice. Each room is judged by its own keys. `comparison_empty`: they share no scored item.
 */
export const comparisonOf = (
  sides: Sides,
  { worst = WORST, names = true }: ComparisonOptions = {},
): Comparison | { rejected: "comparison_empty" } => {
  const { pre, post } = sides.games;
  if (sides.common.length === 0) return { rejected: "comparison_empty" };
  const items = comparisonItems(sides, quizLocale(pre.quiz));
  const people = personLines(sides, names);
  const compared: Omit<Comparison, "sentences"> = {
    schema: 1,
    pre: roomLine(pre),
    post: roomLine(post),
    design: sides.unpaired ? "independent" : "paired",
    k: items.length,
    leftOut: sides.leftOut,
    nPre: sides.paired.pre.length,
    nPost: sides.paired.post.length,
    nPaired: sides.cases.length,
    nCompletePre: sides.preCases.length,
    nCompletePost: sides.postCases.length,
    items,
    total: comparisonTotal(sides),
    gains: gainCounts(people),
    worst: worstOf(items, worst),
    people,
    pairing: pairingTable(sides, names),
    notes: notesOf(sides, items),
  };
  return { ...compared, sentences: { en: sentences(compared, "en"), id: sentences(compared, "id") } };
};

/** The comparison of two rooms; `pairings` is what the organiser has said of pairs. */
export const comparison = (
  pre: Game,
  post: Game,
  { pairings = [], ...options }: ComparisonOptions & { pairings?: readonly Pairing[] } = {},
): ReturnType<typeof comparisonOf> => comparisonOf(sidesOf(pre, post, pairings), options);
