import { expect, test } from "vitest";
import type { ComparisonItem, Flow } from "../../protocol/comparisons.ts";
import { bandsOf, between, lettersOf, nodesOf, stuckOf } from "../../src/pages/organiser/flow.ts";
import { peopleIn } from "../../src/pages/organiser/people-list.ts";
import { routeOf } from "../../src/pages/organiser/route.ts";

const option = (id: string, key = false) => ({ id, text: id.toUpperCase(), keyPre: key, keyPost: key });
/** The server says which choices are the whole key; the page does not judge. */
const flow = (from: string | null, to: string | null, count: number, right = ["k"]): Flow => {
  const isRight = (ids: string | null) => ids !== null && right.includes(ids);
  return { from, to, fromRight: isRight(from), toRight: isRight(to), count };
};
const item = (optionFlow: Flow[], keys = ["k"]): Pick<ComparisonItem, "options" | "optionFlow"> => ({
  options: ["j", "k", "l"].map((id) => option(id, keys.includes(id))),
  optionFlow,
});
const CHOICE = item([flow("k", "k", 5), flow("j", "k", 6), flow("j", "j", 3), flow("k", "j", 1), flow(null, "l", 1)]);

test("[RP23] the voters of every option are counted on both sides, and no answer comes last", () => {
  expect(nodesOf(CHOICE, "from").map(({ letters, count, right }) => [letters, count, right])).toEqual([
    ["A", 9, false],
    ["B", 6, true],
    ["–", 1, false],
  ]);
  expect(nodesOf(CHOICE, "to").map(({ letters, count }) => [letters, count])).toEqual([
    ["A", 4],
    ["B", 11],
    ["C", 1],
  ]);
  expect(between(CHOICE, "j", "k")).toBe(6);
  expect(between(CHOICE, "k", "l")).toBe(0);
});

test("[RP23] the bands of the drawing fill both sides without a gap, and nobody is drawn twice", () => {
  const { before, after, bands } = bandsOf(CHOICE);
  const all = before.reduce((sum, { count }) => sum + count, 0);
  for (const side of ["left", "right"] as const) {
    const ends = bands.map((band) => band[side]).sort(([a], [b]) => a - b);
    expect(ends.map(([top]) => top)).toEqual([0, ...ends.slice(0, -1).map(([, bottom]) => bottom)]);
    expect(ends.at(-1)?.[1]).toBe(all);
  }
  expect(after.reduce((sum, { count }) => sum + count, 0)).toBe(all);
});

test("[RP23] several picks are one choice, right only when they are the whole key", () => {
  const several = item([flow("j;k", "j;k", 2, ["j;k"]), flow("k", "j;k", 1, ["j;k"])], ["j", "k"]);
  expect(lettersOf(several, "j;k")).toBe("A + B");
  expect(nodesOf(several, "from").map(({ right }) => right)).toEqual([true, false]);
});

test("[RP23] a misconception that stayed is the wrong option most chosen after, from a least share on", () => {
  expect(stuckOf(CHOICE)).toEqual({ letters: "A", text: "J", before: 9 / 16, after: 4 / 16 });
  expect(stuckOf(CHOICE, 0.26)).toBeUndefined();
  expect(stuckOf(item([flow("j", "k", 9), flow("k", null, 5)]), 0.15)).toBeUndefined();
  expect(stuckOf(item([]), 0.15)).toBeUndefined();
});

test("[WS2] a pasted list is one person a line: numbers and empty lines go, codes in the next column stay", () => {
  expect(peopleIn("1. Ani Simanjuntak\r\n\r\n2) Budi, S.Pd.\n  Citra \n")).toEqual([
    { name: "Ani Simanjuntak" },
    { name: "Budi, S.Pd." },
    { name: "Citra" },
  ]);
  expect(peopleIn("1\tAni\t7k3qf\nBudi;\nCitra\tSMK 2")).toEqual([
    { name: "Ani", code: "7K3QF" },
    { name: "Budi" },
    { name: "Citra", team: "SMK 2" },
  ]);
  expect(peopleIn("Ani;MERAH;7k3qf\nBudi;MERAH\nCitra, S.Pd.;Universitas Negeri Semarang")).toEqual([
    { name: "Ani", code: "7K3QF", team: "MERAH" },
    { name: "Budi", team: "MERAH" },
    { name: "Citra, S.Pd." },
  ]);
  expect(peopleIn(" \n\n")).toEqual([]);
});

test("[PG3] an address names its page, so that a reload shows the same one", () => {
  expect(routeOf("#room=a-1")).toEqual({ page: "room", id: "a-1" });
  expect(routeOf("#cards=new")).toEqual({ page: "cards", id: "new" });
  expect(routeOf("#compare=a~b")).toEqual({ page: "compare", pre: "a", post: "b" });
  expect(routeOf("#sheet=a~b")).toEqual({ page: "sheet", pre: "a", post: "b" });
  for (const hash of ["", "#", "#room=", "#compare=a", "#room=a/b", "#workshop=a~b"]) {
    expect(routeOf(hash)).toEqual({ page: "lists" });
  }
});
