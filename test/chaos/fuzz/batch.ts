/** Cases of one server: 40 % valid, 40 % with one demand broken, 20 % anything. */
import { type Chance, chanceFrom } from "./chance.ts";
import { type Kind, throwEvent } from "./events.ts";
import { throwHandshake } from "./handshakes.ts";
import { Seen } from "./judged.ts";
import { throwRequest } from "./requests.ts";
import type { Demand } from "./shape.ts";
import { eventAims, handshakeAim, type RouteAim, routeAims } from "./targets.ts";
import { openWorld } from "./world.ts";

/** Cases of one room. */
const ROOM = 250;
const STUCK_MS = 20_000;
/** How often it is looked where the room is. */
const LOOK = 5;
/** An import starts a process, and a password is hashed, so there are only one or two valid cases of these a batch. */
const SLOW = [
  "POST /api/rooms/import",
  "POST /api/quizzes/import",
  "POST /api/session",
  "POST /api/organisers",
  "PUT /api/organisers/:id",
];
/** Of the broken cases: parts of HTTP requests, and quizzes in `room:create`. They have many demands and take long. */
const HANDSHAKES = 0.01;
const IN_ROUTES = 0.26;
const IN_QUIZZES = 0.17;

/** Goes round a list from a place that chance decides, so that all of it comes equally often. */
const round = <T>(list: readonly T[], chance: Chance): (() => T) => {
  let at = chance.below(list.length);
  return () => {
    at = (at + 1) % list.length;
    return list[at] as T;
  };
};

/** Lets work be waited for, and rejects when nothing has moved for a while. */
const watch = (what: () => string, place: () => number) => {
  let fail: (error: Error) => void = () => {};
  let before = -1;
  const timer = setInterval(() => {
    if (place() === before) fail(new Error(what()));
    before = place();
  }, STUCK_MS);
  return {
    // A race with one promise for all of them would keep every case until the end.
    over: <T>(work: Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        fail = reject;
        work.then(resolve, reject);
      }),
    [Symbol.dispose]: () => clearInterval(timer),
  };
};

const demandName = (name: string, { path, demand }: Demand) => `${name}: ${path} ${demand}`;

export interface Batch {
  seed: number;
  count: number;
  /** Valid cases of each route that is slow. */
  slowCases: number;
}

/** All that there is to break, and to reach. */
export interface Names {
  demands: string[];
  handlers: string[];
}

/** Runs cases of one server; throws at the first answer that is wrong, with the seed that repeats it. */
export const runBatch = async ({ seed, count, slowCases }: Batch, seen: Seen): Promise<Names> => {
  const chance = chanceFrom(seed);
  await using world = await openWorld(seed, chance);
  const events = eventAims(world.hints);
  const handshake = handshakeAim(world.hints);
  const routes = routeAims(world.routes, world.hints);
  const all = events.flatMap((aim) => aim.demands.map((demand) => ({ aim, demand })));
  const inEvents = all.filter(({ aim }) => aim.refused !== "invalid_quiz");
  const inQuizzes = all.filter(({ aim }) => aim.refused === "invalid_quiz");
  const inRoutes = routes.flatMap((aim) =>
    (Object.keys(aim.parts) as (keyof RouteAim["parts"])[]).flatMap((part) =>
      (aim.parts[part]?.demands ?? []).map((demand) => ({ aim, part, demand, name: aim.parts[part]?.name ?? "" })),
    ),
  );
  const nextOfRoutes = round(inRoutes, chance);
  const nextOfQuizzes = round(inQuizzes, chance);
  const nextOfEvents = round(inEvents, chance);
  const nextOfHandshakes = round(handshake.demands, chance);
  const quick = routes.filter(({ name }) => !SLOW.includes(name));
  const slow = routes.filter(({ name }) => SLOW.includes(name));
  const unread = events.filter(({ refused }) => refused === "invalid_payload");
  const thrown = async (index: number): Promise<string | undefined> => {
    const kind: Kind = chance.pick(["valid", "valid", "broken", "broken", "anything"]);
    const due = slow[Math.floor(index / slowCases)];
    if (due) return throwRequest(world, due, "valid", undefined, chance, seen);
    if (kind !== "anything" && chance.yes(HANDSHAKES)) {
      const demand = kind === "broken" ? nextOfHandshakes() : undefined;
      if (demand) Seen.add(seen.broken, demandName(handshake.name, demand));
      return throwHandshake(world, handshake, kind, demand, chance, seen);
    }
    const share = chance.next();
    if (kind === "broken" && share < IN_ROUTES) {
      const { aim, part, demand, name } = nextOfRoutes();
      Seen.add(seen.broken, demandName(name, demand));
      return throwRequest(world, aim, kind, { part, demand }, chance, seen);
    }
    if (kind === "broken") {
      const { aim, demand } = share < IN_ROUTES + IN_QUIZZES ? nextOfQuizzes() : nextOfEvents();
      Seen.add(seen.broken, demandName(aim.name, demand));
      return throwEvent(world, aim, kind, demand, chance, seen);
    }
    if (chance.yes(0.06)) return throwRequest(world, chance.pick(quick), kind, undefined, chance, seen);
    return throwEvent(world, chance.pick(kind === "valid" ? events : unread), kind, undefined, chance, seen);
  };
  const step = async (index: number): Promise<string | undefined> => {
    await world.settled();
    if (index % ROOM === 0 || (index % LOOK === 0 && !(await world.look()))) await world.renew();
    return thrown(index);
  };
  const started = seen.cases;
  using stuck = watch(
    () => `seed ${seed}, case ${seen.cases - started}: no answer to ${seen.sent}`,
    () => seen.cases,
  );
  for (let index = 0; index < count; index++) {
    const fault = (await stuck.over(step(index))) ?? world.faults[0];
    if (fault !== undefined) throw new Error(`seed ${seed}, case ${index}: ${fault}`);
    seen.cases++;
  }
  return {
    demands: [
      ...handshake.demands.map((demand) => demandName(handshake.name, demand)),
      ...all.map(({ aim, demand }) => demandName(aim.name, demand)),
      ...inRoutes.map(({ name, demand }) => demandName(name, demand)),
    ],
    handlers: [...events, ...routes, handshake].map(({ name }) => name),
  };
};
