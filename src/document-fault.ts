/** What is wrong in a quiz document: a place, a code with its blanks, and the English of both. */
import { z } from "zod";
import type { DocumentFaultCode } from "../protocol/imports.ts";
import { shapeOf } from "../protocol/shape.ts";
import { LOCALES } from "./i18n/index.ts";
import { ITEM_TYPES } from "./items/index.ts";

type Params = Record<string, string | number>;

/** `path` as in `items[2].options[0].text`, empty for the document itself; `message` follows it as a sentence. */
export interface Fault {
  path: string;
  code: DocumentFaultCode;
  message: string;
  params?: Params;
}

interface Told {
  code: DocumentFaultCode;
  params?: Params;
}

const WORDS: Record<DocumentFaultCode, string> = LOCALES.en.quizFaults;
const TYPES = ITEM_TYPES.map(({ type }) => type).join(", ");
const KINDS: Record<string, DocumentFaultCode> = {
  string: "not_text",
  number: "not_number",
  array: "not_list",
  object: "not_object",
  int: "not_whole",
  boolean: "not_boolean",
};

/** A template with its blanks filled. */
export const filled = (template: string, params: Params = {}): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));

/** How zod must read a document, so that its issues can be told as faults. */
export const TELLING = { reportInput: true } as const;

/** A fault of a place in a document. */
export const documentFault = (path: string, { code, params }: Told): Fault => ({
  path,
  code,
  message: filled(WORDS[code], params),
  ...(params ? { params } : {}),
});

const listed = (values: readonly unknown[]): string => values.map((value) => JSON.stringify(value)).join(", ");

const tooSmall = (origin: string, minimum: number, isExact: boolean): Told => {
  if (origin === "string") return minimum === 1 ? { code: "empty" } : { code: "unfit" };
  if (origin !== "array") return { code: "least", params: { limit: minimum } };
  if (minimum > 1) return { code: "entries_least", params: { limit: minimum } };
  return { code: isExact ? "entry_one" : "entry_least" };
};

const tooBig = (origin: string, maximum: number, isExact: boolean): Told => {
  if (origin === "array" && isExact && maximum === 1) return { code: "entry_one" };
  const codes: Record<string, DocumentFaultCode> = { string: "characters_most", array: "entries_most" };
  return { code: codes[origin] ?? "most", params: { limit: maximum } };
};

/** What an issue says; `TELLING` must have been asked for. */
export const toldBy = (issue: z.core.$ZodIssue): Told => {
  const { input, message } = issue;
  if (issue.code === "custom" && issue.params) {
    const { code, ...params } = issue.params as Params & { code: DocumentFaultCode };
    return Object.keys(params).length === 0 ? { code } : { code, params };
  }
  if (Object.hasOwn(WORDS, message)) return { code: message as DocumentFaultCode };
  if (issue.code === "invalid_union") {
    const { type } = (input ?? {}) as { type?: unknown };
    if (type === undefined) return { code: "type_missing", params: { types: TYPES } };
    return { code: "type_unknown", params: { value: listed([type]).slice(0, 60), types: TYPES } };
  }
  if (input === undefined) return { code: "missing" };
  if (issue.code === "invalid_type") return { code: KINDS[issue.expected] ?? "unfit" };
  if (issue.code === "invalid_value") {
    const params = { values: listed(issue.values) };
    return { code: issue.values.length > 1 ? "values_some" : "value_one", params };
  }
  if (issue.code === "too_small") return tooSmall(issue.origin, Number(issue.minimum), issue.exact ?? false);
  if (issue.code === "too_big") return tooBig(issue.origin, Number(issue.maximum), issue.exact ?? false);
  return { code: "unfit" };
};

type Path = readonly PropertyKey[];
interface LongList {
  path: Path;
  maximum: number;
}

/** A document with the list at a place cut to so many entries. */
const cut = (value: unknown, [name, ...rest]: Path, maximum: number): unknown => {
  if (name === undefined) return Array.isArray(value) ? value.slice(0, maximum) : value;
  if (Array.isArray(value)) return value.map((each, index) => (index === name ? cut(each, rest, maximum) : each));
  if (typeof value !== "object" || value === null) return value;
  return { ...value, [name]: cut((value as Record<PropertyKey, unknown>)[name], rest, maximum) };
};

const isBelow = (path: Path, place: Path): boolean =>
  path.length > place.length && place.every((name, index) => path[index] === name);

/** Whether a fault may come of the cut alone: it is of what stands beside the list, such as a key that names its entries. An id names none. */
const isOfCut = (path: Path, { path: list }: LongList): boolean =>
  isBelow(path, list.slice(0, -1)) && !isBelow(path, list) && path.at(-1) !== "id";

/** All issues of a document. Zod looks no further where a list is too long: what is wrong beside it, and in the entries that would fit, is added. */
export const issuesOf = (schema: z.ZodType, document: unknown): z.core.$ZodIssue[] => {
  const issues = shapeOf(schema, document, TELLING).error?.issues ?? [];
  const long = issues.flatMap((issue): LongList[] =>
    issue.code === "too_big" && issue.origin === "array" ? [{ path: issue.path, maximum: Number(issue.maximum) }] : [],
  );
  if (long.length === 0) return issues;
  const named = ({ path, code }: z.core.$ZodIssue) => `${z.core.toDotPath(path)} ${code}`;
  const known = new Set(issues.map(named));
  const shorter = long.reduce((whole, { path, maximum }) => cut(whole, path, maximum), document);
  const more = issuesOf(schema, shorter).filter(
    (issue) => !known.has(named(issue)) && !long.some((list) => isOfCut(issue.path, list)),
  );
  return [...issues, ...more];
};

/** All that is wrong in a document, or in a part of one. Of what is of another kind altogether nothing else is said. */
export const faultsIn = ({ issues }: Pick<z.ZodError, "issues">): Fault[] => {
  const placed = issues.map((issue) => ({ issue, path: z.core.toDotPath(issue.path) }));
  const others = new Set(placed.filter(({ issue }) => issue.code === "invalid_type").map(({ path }) => path));
  return placed
    .filter(({ issue, path }) => issue.code === "invalid_type" || !others.has(path))
    .map(({ issue, path }) => documentFault(path, toldBy(issue)));
};
