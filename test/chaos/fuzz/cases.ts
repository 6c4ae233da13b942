/** Fuzz of every event and route through the real server in one process: 40 % valid, 40 % with one demand broken, 20 % anything. */
import type { Figures, Soak } from "../soaking.ts";
import { type Chance, chanceFrom } from "./chance.ts";
import { type Kind, throwEvent } from "./events.ts";
import { throwHandshake } from "./handshakes.ts";
import { Seen } from "./judged.ts";
import { throwRequest } from "./requests.ts";
import type { Demand } from "./shape.ts";
import { eventAims, handshakeAim, type RouteAim, routeAims } from "./targets.ts";
import { openWorld } from "./world.ts";

/** Cases of one server; a failing batch replays alone from its own seed. */
const BATCH = 10_000;
/** Cases of one room. */
const ROOM = 250;
const STUCK_MS = 20_000;
/** How often it is looked where the room is. */
const LOOK = 5;
/** An import starts a process, and a password is hashed, so there are only one or two valid cases of these a batch. */
const SLOW = ["POST /api/rooms/import", "POST /api/session", "POST /api/organisers", "PUT /api/organisers/:id"];
/** Of the broken cases: parts of HTTP requests, and quizzes in `room:create`. They have many demands and take long. */
const HANDSHAKES = 0.01;
const IN_ROUTES = 0.15;
const IN_QUIZZES = 0.1;

/** Goes round a list from a place that chance decides, so that all of it comes equally often. */
const round = <T>(list: readonly T[], chance: Chance): (() => T) => {
  let at = chance.below(list.length);
  return () => {
    at = (at + 1) % list.length;
    return list[at] as T;
  };
};

/** Rejects when nothing has moved for a while. */
const watch = (what: () => string, place: () => number) => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, failed) => {
    let before = -1;
    timer = setInterval(() => {
      if (place() === before) failed(new Error(what()));
      before = place();
    }, STUCK_MS);
  });
  late.catch(() => {});
  return { late, [Symbol.dispose]: () => clearInterval(timer) };
};

const demandName = (name: string, { path, demand }: Demand) => `${name}: ${path} ${demand}`;

/** Runs cases of one server; throws at the first answer that is wrong, with the seed that repeats it. */
const batch = async (
  seed: number,
  count: number,
  slowCases: number,
  seen: Seen,
): Promise<{ demands: string[]; handlers: string[] }> => {
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
  const quick = routes.filter(({ name }) => !SLOW.includes(name));
  const thrown = async (index: number): Promise<string | undefined> => {
    const kind: Kind = chance.pick(["valid", "valid", "broken", "broken", "anything"]);
    const slow = routes.filter(({ name }) => SLOW.includes(name));
    const due = slow[Math.floor(index / slowCases)];
    if (due) return throwRequest(world, due, "valid", undefined, chance, seen);
    if (kind !== "anything" && chance.yes(HANDSHAKES)) {
      const demand = kind === "broken" ? chance.pick(handshake.demands) : undefined;
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
    const aim = chance.pick(kind === "valid" ? events : events.filter(({ refused }) => refused === "invalid_payload"));
    return throwEvent(world, aim, kind, undefined, chance, seen);
  };
  const started = seen.cases;
  using stuck = watch(
    () => `seed ${seed}, case ${seen.cases - started}: no answer to ${seen.sent}`,
    () => seen.cases,
  );
  for (let index = 0; index < count; index++) {
    if (index % ROOM === 0 || (index % LOOK === 0 && !(await world.look()))) await world.renew();
    const fault = (await Promise.race([thrown(index), stuck.late])) ?? world.faults[0];
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

/** `count` cases. Fails when an answer is wrong, a demand was broken too seldom, or a handler was given too little that is valid. */
export const soakFuzz = async ({ count, seed, say }: Soak): Promise<Figures> => {
  const seen = new Seen();
  const slowCases = count < 1e6 ? 1 : 2;
  let all: { demands: string[]; handlers: string[] } = { demands: [], handlers: [] };
  for (let done = 0; done < count; done += BATCH) {
    all = await batch(seed + done / BATCH, Math.min(BATCH, count - done), slowCases, seen);
    if ((done / BATCH) % 10 === 9) say(`${done + BATCH} cases, ${seen.invalid} of them invalid`);
  }
  const rare = [
    ...Seen.rare(seen.broken, all.demands, Math.min(100, Math.floor(count / 10_000))),
    ...Seen.rare(seen.reached, all.handlers, Math.min(1000, Math.floor((count / BATCH) * slowCases))),
  ];
  if (rare.length > 0) throw new Error(`seen too seldom: ${rare.join("; ")}`);
  const never = count < 50_000 ? [] : Seen.rare(seen.done, all.handlers, 1);
  if (never.length > 0) throw new Error(`never carried out: ${never.join("; ")}`);
  return seen.figures();
};
