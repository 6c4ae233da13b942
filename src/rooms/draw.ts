/** Everything drawn by chance, from one source of random bytes that a test can seed. */
import { randomBytes } from "node:crypto";
import { v4 } from "uuid";
import { wordsOf } from "../names/index.ts";
import { shardOf } from "../store/shard.ts";

export type RandomBytes = (count: number) => Uint8Array;

/** Letters and digits that nobody misreads: no 0 O 1 I L. */
const CODE_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const CODE_LENGTH = 5;

/** A code as people type it, in its stored form: upper case, no spaces or dashes; undefined when it is not one. */
export const parseCode = (typed: string): string | undefined => {
  const code = typed.toUpperCase().replace(/[\s-]/g, "");
  return code.length === CODE_LENGTH && [...code].every((sign) => CODE_ALPHABET.includes(sign)) ? code : undefined;
};

export interface Draw {
  id(): string;
  /** 256 random bits behind the room's id, so that a token finds its room. */
  token(roomId: string): string;
  code(): string;
  /** Six digits, the first not 0; of a given shard (0..15) when one is asked for. */
  pin(shard?: number): string;
  /** A room id of the PIN's shard. */
  roomId(pin: string): string;
  /** Two friendly words in a quiz's language, and a number behind them when too many are taken. */
  name(language: string, numbered: boolean): string;
}

export const drawFrom = (bytes: RandomBytes = randomBytes): Draw => {
  /** Uniform below `limit` (at most 2^24): draws that would favour small numbers are thrown away. */
  const below = (limit: number): number => {
    const fair = Math.floor(2 ** 24 / limit) * limit;
    for (;;) {
      const [a = 0, b = 0, c = 0] = bytes(3);
      const drawn = a * 65536 + b * 256 + c;
      if (drawn < fair) return drawn % limit;
    }
  };
  const until = <T>(next: () => T, fits: (drawn: T) => boolean): T => {
    for (;;) {
      const drawn = next();
      if (fits(drawn)) return drawn;
    }
  };
  const id = () => v4({ rng: () => bytes(16) });
  const oneOf = (list: readonly string[]): string => list[below(list.length)] ?? "";
  const anyPin = () => String(100_000 + below(900_000));
  return {
    id,
    token: (roomId) => `${roomId}.${Buffer.from(bytes(32)).toString("base64url")}`,
    code: () => Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[below(CODE_ALPHABET.length)]).join(""),
    pin: (shard) => (shard === undefined ? anyPin() : until(anyPin, (pin) => shardOf(pin) === shard)),
    roomId: (pin) => until(id, (drawn) => shardOf(drawn) === shardOf(pin)),
    name: (language, numbered) => {
      const [first, second] = wordsOf(language);
      return `${oneOf(first)} ${oneOf(second)}${numbered ? ` ${2 + below(98)}` : ""}`;
    },
  };
};

/** The room a token belongs to; undefined when it is no token. */
export const roomOfToken = (token: string): string | undefined => {
  const dot = token.indexOf(".");
  return dot > 0 ? token.slice(0, dot) : undefined;
};
