import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Paired, pairing } from "../../src/reports/pairing.ts";
import type { Participant } from "../../src/reports/same-person.ts";
import type { Seat } from "../../src/room.ts";
import { seatOf } from "./fixtures.ts";
import { readRows } from "./report-games.ts";
import { readJson } from "./stats-fixtures.ts";

const participant = (playerId: string, seat: Partial<Seat> = {}, complete = true): Participant => ({
  seat: seatOf(playerId, { code: "", nickname: playerId, ...seat }),
  cells: [],
  scores: complete ? [] : null,
});
const idsOf = (participants: readonly Participant[]) => participants.map(({ seat }) => seat.playerId);
/** "pre post by" of each pair. */
const pairsOf = ({ pairs }: Paired) =>
  pairs.map(({ pre, post, by }) => `${pre.seat.playerId} ${post.seat.playerId} ${by}`);
const proposalsOf = ({ proposals }: Paired) =>
  proposals.map(({ pre, post, reasons }) => [pre.seat.playerId, post.seat.playerId, ...reasons]);

describe("the small table of codes and names", () => {
  const expected = readJson("small/matching_expected.json");
  const side = (file: string) =>
    readRows(file).map(({ code = "", nickname = "" }, row) => participant(`row ${row + 1}`, { code, nickname }));
  const [pre, post] = [side("small/matching_pre.csv"), side("small/matching_post.csv")];
  const codesOf = (participants: readonly Participant[]) => participants.map(({ seat }) => seat.code);
  const found = pairing(pre, post);

  test("[RP20] codes pair by themselves", () => {
    expect(codesOf(found.pairs.map((pair) => pair.pre))).toEqual(expected.paired_by_code);
    expect(found.pairs.map(({ by }) => by)).toEqual(["code", "code"]);
  });

  test("[RP21] an equal nickname and a code used twice are proposals, the first attempt counts", () => {
    const wanted = expected.needs_facilitator.map((need: { pre: string; post_row?: number; post_rows?: number[] }) => [
      need.pre,
      `row ${need.post_row ?? need.post_rows?.[0]}`,
    ]);
    expect(found.proposals.map(({ pre, post }) => [pre.seat.code, post.seat.playerId])).toEqual(wanted);
    expect(found.proposals.map(({ reasons }) => reasons)).toEqual([
      ["same_nickname"],
      ["code_used_twice", "same_nickname"],
    ]);
    expect(found.duplicates.map(({ occasion, counts, others }) => [occasion, ...idsOf([counts, ...others])])).toEqual([
      ["post", "row 4", "row 5"],
    ]);
  });

  test("[RP20] who is left over on either side, siti nur among them: names that are alike prove nothing", () => {
    expect([codesOf(found.preOnly), codesOf(found.postOnly)]).toEqual([expected.pre_only, expected.post_only]);
  });

  test("[RP22] after confirming: distinct persons on each side, and pairs", () => {
    const decisions = found.proposals.map(({ pre, post }) => ({
      pre: pre.seat.playerId,
      post: post.seat.playerId,
      same: true,
    }));
    const confirmed = pairing(pre, post, decisions);
    const { n_paired, n_pre, n_post } = expected.after_confirming;
    expect([confirmed.pairs.length, confirmed.pre.length, confirmed.post.length]).toEqual([n_paired, n_pre, n_post]);
    expect(confirmed.proposals).toEqual([]);
    expect(pairsOf(confirmed)).toContain("row 4 row 3 confirmed");
  });
});

describe("evidence", () => {
  test("[RP20] code goes before device, device before the list", () => {
    const pre = [
      participant("a", { code: "AAAAA", device: "x", personId: "p1" }),
      participant("b", { device: "y", personId: "p2" }),
      participant("c", { personId: "p3" }),
    ];
    const post = [
      participant("d", { personId: "p3" }),
      participant("e", { device: "y", personId: "p2" }),
      participant("f", { code: "aaaaa ", device: "z", personId: "p1" }),
    ];
    expect(pairsOf(pairing(pre, post))).toEqual(["a f code", "b e device", "c d roster"]);
  });

  test("[RP20] a device on two seats of one side pairs nobody, also when one of them is paired already", () => {
    const shared = [participant("a", { code: "AAAAA", device: "x" }), participant("b", { device: "x" })];
    const post = [participant("c", { code: "AAAAA" }), participant("d", { device: "x" })];
    expect(pairsOf(pairing(shared, post))).toEqual(["a c code"]);
    expect(pairsOf(pairing(post, shared))).toEqual(["c a code"]);
  });

  test("[RP20] one device does not make two people of the list one", () => {
    const found = pairing(
      [participant("a", { device: "x", personId: "p1" })],
      [participant("b", { device: "x", personId: "p2" })],
    );
    expect([pairsOf(found), idsOf(found.preOnly), idsOf(found.postOnly)]).toEqual([[], ["a"], ["b"]]);
  });

  test("[RP20] blank codes and missing devices and persons are no evidence", () => {
    const found = pairing([participant("a"), participant("b")], [participant("c"), participant("d", { code: " " })]);
    expect([found.pairs, found.pre.length, found.post.length]).toEqual([[], 2, 2]);
  });

  test.each([
    ["Pak Agus", " pak AGUS ", true],
    ["Ｂｕｄｉ", "budi", true],
    ["Straße", "STRASSE", true],
    ["Siti", "Siti Nur", false],
    ["Budi", "Budi1", false],
    ["Dewi", "Dewy", false],
  ])("[RP20] %j and %j are proposed: %s, and never paired", (one, other, same) => {
    const found = pairing([participant("a", { nickname: one })], [participant("b", { nickname: other })]);
    expect(found.pairs).toEqual([]);
    expect(proposalsOf(found)).toEqual(same ? [["a", "b", "same_nickname"]] : []);
    expect(found.preOnly.length).toBe(same ? 0 : 1);
  });

  test("[RP20] a nickname that several bear is proposed with each of them", () => {
    const found = pairing(
      [participant("a", { nickname: "Budi" })],
      [1, 2].map((n) => participant(`b${n}`, { nickname: "budi" })),
    );
    expect(proposalsOf(found)).toEqual([
      ["a", "b1", "same_nickname"],
      ["a", "b2", "same_nickname"],
    ]);
  });
});

describe("duplicates", () => {
  const twice = [
    participant("first", { code: "AAAAA" }, false),
    participant("second", { code: "AAAAA" }),
    participant("third", { code: "AAAAA" }),
  ];

  test("[RP21] the first complete attempt counts, else the first", () => {
    const [group] = pairing(twice, []).duplicates;
    expect(group && [group.counts.seat.playerId, ...idsOf(group.others)]).toEqual(["second", "first", "third"]);
    const none = pairing(
      twice.map((each) => ({ ...each, scores: null })),
      [],
    ).duplicates[0];
    expect(none?.counts.seat.playerId).toBe("first");
    expect(pairing(twice, []).pre.length).toBe(1);
  });

  test("[RP21] seats of one person of the list are one person, whatever their codes", () => {
    const seats = [
      participant("a", { code: "AAAAA" }),
      participant("b", { code: "BBBBB", personId: "p1" }),
      participant("c", { code: "AAAAA", personId: "p1" }),
    ];
    expect(pairing(seats, []).pre.length).toBe(1);
  });

  test("[RP22] the attempt that is confirmed is the one that counts", () => {
    const post = [participant("x", { code: "AAAAA" })];
    const found = pairing(twice, post, [{ pre: "third", post: "x", same: true }]);
    expect(pairsOf(found)).toEqual(["third x confirmed"]);
  });
});

describe("decisions", () => {
  const pre = [participant("a", { code: "AAAAA" }), participant("b", { nickname: "Budi" })];
  const post = [participant("c", { code: "AAAAA" }), participant("d", { nickname: "budi" })];

  test("[RP22] what is forbidden is neither paired nor proposed", () => {
    const no = pairing(pre, post, [
      { pre: "a", post: "c", same: false },
      { pre: "b", post: "d", same: false },
    ]);
    expect([no.pairs, no.proposals, idsOf(no.preOnly), idsOf(no.postOnly)]).toEqual([[], [], ["a", "b"], ["c", "d"]]);
  });

  test("[RP22] a confirmed pair goes before any evidence, and the last word about two holds", () => {
    const swapped = [
      { pre: "a", post: "d", same: false },
      { pre: "a", post: "d", same: true },
    ];
    expect(pairsOf(pairing(pre, post, swapped))).toEqual(["a d confirmed"]);
    expect(pairsOf(pairing(pre, post, swapped.toReversed()))).toEqual(["a c code"]);
  });

  test("[RP22] a second confirmation of somebody who is paired, and of unknown seats, changes nothing", () => {
    const decisions = [
      { pre: "a", post: "d", same: true },
      { pre: "a", post: "c", same: true },
      { pre: "ghost", post: "c", same: true },
    ];
    expect(pairsOf(pairing(pre, post, decisions))).toEqual(["a d confirmed"]);
  });
});

test("[RP20] everybody is in exactly one place, pairs are one to one, and the order of seats changes nothing", () => {
  const seat = fc.record({
    code: fc.constantFrom("", "A", "B", "C"),
    device: fc.constantFrom(null, "x", "y"),
    personId: fc.constantFrom(null, "p", "q"),
    nickname: fc.constantFrom("Ani", "ani ", "Budi"),
  });
  const sideOf = (name: string) =>
    fc.array(seat, { maxLength: 5 }).map((seats) => seats.map((each, index) => participant(`${name}${index}`, each)));
  fc.assert(
    fc.property(sideOf("a"), sideOf("b"), (pre, post) => {
      const found = pairing(pre, post);
      const [left, right] = [found.pairs.map((pair) => pair.pre), found.pairs.map((pair) => pair.post)];
      const open = [
        new Set(found.proposals.map((each) => each.pre)),
        new Set(found.proposals.map((each) => each.post)),
      ] as const;
      expect(new Set([...left, ...found.preOnly, ...open[0]])).toEqual(new Set(found.pre));
      expect(left.length + found.preOnly.length + open[0].size).toBe(found.pre.length);
      expect(right.length + found.postOnly.length + open[1].size).toBe(found.post.length);
      const sizes = ({ pre, post, pairs, proposals, preOnly, postOnly }: Paired) =>
        [pre, post, pairs, proposals, preOnly, postOnly].map(({ length }) => length);
      expect(sizes(pairing(pre.toReversed(), post.toReversed()))).toEqual(sizes(found));
    }),
  );
});

test("[RP20] a phone that was lent proposes: with another code and another name it is no proof", () => {
  const ani = participant("ani", { code: "AAAAA", device: "d1", nickname: "Ani" });
  const budi = participant("budi", { code: "BBBBB", device: "d1", nickname: "Budi" });
  const again = participant("again", { code: "CCCCC", device: "d1", nickname: "ani " });
  expect(proposalsOf(pairing([ani], [budi]))).toEqual([["ani", "budi", "same_device"]]);
  expect(pairsOf(pairing([ani], [budi]))).toEqual([]);
  expect(pairsOf(pairing([ani], [again]))).toEqual(["ani again device"]);
});
