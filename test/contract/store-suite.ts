import { afterAll, beforeAll, describe } from "vitest";
import type { Store } from "../../src/store/store.ts";
import { attemptLaws } from "./store-laws-attempts.ts";
import { libraryLaws } from "./store-laws-library.ts";
import { organiserLaws } from "./store-laws-organisers.ts";
import { paperLaws } from "./store-laws-paper.ts";
import { responseLaws } from "./store-laws-responses.ts";
import { roomLaws } from "./store-laws-rooms.ts";
import { seatLaws } from "./store-laws-seats.ts";
import { workshopLaws } from "./store-laws-workshops.ts";

/** A store under test and what the suite needs around it. */
export interface Bench extends AsyncDisposable {
  store: Store;
  /** Another node's view of the same data; the same store where only one process may have it. */
  other: Store;
  /** Lets time pass (ms), really or by the clock the store was given. */
  pass(ms: number): Promise<void>;
  /** Names of everything stored that mentions a text. */
  leftovers(text: string): Promise<string[]>;
}

/** Runs the laws of store.ts over one implementation. `open` gives an empty store. */
export const storeSuite = (name: string, open: () => Promise<Bench>): void => {
  describe(name, () => {
    let bench: Bench | undefined;
    beforeAll(async () => {
      bench = await open();
    });
    afterAll(async () => {
      await bench?.[Symbol.asyncDispose]();
    });
    const get = (): Bench => {
      if (!bench) throw new Error("The store did not open.");
      return bench;
    };
    roomLaws(get);
    attemptLaws(get);
    seatLaws(get);
    responseLaws(get);
    paperLaws(get);
    libraryLaws(get);
    workshopLaws(get);
    organiserLaws(get);
  });
};
