/** The two rooms of a comparison side by side: the items both have, and the persons of each with their scores. */

import type { Comparison } from "../../protocol/comparisons.ts";
import type { Occasion } from "../../protocol/rooms.ts";
import type { WhyNot } from "../../protocol/why.ts";
import type { Pairing } from "../../protocol/workshops.ts";
import type { Game } from "../verdicts.ts";
import { type Paired, pairing } from "./pairing.ts";
import { type Column, columnsOf, personsOf, scoresOf } from "./persons.ts";
import { distinctPersons, type Participant } from "./same-person.ts";
import { sumOf } from "./stats/descriptive.ts";
import { normalisedChange, personGain } from "./stats/gain.ts";

/** Somebody to whom every common item was shown. */
export interface Complete extends Participant {
  scores: number[];
}

/** An item of both rooms, with its place among the columns of each. */
export interface CommonItem {
  pre: Column;
  post: Column;
  prePlace: number;
  postPlace: number;
}

export interface Sides {
  games: Record<Occasion, Game>;
  common: CommonItem[];
  leftOut: Comparison["leftOut"];
  paired: Paired;
  /** Complete on both sides, in the order of the pre-test. */
  cases: { pre: Complete; post: Complete }[];
  /** Complete on one side at least, distinct persons. */
  preCases: Complete[];
  postCases: Complete[];
  /** Why nobody is followed from one room to the other; undefined: pairs are compared. */
  unpaired: Extract<WhyNot, "anonymous" | "not_paired"> | undefined;
}

const leftOutOf = (pre: readonly Column[], post: readonly Column[], common: readonly CommonItem[]) => {
  const [before, after] = [pre, post].map((columns) => new Map(columns.map((column) => [column.item.id, column]))) as [
    Map<string, Column>,
    Map<string, Column>,
  ];
  const kept = new Set(common.map((item) => item.pre.item.id));
  const reasonOf = (id: string): Comparison["leftOut"][number]["reason"] => {
    const both = [before.get(id), after.get(id)];
    if (both.some((column) => column && !column.type.scored)) return "not_scored";
    if (both.some((column) => column?.round.voided)) return "voided";
    return both[1] === undefined || both[0]?.counts ? "only_pre" : "only_post";
  };
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => !kept.has(id))
    .map((id) => ({ id, reason: reasonOf(id) }));
};

const nobodyPaired = (pre: readonly Participant[], post: readonly Participant[]): Paired => ({
  pre: distinctPersons(pre).map(({ counts }) => counts),
  post: distinctPersons(post).map(({ counts }) => counts),
  pairs: [],
  proposals: [],
  preOnly: [],
  postOnly: [],
  duplicates: [],
});

/** Whether every common item was shown to this seat. */
export const isComplete = (person: Participant): person is Complete => person.scores !== null;

/** Both rooms by the scored items that count in both, in the order of the pre-test. In an anonymous room nobody is paired. */
export const sidesOf = (pre: Game, post: Game, decisions: readonly Pairing[]): Sides => {
  const [preColumns, postColumns] = [columnsOf(pre), columnsOf(post)];
  const common = preColumns.flatMap((column, prePlace): CommonItem[] => {
    const postPlace = postColumns.findIndex(({ item }) => item.id === column.item.id);
    const other = postColumns[postPlace];
    return column.counts && other?.counts ? [{ pre: column, post: other, prePlace, postPlace }] : [];
  });
  const participants = (game: Game, columns: readonly Column[], places: readonly number[]): Participant[] =>
    personsOf(game, columns).map((person) => ({ ...person, scores: scoresOf(person, places) }));
  const before = participants(
    pre,
    preColumns,
    common.map(({ prePlace }) => prePlace),
  );
  const after = participants(
    post,
    postColumns,
    common.map(({ postPlace }) => postPlace),
  );
  const anonymous = [pre, post].some(({ room }) => room.options.identity === "anonymous");
  const paired = anonymous ? nobodyPaired(before, after) : pairing(before, after, decisions);
  return {
    games: { pre, post },
    common,
    leftOut: leftOutOf(preColumns, postColumns, common),
    paired,
    cases: paired.pairs.flatMap(({ pre, post }) => (isComplete(pre) && isComplete(post) ? [{ pre, post }] : [])),
    preCases: paired.pre.filter(isComplete),
    postCases: paired.post.filter(isComplete),
    unpaired: anonymous ? "anonymous" : paired.pairs.length === 0 ? "not_paired" : undefined,
  };
};

/** How many of the common items somebody had right. */
export const totalOf = ({ scores }: Complete): number => sumOf(scores);

/** Two totals of one person, of k items each, and what follows from them: g and c are those of stats/gain.ts. */
export const gainOf = (before: Complete, after: Complete, k: number) => {
  const [pre, post] = [totalOf(before), totalOf(after)];
  return { pre, post, gain: post - pre, g: personGain(pre, post, k), c: normalisedChange(pre, post, k) };
};
