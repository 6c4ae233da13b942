/** The two rooms of a comparison side by side: the items both have, and the persons of each with their scores. */
import type { Game } from "../verdicts.ts";
import type { Pairing } from "../workshop.ts";
import type { Comparison } from "./comparison-types.ts";
import { type Paired, pairing } from "./pairing.ts";
import { type Column, columnsOf, type Person, personsOf, scoresOf } from "./persons.ts";
import { type Attendee, groupsOf } from "./same-person.ts";
import type { WhyNot } from "./why.ts";

export interface Visitor extends Attendee, Person {
  /** Scores of the common items in their order; null when one of them was never shown. */
  scores: number[] | null;
}

/** An item of both rooms, with its place among the columns of each. */
export interface CommonItem {
  pre: Column;
  post: Column;
  prePlace: number;
  postPlace: number;
}

export interface Sides {
  common: CommonItem[];
  leftOut: Comparison["leftOut"];
  paired: Paired<Visitor>;
  /** Complete on both sides, in the order of the pre-test. */
  cases: { pre: Visitor; post: Visitor }[];
  /** Complete on one side at least, distinct persons. */
  preCases: Visitor[];
  postCases: Visitor[];
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

const nobodyPaired = (pre: readonly Visitor[], post: readonly Visitor[]): Paired<Visitor> => ({
  pre: groupsOf(pre).map(({ counts }) => counts),
  post: groupsOf(post).map(({ counts }) => counts),
  pairs: [],
  proposals: [],
  preOnly: [],
  postOnly: [],
  duplicates: [],
});

const isComplete = ({ scores }: Visitor): boolean => scores !== null;

/** Both rooms by the scored items that count in both, in the order of the pre-test. In an anonymous room nobody is paired. */
export const sidesOf = (pre: Game, post: Game, decisions: readonly Pairing[]): Sides => {
  const [preColumns, postColumns] = [columnsOf(pre), columnsOf(post)];
  const common = preColumns.flatMap((column, prePlace): CommonItem[] => {
    const postPlace = postColumns.findIndex(({ item }) => item.id === column.item.id);
    const other = postColumns[postPlace];
    return column.counts && other?.counts ? [{ pre: column, post: other, prePlace, postPlace }] : [];
  });
  const visitors = (game: Game, columns: readonly Column[], places: readonly number[]): Visitor[] =>
    personsOf(game, columns).map((person) => {
      const scores = scoresOf(person, places);
      return { ...person, scores, complete: scores !== null };
    });
  const before = visitors(
    pre,
    preColumns,
    common.map(({ prePlace }) => prePlace),
  );
  const after = visitors(
    post,
    postColumns,
    common.map(({ postPlace }) => postPlace),
  );
  const anonymous = [pre, post].some(({ room }) => room.options.identity === "anonymous");
  const paired = anonymous ? nobodyPaired(before, after) : pairing(before, after, decisions);
  return {
    common,
    leftOut: leftOutOf(preColumns, postColumns, common),
    paired,
    cases: paired.pairs.filter((pair) => isComplete(pair.pre) && isComplete(pair.post)),
    preCases: paired.pre.filter(isComplete),
    postCases: paired.post.filter(isComplete),
    unpaired: anonymous ? "anonymous" : paired.pairs.length === 0 ? "not_paired" : undefined,
  };
};
