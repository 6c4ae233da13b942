/** The queue of sign-ins: one is worked on at a time, and nobody's crowd keeps another name or network out for good. */
import { randomInt } from "node:crypto";

/** So many of one network, and so many of all together, may wait. */
const OF_NETWORK = 10;
const OF_ALL = 50;

export interface Comer {
  network: string;
  account: string;
  /** Whether nobody waits for the answer any more. */
  gone(): boolean;
}

interface Waiting extends Comer {
  /** Told once, at the turn or when sent away. */
  go(admitted: boolean): void;
}

const laneOf = ({ network, account }: Comer): string => JSON.stringify([network, account]);

/** Those of the largest group; of all that are as large where several are. */
const fullest = (waiting: readonly Waiting[], groupOf: (one: Waiting) => string): Waiting[] => {
  const groups = [...Map.groupBy(waiting, groupOf).values()];
  const most = Math.max(...groups.map(({ length }) => length));
  return groups.filter(({ length }) => length === most).flat();
};

/**
 * Does works one at a time, in turn over networks, in each over its accounts, and there as they came. When too many wait,
 * one of the fullest lane (network and account) of the fullest network is sent away by lot, whoever came last as likely as
 * the others: who floods keeps no place. `draw(n)` gives a whole number from 0 to n - 1. Resolves with undefined, and does
 * nothing, for who is sent away or is gone.
 */
export const createQueue = (draw: (below: number) => number = randomInt) => {
  let waiting: Waiting[] = [];
  let busy = false;

  const sendAway = (some: readonly (Waiting | undefined)[]): void => {
    waiting = waiting.filter((one) => !some.includes(one));
    for (const one of some) one?.go(false);
  };
  const sendGone = (): void => sendAway(waiting.filter(({ gone }) => gone()));
  const sendOneOf = (crowd: readonly Waiting[]): void => {
    const lane = fullest(crowd, laneOf);
    sendAway([lane[draw(lane.length)]]);
  };
  const bound = (network: string): void => {
    sendGone();
    const own = waiting.filter((one) => one.network === network);
    if (own.length > OF_NETWORK) sendOneOf(own);
    if (waiting.length > OF_ALL) sendOneOf(fullest(waiting, (one) => one.network));
  };
  const next = (): void => {
    sendGone();
    const [first, ...others] = waiting;
    busy = first !== undefined;
    if (!first) return;
    // Its network goes behind all others, and there its account behind the network's others.
    const rank = (one: Waiting) => Number(one.network === first.network) + Number(laneOf(one) === laneOf(first));
    waiting = others.toSorted((a, b) => rank(a) - rank(b));
    first.go(true);
  };

  return async <T>(comer: Comer, work: () => Promise<T>): Promise<T | undefined> => {
    const turn = Promise.withResolvers<boolean>();
    waiting.push({ ...comer, go: turn.resolve });
    if (busy) bound(comer.network);
    else next();
    if (!(await turn.promise)) return undefined;
    return work().finally(next);
  };
};
