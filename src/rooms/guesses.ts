/** Wrong guesses (PINs, keys, tokens) counted by address. Whoever is right is never refused: a class shares one address. */
import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";

/** Addresses that are remembered; beyond, the one that was seen first is forgotten. */
const ADDRESSES = 20_000;
const SECOND_MS = 1000;

export interface Pace {
  /** Wrong guesses that an address has in a window. */
  free: number;
  /** Further ones for each right guess in that window: where many are right, some mistype. */
  perRight: number;
  windowMs: number;
  /** Wrong guesses a second, of all addresses together. */
  everybody: number;
}

/** PINs that are typed: 30 and two for each success in ten minutes. */
export const PIN_PACE: Pace = { free: 30, perRight: 2, windowMs: 10 * 60_000, everybody: 50 };
/** Host keys and tokens, which nobody types from memory: 100 in a quarter of an hour. */
export const KEY_PACE: Pace = { free: 100, perRight: 0, windowMs: 15 * 60_000, everybody: 50 };

export interface Guesses {
  /** Counts a wrong guess. True: it is beyond the pace, and is answered `rate_limited`, whatever was guessed. */
  wrong(address: string): boolean;
  right(address: string): void;
}

/** The part of an address that one network has in common: all of IPv4, also where it is written as IPv6, else the /64. */
export const networkOf = (address: string): string => {
  if (!isIPv6(address)) return address;
  // Written anew: without dots, capitals and leading zeros.
  const { hostname } = new URL(`http://[${address.split("%")[0]}]`);
  const [head = [], after = []] = hostname
    .slice(1, -1)
    .split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const whole = [...head, ...Array(8 - head.length - after.length).fill("0"), ...after];
  if (whole.slice(0, 6).join(":") !== "0:0:0:0:0:ffff") return `${whole.slice(0, 4).join(":")}::/64`;
  const bytes = whole.slice(6).map((group) => Number.parseInt(group, 16));
  return bytes.flatMap((pair) => [pair >> 8, pair & 255]).join(".");
};

/** A counter of wrong guesses on this node. `now` is a clock in ms that never goes back. */
export const createGuesses = (pace: Pace, now: () => number = () => performance.now()): Guesses => {
  const seen = new Map<string, { since: number; wrong: number; right: number }>();
  let second = { since: Number.NEGATIVE_INFINITY, wrong: 0 };

  const of = (address: string) => {
    // Hashed, so that no address is kept in memory.
    const key = createHash("sha256").update(networkOf(address)).digest("base64url");
    const known = seen.get(key);
    if (known && now() - known.since < pace.windowMs) return known;
    const fresh = { since: now(), wrong: 0, right: 0 };
    seen.delete(key);
    seen.set(key, fresh);
    const [oldest] = seen.keys();
    if (seen.size > ADDRESSES && oldest !== undefined) seen.delete(oldest);
    return fresh;
  };

  return {
    wrong(address) {
      const own = of(address);
      own.wrong++;
      if (now() - second.since >= SECOND_MS) second = { since: now(), wrong: 0 };
      second.wrong++;
      return own.wrong > pace.free + pace.perRight * own.right || second.wrong > pace.everybody;
    },
    right(address) {
      of(address).right++;
    },
  };
};
