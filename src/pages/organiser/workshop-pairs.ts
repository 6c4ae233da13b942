/** Who is the same person before and after: what is known, and what only the organiser can decide. */

import type { Comparison, Proposal, SeatLine } from "../../../protocol/comparisons.ts";
import type { Pairing, Workshop } from "../../../protocol/workshops.ts";
import { h } from "../shared/dom.ts";
import { fill } from "../shared/language.ts";
import { pairingFacts, seatName } from "./comparison-pairing.ts";
import { cell, table } from "./table.ts";
import { texts } from "./texts.ts";
import { proposalWords } from "./words.ts";
import { store } from "./workshop-store.ts";

const seat = ({ nickname, code }: SeatLine): HTMLElement =>
  h("span", { class: "seat" }, h("bdi", {}, nickname ?? "–"), code !== "" && h("span", { class: "code" }, code));

const proposalRow = ({ pre, post, reasons }: Proposal, decide: (same: boolean) => void): HTMLTableRowElement => {
  const { pairing: words } = texts().organiser;
  const button = (same: boolean, label: string) =>
    h(
      "button",
      {
        type: "button",
        class: "button",
        onclick: () => decide(same),
        aria: { label: `${label}: ${seatName(pre)}, ${seatName(post)}` },
      },
      label,
    );
  return h(
    "tr",
    {},
    cell(seat(pre)),
    cell(seat(post)),
    cell(
      h(
        "ul",
        { class: "plain" },
        reasons.map((reason) => h("li", {}, proposalWords(reason))),
      ),
    ),
    h("td", { class: "actions" }, button(true, words.same), " ", button(false, words.notSame)),
  );
};

/** The seat of an id, wherever it stands in the tables. */
const seatOf = ({ pairing }: Comparison, id: string): SeatLine => {
  const all = [
    ...pairing.pairs.flatMap(({ pre, post }) => [pre, post]),
    ...pairing.proposals.flatMap(({ pre, post }) => [pre, post]),
    ...pairing.preOnly,
    ...pairing.postOnly,
    ...pairing.duplicates.flatMap(({ counts, others }) => [counts, ...others]),
  ];
  return all.find(({ playerId }) => playerId === id) ?? { playerId: id, nickname: null, code: "" };
};

const decidedRow = (comparison: Comparison, decided: Pairing, undo: () => void): HTMLTableRowElement => {
  const { pairing: words } = texts().organiser;
  const [pre, post] = [seatOf(comparison, decided.pre), seatOf(comparison, decided.post)];
  const label = `${words.undo}: ${seatName(pre)}, ${seatName(post)}`;
  return h(
    "tr",
    {},
    cell(seat(pre)),
    cell(seat(post)),
    cell(decided.same ? words.same : words.notSame),
    h(
      "td",
      { class: "actions" },
      h("button", { type: "button", class: "link", onclick: undo, aria: { label } }, words.undo),
    ),
  );
};

/** The section; every decision is stored at once. */
export const pairsPart = (workshop: Workshop, comparison: Comparison, changed: () => void): HTMLElement => {
  const { pairing: words, occasion } = texts().organiser;
  const { proposals } = comparison.pairing;
  const { pairings } = workshop;
  const others = ({ pre, post }: { pre: string; post: string }) =>
    pairings.filter((each) => each.pre !== pre || each.post !== post);
  const decide = (pre: string, post: string) => (same: boolean) =>
    void store(workshop, { pairings: [...others({ pre, post }), { pre, post, same }] }, changed, words.decided);
  const undo = (pairing: Pairing) => () => void store(workshop, { pairings: others(pairing) }, changed, words.undone);
  const heads = [[occasion.pre], [occasion.post]] as const;
  return h(
    "section",
    { aria: { labelledby: "pairing" } },
    h("h2", { id: "pairing" }, words.title),
    pairingFacts(comparison),
    proposals.length === 0
      ? h("p", { class: "empty" }, words.nothing)
      : [
          h("h3", { id: "proposals" }, fill(words.proposals, { n: proposals.length })),
          h("p", { class: "note" }, words.proposalsWhy),
          table(
            "proposals",
            [...heads, [words.reasons], [words.decision, "actions"]],
            proposals.map((each) => proposalRow(each, decide(each.pre.playerId, each.post.playerId))),
            "proposals",
          ),
        ],
    pairings.length > 0 && [
      h("h3", { id: "decided" }, words.decidedTitle),
      table(
        "decided",
        [...heads, [words.decision], [texts().organiser.rooms.actions, "actions"]],
        pairings.map((each) => decidedRow(comparison, each, undo(each))),
      ),
    ],
  );
};
