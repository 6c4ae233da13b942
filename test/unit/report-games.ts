/** Games of the synthetic workshop, of the small tables and of tables made by chance, for the tests of reports. */

import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import type { Comparison } from "../../protocol/comparisons.ts";
import { comparison } from "../../src/reports/comparison.ts";
import type { Seat } from "../../src/room.ts";
import type { Game } from "../../src/verdicts.ts";
import { type Answers, gameOf, quizOf, roomOf, seatOf } from "./fixtures.ts";
import { fault, partOf, readTable } from "./stats-fixtures.ts";

type Table = readonly (readonly string[])[];

const people = (count: number, side: string): Seat[] =>
  Array.from({ length: count }, (_, index) => {
    const code = `P${String(index + 1).padStart(2, "0")}`;
    return seatOf(`${side}-${code}`, { code, nickname: `Name ${code}` });
  });

const KEYS = readTable("synthetic/key.csv").map(([key = "", letters = ""], index) => ({
  id: `Q${index + 1}`,
  key,
  options: [...letters].map((letter) => ({ id: letter, text: `Choice ${letter}` })),
}));

const answersOf = (seats: readonly Seat[], values: Table, item: number, times?: Table): Answers =>
  Object.fromEntries(
    seats.flatMap(({ playerId }, person) => {
      const value = values[person]?.[item] ?? "";
      return value === "" ? [] : [[playerId, [value, Number(times?.[person]?.[item] ?? 1000)]]];
    }),
  );

/** One occasion of the synthetic workshop, 45 people and 7 items, with its times. */
export const synthetic = (occasion: "pre" | "post"): Game => {
  const [choices, times] = [
    readTable(`synthetic/${occasion}_choice.csv`),
    readTable(`synthetic/${occasion}_rt_ms.csv`),
  ];
  const seats = people(choices.length, occasion);
  const quiz = quizOf(
    KEYS.map(({ id, key, options }) => ({ id, type: "single-choice", stem: `Stem ${id}`, options, key: [key] })),
  );
  return gameOf(
    quiz,
    seats,
    KEYS.map((_, item) => ({ answers: answersOf(seats, choices, item, times) })),
  );
};

/** The synthetic questionnaire: six rating items, L5 worded the other way round. */
export const likertGame = (): Game => {
  const points = readTable("synthetic/likert.csv");
  const seats = people(points.length, "post");
  const ids = ["L1", "L2", "L3", "L4", "L5", "L6"];
  const quiz = quizOf(ids.map((id) => ({ id, type: "rating", stem: `Stem ${id}`, scale: 5, reverse: id === "L5" })));
  return gameOf(
    quiz,
    seats,
    ids.map((_, item) => ({ answers: answersOf(seats, points, item) })),
  );
};

export interface Scored {
  /** Person x item: 1 right, 0 wrong, null never shown, undefined no answer. */
  scores: readonly (readonly (0 | 1 | null | undefined)[])[];
  seats?: (Partial<Seat> & { playerId: string })[];
  identity?: "coded" | "roster" | "anonymous";
  id?: string;
}

/** A game of true-false items with these scores: E1, E2 and so on. Who was never shown one joined after it had opened. */
export const scoredGame = ({ scores, seats: given, identity, id = "room-1" }: Scored): Game => {
  const items = scores[0]?.length ?? 0;
  const ids = Array.from({ length: items }, (_, index) => `E${index + 1}`);
  const quiz = quizOf(ids.map((item) => ({ id: item, type: "true-false", stem: `Stem ${item}`, key: ["true"] })));
  const seats = scores.map((row, person) => {
    const late = row.lastIndexOf(null);
    const code = `C${person}`;
    return seatOf(`${id}-${person}`, { code, joinedAt: (late + 1) * 100_000, ...given?.[person] });
  });
  const played = ids.map((_, item) => ({
    answers: Object.fromEntries(
      scores.flatMap((row, person): [string, ["true" | "false", number]][] => {
        const score = row[item];
        const playerId = seats[person]?.playerId ?? "";
        return score == null ? [] : [[playerId, [score === 1 ? "true" : "false", 1000 + 10 * person]]];
      }),
    ),
  }));
  const options = roomOf(quiz, { ...(identity && { identity }) }).options;
  return gameOf(quiz, seats, played, { id, options });
};

/** A small table of people: its rows by the names of its head. */
export const readRows = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(`../fixtures/stats/${file}`, import.meta.url), "utf8"), { columns: true });

/**
 * Values against the oracle's under `start` and their names, null for no number; those that differ. A name that the
 * oracle lacks is a fault of the test.
 */
export const oracleFaults = (start: string, actual: Record<string, number | null | undefined>): string[] => {
  const oracle = partOf(start);
  return Object.entries(actual).flatMap(([name, value]) => {
    const wanted = oracle[`${start}${name}`];
    if (wanted === undefined) return [`${start}${name} is not in the oracle`];
    return fault(name, value ?? "nobody", wanted, name.endsWith("shapiro_p") ? 1e-6 : 1e-9) ?? [];
  });
};

/** The same game with its seats in another order: who joined first is another. */
export const reordered = (game: Game, order: readonly number[]): Game => ({
  ...game,
  seats: order.flatMap((place) => game.seats[place] ?? []),
});

/** A comparison that must not be refused. */
export const compared = (...args: Parameters<typeof comparison>): Comparison => {
  const result = comparison(...args);
  if ("rejected" in result) throw new Error(result.rejected);
  return result;
};

/** Every null of a report without a reason in the nearest `why`, and every reason beside a number; paths. */
export const unexplained = (line: object, path = "", within = ""): string[] => {
  const why = "why" in line ? (line.why as Record<string, string>) : undefined;
  const walk = (part: object, field: string, reasons: Record<string, string> | undefined): string[] =>
    Object.entries(part).flatMap(([name, value]): string[] => {
      if (name === "why") return [];
      const key = field === "" ? name : `${field}.${name}`;
      const here = `${path}/${key}`;
      if (value === null) return reasons && !(key in reasons) ? [`${here} is null without a reason`] : [];
      if (reasons && key in reasons && !Array.isArray(value)) return [`${here} has a reason beside a value`];
      if (Array.isArray(value))
        return value.flatMap((each, index) =>
          typeof each === "object" && each !== null ? unexplained(each, `${here}[${index}]`) : [],
        );
      if (typeof value !== "object") return [];
      return "why" in value ? unexplained(value, here) : walk(value, key, reasons);
    });
  return walk(line, within, why);
};

export type Row = Scored["scores"][number];

/** Two rooms of these scores; the same place in both tables is the same code. */
export const both = (
  pre: readonly Row[],
  post: readonly Row[],
  identity: Scored["identity"] = "coded",
): [Game, Game] => [scoredGame({ scores: pre, id: "pre", identity }), scoredGame({ scores: post, id: "post" })];

export const excludedOf = ({ pairing }: Comparison) =>
  Object.fromEntries(pairing.excluded.map(({ reason, count }) => [reason, count]));

/** Where two reports differ by more than rounding; paths. */
export const differing = (one: unknown, other: unknown, path = ""): string[] => {
  if (typeof one === "number" && typeof other === "number")
    return Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)) ? [] : [`${path}: ${one}, ${other}`];
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null)
    return one === other ? [] : [`${path}: ${one}, ${other}`];
  const parts = (whole: object) => new Map(Object.entries(whole));
  const [left, right] = [parts(one), parts(other)];
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) =>
    differing(left.get(name), right.get(name), `${path}/${name}`),
  );
};
