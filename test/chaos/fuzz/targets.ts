/** What is fuzzed: every event of both namespaces, and each part of every HTTP route that has a schema. */
import { z } from "zod";
import { Handshake, HOST_EVENTS, PLAYER_EVENTS } from "../../../protocol/payloads.ts";
import { QuizDocument } from "../../../src/quiz.ts";
import type { Chance } from "./chance.ts";
import type { Hints, Target } from "./make.ts";
import type { Route } from "./routes.ts";
import { type Demand, demandsOf, type Shape, shapeAt, shapeOf } from "./shape.ts";

export interface Aim {
  name: string;
  target: Target;
  /** What can be broken in it, one at a time. */
  demands: Demand[];
  /** The code that answers a broken payload. */
  refused: string;
}

type Fields = Record<string, unknown>;

/** Of two fields that exclude each other one stays. */
const either = (one: string, other: string) => (value: unknown, chance: Chance, path: string) => {
  const { [one]: first, [other]: second, ...rest } = value as Fields;
  if ((first === undefined) !== (second === undefined)) return value;
  const wanted = path === one ? true : path === other ? false : chance.yes(0.5);
  return wanted ? { ...rest, [one]: first ?? "a" } : { ...rest, [other]: second ?? (other === "quiz" ? {} : "a") };
};
const both = (one: string, other: string) => (value: unknown, chance: Chance) => {
  const { [one]: first = "a", [other]: second = other === "quiz" ? {} : "a", ...rest } = value as Fields;
  return chance.yes(0.5) ? rest : { ...rest, [one]: first, [other]: second };
};

/** How many of its options an item of this type names in its key. */
const keysOf = (type: unknown, options: number, chance: Chance): number =>
  type === "single-choice" ? 1 : type === "ordering" ? options : chance.between(1, options);

/** Gives a quiz document ids that differ, keys of its options, and labels that fit its scales. */
const mendQuiz = (value: unknown, chance: Chance): unknown => {
  const quiz = value as { items: Fields[] };
  quiz.items.forEach((item, index) => {
    item.id = `i${index}`;
    const options = item.options as Fields[] | undefined;
    options?.forEach((option, at) => {
      option.id = `o${at}`;
    });
    if (options && Array.isArray(item.key))
      item.key = options.slice(0, keysOf(item.type, options.length, chance)).map(({ id }) => id);
    if (item.type === "rating") item.labels = chance.yes(0.5) ? [] : ["Tidak", "Ya"];
    if (item.type === "short-answer") item.accept = (item.accept as string[]).map((text) => `${text.slice(0, 90)}x`);
  });
  return quiz;
};

const twice = (list: unknown) => [...(list as Fields[]), { ...(list as Fields[])[0] }];
/** Refinements of items, by the place of their type in the list of item types. */
const refineQuiz = (shape: Shape): Target["refine"] => {
  const refine: NonNullable<Target["refine"]> = {
    "": (value) => ({ ...(value as Fields), items: twice((value as Fields).items) }),
  };
  for (const { path, demand } of demandsOf(shape)) {
    if (demand !== "refine" || path === "") continue;
    if (path.endsWith(".options"))
      refine[path] = (list) => [{ ...((list as Fields[])[0] as Fields), id: "o1" }, ...(list as Fields[]).slice(1)];
    else if (path.endsWith(".accept[]")) refine[path] = () => "\u2060";
    // An item: its key is none of its options, or its labels are too many.
    else
      refine[path] = (item, chance) =>
        (item as Fields).type === "rating"
          ? { ...(item as Fields), scale: 5, labels: ["1", "2", "3"] }
          : {
              ...(item as Fields),
              key: (item as Fields).type === "single-choice" ? ["none"] : chance.pick([["none"], ["o0", "o0"]]),
            };
  }
  return refine;
};

const aim = (name: string, schema: z.ZodType, hints: Hints, more: Partial<Target> = {}): Aim => {
  const shape = shapeOf(schema);
  const target = { schema, shape, hints, ...more };
  // In the text of an address everything is text, and there is an address.
  const possible = ({ path, demand }: Demand) =>
    demand !== "type" || !more.asText || (path !== "" && shapeAt(shape, path).kind !== "string");
  return { name, target, demands: demandsOf(shape).filter(possible), refused: "invalid_payload" };
};

const EITHER: Record<string, [string, string]> = {
  "room:create": ["quizId", "quiz"],
  "room:attach": ["token", "roomId"],
};

/** `namespace event`, and a room made of a fuzzed quiz. */
export const eventAims = (hints: Hints): Aim[] => {
  const events = { player: PLAYER_EVENTS, host: HOST_EVENTS };
  const aims = Object.entries(events).flatMap(([namespace, schemas]) =>
    Object.entries(schemas).map(([event, schema]) => {
      const pair = EITHER[event];
      const more = pair ? { mend: either(...pair), refine: { "": both(...pair) } } : {};
      return aim(`${namespace} ${event}`, schema, hints, more);
    }),
  );
  const { title: _title, key: _key, ...others } = hints;
  const document = z.object({ quiz: QuizDocument });
  const shape = shapeOf(document);
  const inner = refineQuiz(shapeAt(shape, "quiz")) ?? {};
  const refine = Object.fromEntries(
    Object.entries(inner).map(([path, change]) => [path === "" ? "quiz" : `quiz.${path}`, change]),
  );
  const mend = (value: unknown, chance: Chance) => ({ quiz: mendQuiz((value as Fields).quiz, chance) });
  const whole = aim("host room:create (its quiz)", document, others, { refine, mend });
  // That there is a quiz, and that it is an object, is asked of the event.
  const demands = whole.demands.filter(
    ({ path, demand }) => !(path === "" || (path === "quiz" && demand !== "refine")),
  );
  return [...aims, { ...whole, demands, refused: "invalid_quiz" }];
};

/** Of the version that is spoken: another one is refused before anything else is looked at. */
export const handshakeAim = (hints: Hints): Aim =>
  aim("handshake", Handshake, hints, {
    mend: (value, _chance, path) => (path === "protocol" ? value : { ...(value as Fields), protocol: 1 }),
  });

export interface RouteAim {
  name: string;
  route: Route;
  parts: { params?: Aim; querystring?: Aim; body?: Aim };
}

/** What the names of a route's fields mean there. */
const meantBy = (url: string, hints: Hints): Hints => {
  const { roomId, quizId, workshopId, organiserId } = hints as Record<string, Hints[string]>;
  const kinds = { rooms: roomId, quizzes: quizId, workshops: workshopId, organisers: organiserId };
  const id = Object.entries(kinds).find(([kind]) => url.startsWith(`/api/${kind}/:id`))?.[1];
  return {
    ...hints,
    ...(id && { id }),
    ...(roomId && url.startsWith("/api/comparisons") && { pre: roomId, post: roomId }),
  };
};

/** Routes with the parts that have demands of their own. */
export const routeAims = (routes: readonly Route[], general: Hints): RouteAim[] =>
  routes
    .filter(({ url }) => !url.includes("*"))
    .map((route) => {
      const hints = meantBy(route.url, general);
      const { params, querystring, body } = route.schema;
      const name = `${route.method} ${route.url}`;
      const isQuiz = name === "PUT /api/quizzes/:id";
      const quiz = shapeOf(QuizDocument);
      const parts: RouteAim["parts"] = {};
      if (params) {
        const whole = aim(`${name} params`, params, hints, { asText: true });
        parts.params = {
          ...whole,
          demands: whole.demands.filter(({ demand }) => demand === "pattern" || demand === "choice"),
        };
      }
      if (querystring) {
        const more = route.url.endsWith("/import") ? { mend: together, refine: { "": apart } } : {};
        parts.querystring = aim(`${name} query`, querystring, hints, { asText: true, ...more });
      }
      if (isQuiz)
        parts.body = {
          ...aim(`${name} body`, QuizDocument, {}, { mend: mendQuiz, refine: refineQuiz(quiz) ?? {} }),
          refused: "invalid_quiz",
        };
      else if (body)
        parts.body = aim(`${name} body`, body, hints, {
          mend: route.url === "/api/session" ? signing(hints) : unchosen,
          refine: { name: () => "\u2060 " },
        });
      return { name, route, parts };
    });

/** Mostly no room is chosen and nobody paired by hand, so that a workshop can be stored. */
const unchosen = (value: unknown, chance: Chance, path: string) => {
  const { rooms: _rooms, pairings: _pairings, ...rest } = value as Fields;
  return /^(rooms|pairings)/.test(path) || chance.yes(0.3) ? value : rest;
};

/** Mostly with the key that is right. */
const signing = (hints: Hints) => (value: unknown, chance: Chance, path: string) =>
  path === "" && hints.key && chance.yes(0.7) ? { key: hints.key(chance) } : value;

/** The occasion of an import and its workshop stand together. */
const together = (value: unknown, _chance: Chance, path: string) => {
  const { workshop, occasion, ...rest } = value as Fields;
  if (workshop !== undefined && occasion !== undefined) return value;
  return path === "workshop" || path === "occasion" ? { ...rest, workshop: "w", occasion: "pre" } : rest;
};
const apart = (value: unknown) => {
  const { occasion: _gone, ...rest } = value as Fields;
  return { ...rest, workshop: "w" };
};
