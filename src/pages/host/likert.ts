/** What a rating comes to: the middle of the answers, and how many chose one of the two highest points. */

/** How often each point was chosen, the lowest first. */
type Counts = readonly number[];

const total = (counts: Counts): number => counts.reduce((sum, count) => sum + count, 0);

/** The median point, 1..n; between two middle answers their mean. Null when nobody answered. */
export const medianPoint = (counts: Counts): number | null => {
  const all = total(counts);
  if (all === 0) return null;
  /** The point of the answer at a place 1..all, counted from the lowest. */
  const pointAt = (place: number): number => {
    let passed = 0;
    const index = counts.findIndex((count) => {
      passed += count;
      return passed >= place;
    });
    return index + 1;
  };
  return (pointAt(Math.ceil(all / 2)) + pointAt(Math.floor(all / 2) + 1)) / 2;
};

/** The share 0..1 of the two highest points; null when nobody answered, or when two points are half of the scale. */
export const topTwoShare = (counts: Counts): number | null => {
  const all = total(counts);
  return all === 0 || counts.length < 4 ? null : total(counts.slice(-2)) / all;
};
