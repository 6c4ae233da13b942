/** Who may do what here: the host key, named organisers with passwords, and the sessions both become. */
import { createHmac, randomBytes } from "node:crypto";
import type { Who } from "../../protocol/sessions.ts";
import { sameSecret } from "../secret.ts";
import type { Organiser, Session } from "../store/organisers.ts";
import type { Store } from "../store/store.ts";
import { ADMINISTRATOR } from "../who.ts";
import { nameKeyOf } from "./names.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

interface Lifetime {
  /** A session that is not used for so long is over. */
  idleMs: number;
  /** So long after it began it is over in any case. */
  mostMs: number;
}

/** One laptop, opened by its link once, stays in from one workshop to the next; a shared computer forgets overnight. */
const KEY_LIFE: Lifetime = { idleMs: 30 * DAY_MS, mostMs: 365 * DAY_MS };
const PASSWORD_LIFE: Lifetime = { idleMs: 12 * HOUR_MS, mostMs: 30 * DAY_MS };
/** A session is renewed once so much of its idle time is over, not at each request. */
const RENEW_AFTER = 1 / 24;

/** Wrong passwords for one name, from wherever they come; beyond, each is answered late. Nobody is locked out. */
export const ACCOUNT_PACE = { free: 10, perRight: 0, windowMs: 15 * 60_000, everybody: Number.POSITIVE_INFINITY };
/** How much later a wrong guess is answered when its account or address has guessed wrongly too often, ms. */
const SLOW_MS = 1000;
/** Sign-ins of one address take turns; so many may wait. */
const WAITING = 10;
/** Wrong keys that are remembered: the same one once more is no further guess. */
const WRONG_KEYS = 1000;

/** Counts wrong guesses of a place; true: too many by now. */
interface Pace {
  wrong(place: string): boolean;
}

export interface AccessParts {
  store: Store;
  hostKey: string;
  /** Wrong keys and passwords of an address, and wrong passwords of an account. */
  guesses: { addresses: Pace; accounts: Pace };
  after(ms: number, run: () => void): unknown;
  /** Whether a password is that of a stored hash; without one it never is, in the same time. */
  isPassword(password: string, stored: string | undefined): Promise<boolean>;
}

export interface Opened {
  who: Who;
  /** The session's token, for its cookie alone. */
  token: string;
  /** How long the cookie is kept, ms. */
  lastsMs: number;
}

type Refused = { rejected: "login_failed" | "rate_limited" };

export interface Access {
  /** Whether this is the host key; a wrong one counts as a guess of the address. */
  byKey(key: string, address: string): "right" | "wrong" | "rate_limited";
  /** Whose session a token speaks of; undefined: nobody's, or it is over. Renews it. Throws StoreUnavailable. */
  bySession(token: string): Promise<Who | undefined>;
  /** Begins a session of the holder of the host key. Throws StoreUnavailable. */
  openByKey(): Promise<Opened>;
  /** Begins a session of an organiser. Whoever is right is let in, however many guesses went before. Throws StoreUnavailable. */
  logIn(name: string, password: string, address: string): Promise<Opened | Refused>;
  /** Ends a session, on every node. Throws StoreUnavailable. */
  close(token: string): Promise<void>;
}

export const createAccess = ({ store, hostKey, guesses, after, isPassword }: AccessParts): Access => {
  // Another host key ends all sessions: their digests are of this one.
  const digestOf = (token: string): string => createHmac("sha256", hostKey).update(token).digest("base64url");
  const wrongKeys = new Set<string>();
  const lanes = new Map<string, { waiting: number; last: Promise<unknown> }>();

  const whoOf = async ({ organiserId, mark }: Session): Promise<Who | undefined> => {
    if (organiserId === null) return ADMINISTRATOR;
    const organiser = await store.organiser(organiserId);
    return organiser?.mark === mark ? { kind: "organiser", id: organiser.id, name: organiser.name } : undefined;
  };

  const open = async (who: Who, organiser: Organiser | undefined, { idleMs, mostMs }: Lifetime): Promise<Opened> => {
    const token = randomBytes(32).toString("base64url");
    const now = store.now();
    const session = {
      organiserId: organiser?.id ?? null,
      mark: organiser?.mark ?? "",
      createdAt: now,
      until: now + idleMs,
    };
    await store.putSession(digestOf(token), session);
    return { who, token, lastsMs: mostMs };
  };

  /** Runs the sign-ins of one address one after another. */
  const inLane = async (address: string, work: () => Promise<Opened | Refused>): Promise<Opened | Refused> => {
    const lane = lanes.get(address) ?? { waiting: 0, last: Promise.resolve() };
    if (lane.waiting >= WAITING) return { rejected: "rate_limited" };
    lanes.set(address, lane);
    lane.waiting++;
    const turn = lane.last.then(work).finally(() => {
      lane.waiting--;
      if (lane.waiting === 0) lanes.delete(address);
    });
    lane.last = turn.catch(() => {});
    return turn;
  };

  return {
    byKey(key, address) {
      if (sameSecret(key, hostKey)) return "right";
      const digest = digestOf(key);
      if (wrongKeys.has(digest)) return "wrong";
      const [oldest] = wrongKeys;
      if (wrongKeys.size >= WRONG_KEYS && oldest !== undefined) wrongKeys.delete(oldest);
      wrongKeys.add(digest);
      return guesses.addresses.wrong(address) ? "rate_limited" : "wrong";
    },
    async bySession(token) {
      const digest = digestOf(token);
      const session = await store.session(digest);
      const who = session && (await whoOf(session));
      if (!session || !who) return undefined;
      const { idleMs, mostMs } = session.organiserId === null ? KEY_LIFE : PASSWORD_LIFE;
      const until = Math.min(store.now() + idleMs, session.createdAt + mostMs);
      if (until - session.until > idleMs * RENEW_AFTER) await store.renewSession(digest, { ...session, until });
      return who;
    },
    openByKey: () => open(ADMINISTRATOR, undefined, KEY_LIFE),
    logIn: (name, password, address) =>
      inLane(address, async () => {
        const nameKey = nameKeyOf(name);
        const organiser = await store.organiserNamed(nameKey);
        if ((await isPassword(password, organiser?.password)) && organiser) {
          const { id } = organiser;
          return open({ kind: "organiser", id, name: organiser.name }, organiser, PASSWORD_LIFE);
        }
        const tooMany = { account: guesses.accounts.wrong(nameKey), address: guesses.addresses.wrong(address) };
        if (tooMany.account || tooMany.address) await new Promise<void>((resume) => void after(SLOW_MS, resume));
        return { rejected: tooMany.address ? "rate_limited" : "login_failed" };
      }),
    close: (token) => store.deleteSession(digestOf(token)),
  };
};
