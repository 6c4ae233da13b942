/** Values that fit a shape, and values that break one demand of it and no other. */
import type { z } from "zod";
import { shapeOf } from "../../../protocol/shape.ts";
import type { Chance } from "./chance.ts";
import { fitting } from "./pattern.ts";
import { type Demand, type Shape, shapeAt, stepsOf } from "./shape.ts";

/** What a field of this name should mostly hold so that a payload makes sense where it is sent. */
export type Hints = Record<string, (chance: Chance) => unknown>;

/** A shape with what its structure alone does not say. */
export interface Target {
  schema: z.ZodType;
  shape: Shape;
  hints: Hints;
  /** Makes fields agree with each other; what stands at `path` must stay. */
  mend?(value: unknown, chance: Chance, path: string): unknown;
  /** How to break the refinement at a path: changes the value found there, or gives another. */
  refine?: Record<string, (value: unknown, chance: Chance) => unknown>;
  /** The text of an address carries every value. */
  asText?: boolean;
}

const SIGNS = ["a", "Z", "7", " ", "-", "é", "и", "汉", "😀", "<", "=", '"'];

const text = ({ min, max }: { min: number; max: number }, chance: Chance): string => {
  const length = chance.yes(0.05) ? max : chance.between(min, Math.min(max, min + 20));
  let made = "";
  while (made.length < Math.min(length, 12_000)) made += chance.pick(SIGNS);
  // A cut through a pair of surrogates is put right; spaces at the ends may be trimmed, so there are none.
  return made.slice(0, Math.max(min, Math.min(length, 12_000))).replace(/[\ud800-\udbff]$|^ | $/g, "x");
};

const number = ({ min, max, whole }: { min: number; max: number; whole: boolean }, chance: Chance): number => {
  const [from, to] = [
    Number.isFinite(min) ? min : -50,
    Number.isFinite(max) ? max : (Number.isFinite(min) ? min : 0) + 50,
  ];
  if (chance.yes(0.1)) return chance.pick([from, to]);
  return whole ? chance.between(from, to) : chance.pick([from + chance.next() * (to - from), chance.between(from, to)]);
};

/** A value of the shape; along `steps` nothing optional is left out and no list is empty. */
const make = (shape: Shape, chance: Chance, hints: Hints, steps?: string[], name = ""): unknown => {
  const [step, ...rest] = steps ?? [];
  const hint = hints[name];
  // The name of a list is that of its entries.
  if (hint && shape.kind !== "list" && (steps === undefined || steps.length === 0) && chance.yes(0.95))
    return hint(chance);
  switch (shape.kind) {
    case "object": {
      const made: Record<string, unknown> = {};
      for (const { name: field, shape: inner, optional } of shape.fields) {
        if (optional && field !== step && chance.yes(0.4)) continue;
        made[field] = make(inner, chance, hints, field === step ? rest : undefined, field);
      }
      return made;
    }
    case "list": {
      const least = Math.max(shape.min, step === undefined ? 0 : 1);
      const length = chance.between(least, Math.min(shape.max, least + 2));
      return Array.from({ length }, () => make(shape.element, chance, hints, step === "[]" ? rest : undefined, name));
    }
    case "union": {
      const option = step?.startsWith("|") ? shape.options[Number(step.slice(1))] : chance.pick(shape.options);
      // One of several shapes is what the name says as a whole, not each entry of it.
      const named = option?.kind === "list" ? "" : name;
      return make(option as Shape, chance, hints, step === undefined ? steps : rest, named);
    }
    case "string":
      return shape.pattern ? fitting(shape.pattern, chance) : text(shape, chance);
    case "number":
      return number(shape, chance);
    case "choice":
      return chance.pick(shape.values);
    case "boolean":
      return chance.yes(0.5);
    case "null":
      return null;
    case "record":
      return { some: "thing", n: chance.below(9) };
    case "anything":
      return chance.pick([null, 1, "text", [], {}]);
  }
};

const TYPES: unknown[] = [null, true, 7, 1.5, "text", "", [], [[]], {}, { a: 1 }, ["x"]];

const KINDS: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  choice: (value) => typeof value === "string" || typeof value === "number",
  list: Array.isArray,
  object: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
};

/** A value of none of the types that the shape takes, first of several. */
const otherTypes = (shape: Shape, chance: Chance): unknown[] => {
  const taken = (shape.kind === "union" ? shape.options : [shape]).map(
    ({ kind }) => KINDS[kind === "record" ? "object" : kind],
  );
  const others = TYPES.filter((value) => !taken.some((is) => is?.(value)));
  return [chance.pick(others), ...others];
};

/** Candidates that break a demand of the valid value found at its place. */
const breaking = (shape: Shape, demand: string, valid: unknown, chance: Chance): unknown[] => {
  const string = String(valid);
  switch (demand) {
    case "type":
      return otherTypes(shape, chance);
    case "too short":
      return [string.slice(0, Math.max(0, (shape as { min: number }).min - 1)), ""];
    case "too long": {
      const { max } = shape as { max: number };
      const more = max - string.length + chance.pick([1, 1, 2, 100]);
      return [string + "a".repeat(more), string + "7".repeat(more), `aa${"-aaaaaaa".repeat(Math.ceil(max / 8))}`];
    }
    case "pattern":
      return [`${string}é`, `${string}\n`, ` ${string}`, `${string.slice(1)}/`, "", "../..", `${string}\u0000`];
    case "too small":
      return [(shape as { min: number }).min - chance.pick([1, 1, 2, 1000, 2 ** 40])];
    case "too large":
      return [(shape as { max: number }).max + chance.pick([1, 1, 2, 1000, 2 ** 40])];
    case "whole":
      return [Number(valid) + 0.5, Number(valid) - 0.5];
    case "choice":
      return ["no-such-choice", `${string} `, string.toUpperCase(), `x${string}`, 17];
    case "too few":
      return [(valid as unknown[]).slice(0, (shape as { min: number }).min - 1)];
    case "too many": {
      const { max } = shape as { max: number };
      const list = valid as unknown[];
      return [Array.from({ length: max + 1 }, (_, index) => list[index % Math.max(1, list.length)] ?? "a")];
    }
    default:
      throw new Error(`nobody knows how to break ${demand}`);
  }
};

/** The value as the receiver will see it. */
export const carried = (value: unknown, asText = false): unknown => {
  if (asText)
    return Object.fromEntries(
      Object.entries(value as object).flatMap(([key, each]) => (each === undefined ? [] : [[key, String(each)]])),
    );
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
};

/** A value that the schema takes. Throws when none is found: then a hint or a mend is missing. */
export const valid = (target: Target, chance: Chance, path?: string): unknown => {
  for (let tries = 0; tries < 60; tries++) {
    const steps = path === undefined ? undefined : stepsOf(path);
    const made = make(target.shape, chance, target.hints, steps);
    const value = target.mend ? target.mend(made, chance, path ?? "") : made;
    if (shapeOf(target.schema, target.asText ? carried(value, true) : value).success) return value;
  }
  const last = JSON.stringify(make(target.shape, chance, target.hints)).slice(0, 300);
  throw new Error(`no valid value was found (${path ?? "anywhere"}); one that was made is ${last}`);
};

/** A valid value in which this one demand is broken. Throws when no way to break it is found. */
export const broken = (target: Target, { path, demand }: Demand, chance: Chance): unknown => {
  for (let tries = 0; tries < 20; tries++) {
    const root = { value: valid(target, chance, path) };
    let [holder, key]: [Record<string, unknown>, string] = [root, "value"];
    const steps = stepsOf(path);
    const last = demand === "missing" ? steps.pop() : undefined;
    for (const step of steps) {
      if (step.startsWith("|")) continue;
      holder = holder[key] as Record<string, unknown>;
      key = step === "[]" ? String(chance.below((holder as unknown as unknown[]).length)) : step;
    }
    const before = holder[key];
    if (last !== undefined) delete (before as Record<string, unknown>)[last];
    const refine = demand === "refine" ? target.refine?.[path] : undefined;
    if (demand === "refine" && !refine) throw new Error(`nobody knows how to break the refinement at "${path}"`);
    const ways =
      last !== undefined
        ? [before]
        : refine
          ? [refine(before, chance)]
          : breaking(shapeAt(target.shape, path), demand, before, chance);
    for (const way of ways) {
      holder[key] = way;
      const seen = target.asText && path !== "" ? carried(root.value, true) : carried(root.value);
      if (!shapeOf(target.schema, seen).success) return root.value;
    }
  }
  throw new Error(`no way was found to break "${demand}" at "${path}"`);
};
