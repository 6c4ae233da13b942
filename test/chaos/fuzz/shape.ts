/** A zod schema read into what it demands, and every demand by name, so that each can be broken alone. */
import type { z } from "zod";

export type Shape =
  | { kind: "object"; fields: Field[]; refined: boolean }
  | { kind: "list"; element: Shape; min: number; max: number; refined: boolean }
  | { kind: "union"; options: Shape[] }
  | { kind: "string"; min: number; max: number; pattern: RegExp | undefined; refined: boolean }
  | { kind: "number"; min: number; max: number; whole: boolean }
  | { kind: "choice"; values: readonly unknown[] }
  | { kind: "null" | "boolean" | "record" | "anything" };

interface Field {
  name: string;
  shape: Shape;
  optional: boolean;
}

/** What zod keeps inside; only what is read here. */
interface Def {
  type: string;
  shape?: Record<string, z.ZodType>;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  element?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, unknown>;
  values?: unknown[];
  format?: string;
  checks?: { _zod: { def: { check: string } & Record<string, unknown> } }[];
}

const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def;

const OPTIONAL = ["optional", "default", "prefault"];

/** Throws for a kind of schema or check that is not read here: a new one must be taught, never skipped. */
export const shapeOf = (schema: z.ZodType): Shape => {
  const def = defOf(schema);
  const checks = (def.checks ?? []).map((check) => check._zod.def);
  const known =
    /^(min_length|max_length|length_equals|string_format|greater_than|less_than|number_format|overwrite|custom)$/;
  for (const { check } of checks) if (!known.test(check)) throw new Error(`the check ${check} is not known here`);
  const found = (check: string, field: string) => checks.find((each) => each.check === check)?.[field];
  const bound = (check: string, field: string, none: number): number =>
    (found(check, field) ?? found("length_equals", "length") ?? none) as number;
  const refined = checks.some(({ check }) => check === "custom");
  switch (def.type) {
    case "object": {
      const fields = Object.entries(def.shape ?? {}).map(([name, inner]) => ({
        name,
        shape: shapeOf(inner),
        optional: OPTIONAL.includes(defOf(inner).type),
      }));
      return { kind: "object", fields, refined };
    }
    case "optional":
    case "default":
    case "prefault":
      return shapeOf(def.innerType as z.ZodType);
    // What is changed on the way in is asked of what comes first; what it becomes is a refinement of it.
    case "pipe": {
      const first = shapeOf(def.in as z.ZodType);
      return defOf(def.out as z.ZodType).type === "transform" || first.kind !== "string"
        ? first
        : { ...first, refined: true };
    }
    case "nullable":
      return { kind: "union", options: [shapeOf(def.innerType as z.ZodType), { kind: "null" }] };
    case "array": {
      const [min, max] = [bound("min_length", "minimum", 0), bound("max_length", "maximum", Number.POSITIVE_INFINITY)];
      return { kind: "list", element: shapeOf(def.element as z.ZodType), min, max, refined };
    }
    case "union":
      return { kind: "union", options: (def.options ?? []).map(shapeOf) };
    case "string": {
      const pattern = found("string_format", "pattern") as RegExp | undefined;
      const [min, max] = [bound("min_length", "minimum", 0), bound("max_length", "maximum", Number.POSITIVE_INFINITY)];
      return { kind: "string", min, max, pattern, refined };
    }
    case "number": {
      const whole = def.format !== undefined || found("number_format", "format") !== undefined;
      const min = bound("greater_than", "value", Number.NEGATIVE_INFINITY);
      return { kind: "number", min, max: bound("less_than", "value", Number.POSITIVE_INFINITY), whole };
    }
    case "enum":
      return { kind: "choice", values: Object.values(def.entries ?? {}) };
    case "literal":
      return { kind: "choice", values: def.values ?? [] };
    case "boolean":
    case "record":
      return { kind: def.type };
    case "unknown":
      return { kind: "anything" };
    default:
      throw new Error(`schemas of type ${def.type} are not known here`);
  }
};

/** One demand: where (`options.roster[].name`, `items[]|2.stem` for the third of a union), and which. */
export interface Demand {
  path: string;
  demand: string;
}

const finite = (bound: number) => Number.isFinite(bound);
const under = (path: string, name: string) => (path === "" ? name : `${path}.${name}`);

/** Every demand of a shape and of all within it. */
export const demandsOf = (shape: Shape, path = ""): Demand[] => {
  const own = (...names: (string | false)[]) => names.flatMap((demand) => (demand === false ? [] : [{ path, demand }]));
  switch (shape.kind) {
    case "object":
      return [
        ...own("type", shape.refined && "refine"),
        ...shape.fields.flatMap(({ name, shape: inner, optional }) => [
          ...(optional ? [] : [{ path: under(path, name), demand: "missing" }]),
          ...demandsOf(inner, under(path, name)),
        ]),
      ];
    case "list":
      return [
        ...own("type", shape.min > 0 && "too few", finite(shape.max) && "too many", shape.refined && "refine"),
        ...demandsOf(shape.element, `${path}[]`),
      ];
    case "union": {
      const all = shape.options.flatMap((option, index) => demandsOf(option, `${path}|${index}`));
      // Of one type or the other: only a value of neither breaks it, so that is one demand.
      return [...own("type"), ...all.filter(({ demand, path: at }) => demand !== "type" || !/\|\d+$/.test(at))];
    }
    case "string":
      return own(
        "type",
        shape.min > 0 && "too short",
        finite(shape.max) && "too long",
        shape.pattern !== undefined && "pattern",
        shape.refined && "refine",
      );
    case "number":
      return own("type", finite(shape.min) && "too small", finite(shape.max) && "too large", shape.whole && "whole");
    case "choice":
      return own("type", "choice");
    case "anything":
    case "null":
      return [];
    default:
      return own("type");
  }
};

/** Steps of a path: names, `[]`, `|2`. */
export const stepsOf = (path: string): string[] => path.split(/\.|(?=\[\])|(?=\|)/).filter((step) => step !== "");

/** The shape at a path. */
export const shapeAt = (shape: Shape, path: string): Shape =>
  stepsOf(path).reduce((outer: Shape, step: string): Shape => {
    if (outer.kind === "list") return outer.element;
    if (outer.kind === "union") return outer.options[Number(step.slice(1))] as Shape;
    const field = outer.kind === "object" ? outer.fields.find(({ name }) => name === step) : undefined;
    if (!field) throw new Error(`there is no ${step} in a ${outer.kind}`);
    return field.shape;
  }, shape);
