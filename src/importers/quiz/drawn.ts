/** Orders that tell nothing: drawn from the words themselves, so that the same file always gives the same quiz. */
import { hash32 } from "../../hash.ts";

/** The list in an order that does not follow from its own. */
export const drawnOrder = <T>(list: readonly T[], textOf: (one: T) => string, seed: string): T[] =>
  list.toSorted((a, b) => hash32(`${seed}\n${textOf(a)}`) - hash32(`${seed}\n${textOf(b)}`));

/** A place from 0 to `most`. */
export const drawnPlace = (seed: string, most: number): number => hash32(seed) % (most + 1);
