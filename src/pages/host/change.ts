/** From the pre-test to the post-test, by item: what can be compared, and its means. */

/** An item of the last screen, as far as it is compared. */
interface Compared {
  itemId: string;
  position: number;
  stem: string;
  voided: boolean;
  correctShare: number | null;
  before?: { correctShare: number | null } | undefined;
}

export interface Pair {
  itemId: string;
  position: number;
  stem: string;
  /** Shares right, 0..1. */
  before: number;
  after: number;
}

/** The items whose share right exists in both tests. */
export const pairedItems = (items: readonly Compared[]): Pair[] =>
  items.flatMap(({ itemId, position, stem, voided, correctShare: after, before: earlier }) => {
    const before = earlier?.correctShare ?? null;
    return voided || before === null || after === null ? [] : [{ itemId, position, stem, before, after }];
  });

/** The means of the shares right before and after, 0..1, over the same items; null when there is none. */
export const meanChange = (pairs: readonly Pair[]): { before: number; after: number } | null => {
  if (pairs.length === 0) return null;
  const mean = (shares: number[]) => shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { before: mean(pairs.map(({ before }) => before)), after: mean(pairs.map(({ after }) => after)) };
};
