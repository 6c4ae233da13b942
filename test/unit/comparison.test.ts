import { describe, expect, test } from "vitest";
import { comparison } from "../../src/reports/comparison.ts";
import type { Game } from "../../src/verdicts.ts";
import { gameOf, quizOf, seatOf } from "./fixtures.ts";
import { both, compared, excludedOf, readRows, scoredGame } from "./report-games.ts";

const changed = (game: Game, round: number, change: object): Game => ({
  ...game,
  room: {
    ...game.room,
    rounds: game.room.rounds.map((each, index) => (index === round - 1 ? { ...each, ...change } : each)),
  },
});

describe("who is compared", () => {
  test("[RP20] pairs that were not shown everything twice are excluded, and what is left adds up", () => {
    const [pre, post] = both(
      [
        [1, 0],
        [0, null],
        [1, 1],
        [0, 0],
      ],
      [
        [1, 1],
        [1, 1],
        [null, 1],
      ],
    );
    const result = compared(pre, post);
    expect([result.nPre, result.nPost, result.nPaired, result.pairing.pairs.length]).toEqual([4, 3, 1, 3]);
    expect(excludedOf(result)).toEqual({ pre_only: 1, incomplete: 2 });
    expect(result.pairing.pairs.map(({ complete }) => complete)).toEqual([true, false, false]);
    expect(result.items.map(({ rr, rw, wr, ww }) => [rr, rw, wr, ww])).toEqual([
      [1, 0, 0, 0],
      [0, 0, 1, 0],
    ]);
    expect(result.notes).toContain("incomplete_left_out");
  });

  test("[RP20] omitted is wrong and stays in n", () => {
    const result = compared(...both([[undefined], [1]], [[1], [undefined]]));
    expect(result.items[0]).toMatchObject({ rr: 0, rw: 1, wr: 1, ww: 0 });
    expect(result.nPaired).toBe(2);
  });

  test("[RP22] the small table through a game: the counts after confirming", () => {
    const gameFrom = (id: "pre" | "post") => {
      const rows = readRows(`small/matching_${id}.csv`);
      const seats = rows.map(({ code = "", nickname = "" }, row) => ({ playerId: `${id}-${row}`, code, nickname }));
      return scoredGame({
        id,
        seats,
        scores: rows.map(({ score }) => Array.from({ length: 7 }, (_, item) => (item < Number(score) ? 1 : 0))),
      });
    };
    const [pre, post] = [gameFrom("pre"), gameFrom("post")];
    const before = compared(pre, post);
    expect([before.nPre, before.nPost, before.nPaired]).toEqual([6, 5, 2]);
    expect(excludedOf(before)).toEqual({ pre_only: 2, post_only: 1, unconfirmed_pre: 2, unconfirmed_post: 2 });
    expect(before.notes).toEqual(expect.arrayContaining(["unconfirmed", "duplicates"]));
    const pairings = before.pairing.proposals.map((each) => ({
      pre: each.pre.playerId,
      post: each.post.playerId,
      same: true,
    }));
    const after = compared(pre, post, { pairings });
    expect([after.nPre, after.nPost, after.nPaired]).toEqual([6, 5, 4]);
    // Dewi's first attempt, with 4 points, and not her second one with 7.
    expect(after.people.find(({ code }) => code === "E2W6")?.post).toBe(4);
  });

  test("[RP29] without names no nickname is in it, codes are", () => {
    const text = JSON.stringify(compared(...both([[1], [0]], [[1]]), { names: false }));
    expect(text).not.toContain("Name of");
    expect(text).toContain('"code":"C0"');
  });
});

describe("what is compared", () => {
  const item = (id: string, key: string, more: object = {}) => ({
    id,
    type: "true-false",
    stem: `Stem ${id}`,
    key: [key],
    ...more,
  });
  const poll = {
    id: "p",
    type: "poll",
    stem: "Poll",
    options: [
      { id: "a", text: "A" },
      { id: "b", text: "B" },
    ],
  };
  const game = (items: object[], id: string) => {
    const seats = [seatOf(`${id}1`, { code: "AAAAA" }), seatOf(`${id}2`, { code: "BBBBB" })];
    const answers = { [`${id}1`]: ["true", 1], [`${id}2`]: ["false", 1] } as Record<string, [string, number]>;
    return gameOf(
      quizOf(items as Record<string, unknown>[]),
      seats,
      items.map(() => ({ answers })),
    );
  };

  test("[RP23] scored items of both rooms by their id, each judged by its own room's key; the rest is named with the reason", () => {
    const pre = game([item("x", "true"), item("y", "true"), item("z", "true"), item("only", "true"), poll], "a");
    const post = changed(
      game([item("z", "true"), item("y", "false"), item("x", "true"), item("new", "true"), poll], "b"),
      1,
      { voided: true },
    );
    const result = compared(pre, post);
    expect(
      result.items.map(({ id, positionPre, positionPost, changed }) => [id, positionPre, positionPost, changed]),
    ).toEqual([
      ["x", 1, 3, false],
      ["y", 2, 2, true],
    ]);
    expect(result.items.map(({ rr, rw, wr, ww }) => [rr, rw, wr, ww])).toEqual([
      [1, 0, 0, 1],
      [0, 1, 1, 0],
    ]);
    expect(result.items[1]?.options.map(({ id, keyPre, keyPost }) => [id, keyPre, keyPost])).toEqual([
      ["true", true, false],
      ["false", false, true],
    ]);
    expect(result.leftOut).toEqual([
      { id: "z", reason: "voided" },
      { id: "only", reason: "only_pre" },
      { id: "p", reason: "not_scored" },
      { id: "new", reason: "only_post" },
    ]);
    expect(result.notes).toContain("items_changed");
  });

  test("[RP29] rooms that share no scored item are refused", () => {
    expect(comparison(game([item("x", "true"), poll], "a"), game([item("y", "true"), poll], "b"))).toEqual({
      rejected: "comparison_empty",
    });
    expect(
      comparison(changed(game([item("x", "true")], "a"), 1, { closedAt: null }), game([item("x", "true")], "b")),
    ).toEqual({ rejected: "comparison_empty" });
  });

  test("[RP25] the k lowest before, ties in the order of the quiz; all of them when there are fewer", () => {
    const [pre, post] = both(
      [
        [1, 0, 0, 1],
        [1, 0, 1, 0],
      ],
      [
        [0, 1, 1, 1],
        [0, 0, 1, 1],
      ],
    );
    expect(compared(pre, post, { worst: 2 }).worst).toEqual({
      itemIds: ["E2", "E3"],
      prePercent: 25,
      postPercent: 75,
      why: {},
    });
    expect(compared(pre, post, { worst: 9 }).worst.itemIds).toEqual(["E2", "E3", "E4", "E1"]);
  });

  test("[RP23] typed answers have no flow, several picks are one choice, omission has its own row", () => {
    const many = {
      id: "m",
      type: "multiple-choice",
      stem: "M",
      options: ["a", "b", "c"].map((id) => ({ id, text: id })),
      key: ["a", "c"],
    };
    const word = { id: "w", type: "short-answer", stem: "W", accept: ["x"] };
    const quiz = quizOf([many, word]);
    const seats = (id: string) => [1, 2, 3].map((n) => seatOf(`${id}${n}`, { code: `C${n}` }));
    const pre = gameOf(quiz, seats("a"), [
      { answers: { a1: [["a"], 1], a2: [["a", "c"], 1] } },
      { answers: { a1: ["x", 1] } },
    ]);
    const post = gameOf(quiz, seats("b"), [
      { answers: { b1: [["a", "c"], 1], b3: [["b"], 1] } },
      { answers: { b1: ["y", 1] } },
    ]);
    const [flow, typed] = compared(pre, post).items;
    expect(flow?.optionFlow).toEqual([
      { from: "a", to: "a;c", fromRight: false, toRight: true, count: 1 },
      { from: "a;c", to: null, fromRight: true, toRight: false, count: 1 },
      { from: null, to: "b", fromRight: false, toRight: false, count: 1 },
    ]);
    expect(typed?.optionFlow).toEqual([]);
    expect([flow?.why["guess.gamma"], typed?.why["guess.gamma"]]).toEqual(["not_single_choice", "not_single_choice"]);
  });
});
