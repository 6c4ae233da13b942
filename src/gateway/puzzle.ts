/** Work asked of a phone that joins when too many join: many small puzzles, so that luck evens out. SPEC AB8. */
import { createHash } from "node:crypto";
import type { ProofOf } from "../../protocol/payloads.ts";

/** About 33,000 hashes: half a second to a second on a cheap phone, seldom half as much again. */
const BITS = 11;
const COUNT = 16;
const FRESH_MS = 60_000;

/** A puzzle that one socket was given for one room. */
export interface Puzzle extends ProofOf {
  roomId: string;
  /** ms of the caller's clock. */
  until: number;
}

export const newPuzzle = (roomId: string, challenge: string, now: number): Puzzle => ({
  roomId,
  challenge,
  bits: BITS,
  count: COUNT,
  until: now + FRESH_MS,
});

const isSolved = (text: string, bits: number): boolean =>
  createHash("sha256").update(text).digest().readUInt32BE(0) >>> (32 - bits) === 0;

/** Whether the answers solve the puzzle: SHA-256 of `challenge:place:answer` begins with `bits` zero bits at every place. */
export const solves = ({ challenge, bits, count }: ProofOf, answers: readonly string[]): boolean =>
  answers.length === count && answers.every((answer, place) => isSolved(`${challenge}:${place}:${answer}`, bits));
