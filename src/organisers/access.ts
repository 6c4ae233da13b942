/** Who may do what here: the host key, named organisers with passwords, and the sessions both become. */
import { createHmac, randomBytes } from "node:crypto";
import type { Who } from "../../protocol/sessions.ts";
import { sameSecret } from "../secret.ts";
import type { Organiser, Session } from "../store/organisers.ts";
import { type Store, StoreUnavailable } from "../store/store.ts";
import { ADMINISTRATOR } from "../who.ts";
import { nameKeyOf } from "./names.ts";
import { type Comer, createQueue } from "./queue.ts";

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
/** How much later is answered who is sent away, and a wrong guess whose account or network has guessed wrongly too often, ms. */
const SLOW_MS = 1000;
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
  /** The same, where nobody uses the session: does not renew it. Throws StoreUnavailable. */
  look(token: string): Promise<Who | undefined>;
  /** Begins a session of the holder of the host key. Throws StoreUnavailable. */
  openByKey(): Promise<Opened>;
  /**
   * Begins a session of an organiser. Whoever is right is let in, however many guesses went before; when too many of the
   * network come at once, a lot decides who is `rate_limited` (see queue.ts). Throws StoreUnavailable.
   */
  logIn(name: string, password: string, from: Pick<Comer, "network" | "gone">): Promise<Opened | Refused>;
  /** Ends a session, on every node. Throws StoreUnavailable. */
  close(token: string): Promise<void>;
}

export const createAccess = ({ store, hostKey, guesses, after, isPassword }: AccessParts): Access => {
  // Another host key ends all sessions: their digests are of this one.
  const digestOf = (token: string): string => createHmac("sha256", hostKey).update(token).digest("base64url");
  const wrongKeys = new Set<string>();
  const inTurn = createQueue();

  const whoOf = async ({ organiserId, mark }: Session): Promise<Who | undefined> => {
    if (organiserId === null) return ADMINISTRATOR;
    const organiser = await store.organiser(organiserId);
    return organiser?.mark === mark ? { kind: "organiser", id: organiser.id, name: organiser.name } : undefined;
  };

  const sessionOf = async (token: string) => {
    const digest = digestOf(token);
    const session = await store.session(digest);
    const who = session && (await whoOf(session));
    return session && who && { digest, session, who };
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

  /** A session that cannot be renewed now lasts as long as before. */
  const renew = async (digest: string, next: Session): Promise<void> => {
    try {
      await store.renewSession(digest, next);
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
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
      const found = await sessionOf(token);
      if (!found) return undefined;
      const { digest, session, who } = found;
      const { idleMs, mostMs } = session.organiserId === null ? KEY_LIFE : PASSWORD_LIFE;
      const until = Math.min(store.now() + idleMs, session.createdAt + mostMs);
      if (until - session.until > idleMs * RENEW_AFTER) await renew(digest, { ...session, until });
      return who;
    },
    look: async (token) => (await sessionOf(token))?.who,
    openByKey: () => open(ADMINISTRATOR, undefined, KEY_LIFE),
    async logIn(name, password, { network, gone }) {
      const account = nameKeyOf(name);
      const organiser = await store.organiserNamed(account);
      const fits = await inTurn({ network, account, gone }, () => isPassword(password, organiser?.password));
      if (fits && organiser) {
        return open({ kind: "organiser", id: organiser.id, name: organiser.name }, organiser, PASSWORD_LIFE);
      }
      const sentAway = fits === undefined;
      const tooMany = {
        account: !sentAway && guesses.accounts.wrong(account),
        network: sentAway || guesses.addresses.wrong(network),
      };
      // Outside the queue, so that nobody else waits for it.
      if (tooMany.account || tooMany.network) await new Promise<void>((resume) => void after(SLOW_MS, resume));
      return { rejected: tooMany.network ? "rate_limited" : "login_failed" };
    },
    close: (token) => store.deleteSession(digestOf(token)),
  };
};
