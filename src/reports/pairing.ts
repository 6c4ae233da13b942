/**
 * Who of the pre-test is who of the post-test: by the organiser's word, then by code, by device, by the list of people, one to
 * one. A nickname proves nothing: equal ones are proposals, similar ones not even that.
 */

import type { PairedBy, ProposalReason } from "../../protocol/comparisons.ts";
import type { Occasion } from "../../protocol/rooms.ts";
import type { Pairing } from "../../protocol/workshops.ts";
import type { Seat } from "../room.ts";
import { codeKey, distinctPersons, type Group, type Participant } from "./same-person.ts";

export interface Paired {
  /** Distinct persons of each side, as the attempt of each that counts. */
  pre: Participant[];
  post: Participant[];
  pairs: { pre: Participant; post: Participant; by: PairedBy }[];
  proposals: { pre: Participant; post: Participant; reasons: ProposalReason[] }[];
  /** Neither paired nor in a proposal. */
  preOnly: Participant[];
  postOnly: Participant[];
  duplicates: { occasion: Occasion; counts: Participant; others: Participant[] }[];
}

type Evidence = (seat: Seat) => string | null;
type Edge = [one: Group, other: Group];
type Table<Entry> = Map<Group, Map<Group, Entry>>;

interface State {
  pre: Group[];
  post: Group[];
  partner: Map<Group, Group>;
  by: Map<Group, PairedBy>;
  /** What the organiser has said: the same person or not. */
  said: Table<boolean>;
  proposed: Table<Set<ProposalReason>>;
}

/** NFKC, trimmed, case folded: what makes two nicknames equal here. Nothing fuzzier. */
const byNickname: Evidence = ({ nickname }) => nickname.normalize("NFKC").trim().toUpperCase().toLowerCase() || null;

/** In this order. Somebody with several attempts is only proposed, for the reason given. */
const EVIDENCE: { by: PairedBy; of: Evidence; twice: ProposalReason | null }[] = [
  { by: "code", of: codeKey, twice: "code_used_twice" },
  { by: "device", of: ({ device }) => device, twice: null },
  { by: "roster", of: ({ personId }) => personId, twice: "person_used_twice" },
];

const within = <Key, Inner, Entry>(table: Map<Key, Map<Inner, Entry>>, key: Key): Map<Inner, Entry> => {
  const inner = table.get(key) ?? new Map<Inner, Entry>();
  table.set(key, inner);
  return inner;
};

const join = (state: State, [one, other]: Edge, by: PairedBy): void => {
  state.partner.set(one, other).set(other, one);
  state.by.set(one, by);
};

/** The last word about two persons holds; the attempt it names is the one that counts. */
const decide = (state: State, decisions: readonly Pairing[]): void => {
  const holders = (groups: readonly Group[]) =>
    new Map(groups.flatMap((group) => group.attempts.map((attempt) => [attempt.seat.playerId, { group, attempt }])));
  const [pre, post] = [holders(state.pre), holders(state.post)];
  for (const decision of decisions) {
    const [one, other] = [pre.get(decision.pre), post.get(decision.post)];
    if (!one || !other) continue;
    within(state.said, one.group).set(other.group, decision.same);
    if (decision.same) [one.group.counts, other.group.counts] = [one.attempt, other.attempt];
  }
  for (const [one, words] of state.said)
    for (const [other, same] of words)
      if (same && !state.partner.has(one) && !state.partner.has(other)) join(state, [one, other], "confirmed");
};

/** Key -> the groups of one side that bear it. */
const bearers = (groups: readonly Group[], of: Evidence) => {
  const found = new Map<string, Set<Group>>();
  for (const group of groups)
    for (const { seat } of group.attempts) {
      const key = of(seat);
      if (key !== null) found.set(key, (found.get(key) ?? new Set()).add(group));
    }
  return found;
};

/** Free pairs, not forbidden, that share a key. `alone`: only keys that a single person bears on each side. */
const edgesOf = (state: State, of: Evidence, alone: boolean): Edge[] => {
  const after = bearers(state.post, of);
  return [...bearers(state.pre, of)].flatMap(([key, ones]) => {
    const others = after.get(key) ?? new Set();
    if (alone && (ones.size > 1 || others.size > 1)) return [];
    return [...ones].flatMap((one) =>
      [...others].flatMap((other): Edge[] => {
        const taken = state.partner.has(one) || state.partner.has(other);
        return taken || state.said.get(one)?.get(other) === false ? [] : [[one, other]];
      }),
    );
  });
};

const propose = (state: State, [one, other]: Edge, reason: ProposalReason): void => {
  const mine = within(state.proposed, one);
  mine.set(other, (mine.get(other) ?? new Set()).add(reason));
};

/** Both are on the list, as two people: whatever they share, they are not one. */
const contradict = ([one, other]: Edge): boolean => {
  const [before, after] = [one.counts.seat.personId, other.counts.seat.personId];
  return before !== null && after !== null && before !== after;
};

/** Each brought a code and a name of their own to one phone: perhaps it was lent. */
const lent = ([one, other]: Edge): boolean => {
  const [before, after] = [one.counts.seat, other.counts.seat];
  const [codeBefore, codeAfter] = [codeKey(before), codeKey(after)];
  const coded = codeBefore !== null && codeAfter !== null && codeBefore !== codeAfter;
  return coded && byNickname(before) !== byNickname(after);
};

const follow = (state: State): void => {
  for (const { by, of, twice } of EVIDENCE) {
    const edges = edgesOf(state, of, true);
    const degree = new Map<Group, Set<Group>>();
    for (const [one, other] of edges) {
      degree.set(one, (degree.get(one) ?? new Set()).add(other));
      degree.set(other, (degree.get(other) ?? new Set()).add(one));
    }
    for (const edge of edges) {
      const clear = edge.every((group) => group.attempts.length === 1 && degree.get(group)?.size === 1);
      const doubtful = by === "device" && (contradict(edge) || lent(edge));
      if (clear && !doubtful) join(state, edge, by);
      else if (clear && !contradict(edge)) propose(state, edge, "same_device");
      else if (twice !== null) propose(state, edge, twice);
    }
  }
  for (const edge of edgesOf(state, byNickname, false)) propose(state, edge, "same_nickname");
};

const result = ({ pre, post, partner, by, proposed }: State): Paired => {
  const free = (group: Group) => !partner.has(group);
  const proposals = pre.flatMap((one) => {
    const others = proposed.get(one);
    if (!others || !free(one)) return [];
    return post.flatMap((other) => {
      const reasons = free(other) ? others.get(other) : undefined;
      return reasons ? [{ one, other, reasons: [...reasons] }] : [];
    });
  });
  const pending = new Set(proposals.flatMap(({ one, other }) => [one, other]));
  const alone = (groups: readonly Group[]) =>
    groups.filter((group) => free(group) && !pending.has(group)).map(({ counts }) => counts);
  const twice = (occasion: Occasion, groups: readonly Group[]) =>
    groups
      .filter(({ attempts }) => attempts.length > 1)
      .map(({ counts, attempts }) => ({ occasion, counts, others: attempts.filter((each) => each !== counts) }));
  return {
    pre: pre.map(({ counts }) => counts),
    post: post.map(({ counts }) => counts),
    pairs: pre.flatMap((one) => {
      const other = partner.get(one);
      return other ? [{ pre: one.counts, post: other.counts, by: by.get(one) ?? "code" }] : [];
    }),
    proposals: proposals.map(({ one, other, reasons }) => ({ pre: one.counts, post: other.counts, reasons })),
    preOnly: alone(pre),
    postOnly: alone(post),
    duplicates: [...twice("pre", pre), ...twice("post", post)],
  };
};

/** Pairs two sides, each in join order. The organiser's decisions come first. Nicknames only ever make a proposal. */
export const pairing = (
  preSide: readonly Participant[],
  postSide: readonly Participant[],
  decisions: readonly Pairing[] = [],
): Paired => {
  const sides = { pre: distinctPersons(preSide), post: distinctPersons(postSide) };
  const state: State = { ...sides, partner: new Map(), by: new Map(), said: new Map(), proposed: new Map() };
  decide(state, decisions);
  follow(state);
  return result(state);
};
