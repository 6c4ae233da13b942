/** How bad things are: shares (0..1) of what goes wrong, drawn once a game. */
import type { Chance } from "./world.ts";

export interface Weather {
  /** Of requests to the store and of its answers. */
  lost: number;
  /** Requests to the store that arrive up to three seconds late, long given up. */
  late: number;
  /** Notifications of the store. */
  unheard: number;
  /** Of messages between phone and node: sent twice, or held up so that others overtake. */
  twice: number;
  slow: number;
  /** The most a node errs about the store's clock, ms. */
  skew: number;
  /** Faults of nodes, phones and the store: one in so many ms on average. */
  every: number;
  /** Until when the store answers nobody, ms of the world. */
  storeBack: number;
  /** A node or the store stays away for longer than seats are present. */
  long: boolean;
}

export const CALM = { lost: 0, late: 0, unheard: 0, twice: 0, slow: 0 };

export const weatherOf = (chance: Chance): Weather => {
  const fair = chance.is(0.1);
  const share = (most: number) => (fair || chance.is(0.3) ? 0 : most * chance.share());
  return {
    lost: share(0.08),
    late: share(0.03),
    unheard: share(0.5),
    twice: share(0.2),
    slow: share(0.2),
    skew: fair ? 0 : chance.between(0, 20),
    every: fair ? Number.POSITIVE_INFINITY : chance.between(100, 1000),
    storeBack: 0,
    long: !fair && chance.is(0.08),
  };
};
