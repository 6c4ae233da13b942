/** McNemar's test of paired shares and Holm's correction of several p. */
import { chi2Upper, coin } from "./distributions.ts";
import { isNumber, type Stat } from "./stat.ts";

export interface McNemar {
  chi2: Stat;
  p: Stat;
  /** The same with continuity correction. */
  chi2Cc: Stat;
  pCc: Stat;
  exactP: Stat;
  midP: Stat;
}

/**
 * From who changed: `wr` wrong before and right after, `rw` the reverse. chi2 = (wr - rw)^2 / (wr + rw); corrected
 * max(0, |wr - rw| - 1)^2 / (wr + rw); exact min(1, 2 P(X <= min)) of wr + rw fair coins; mid-p = exact - P(min), and
 * 1 - P/2 when both are equal (McNemar 1947; Fagerland 2013, BMC Med. Res. Methodol. 13:91). All two-sided.
 */
export const mcnemar = ({ wr, rw }: { wr: number; rw: number }): McNemar => {
  const changed = wr + rw;
  if (changed === 0) {
    const none = "no_change";
    return { chi2: none, p: none, chi2Cc: none, pCc: none, exactP: none, midP: none };
  }
  const chi2 = (wr - rw) ** 2 / changed;
  const chi2Cc = Math.max(0, Math.abs(wr - rw) - 1) ** 2 / changed;
  const { point, below } = coin(Math.min(wr, rw), changed);
  const exactP = Math.min(1, 2 * below);
  const midP = wr === rw ? 1 - point / 2 : exactP - point;
  return { chi2, p: chi2Upper(chi2), chi2Cc, pCc: chi2Upper(chi2Cc), exactP, midP };
};

/**
 * Holm's step-down p of each: the largest min(1, (m - i) p(i)) so far in ascending order, i from 0 (Holm 1979,
 * Scand. J. Stat. 6:65). Missing ones stay missing and do not count in m.
 */
export const holm = (ps: readonly Stat[]): Stat[] => {
  const order = ps.flatMap((p, place) => (isNumber(p) ? [{ p, place }] : [])).sort((a, b) => a.p - b.p);
  const adjusted = [...ps];
  let highest = 0;
  order.forEach(({ p, place }, i) => {
    highest = Math.max(highest, Math.min(1, (order.length - i) * p));
    adjusted[place] = highest;
  });
  return adjusted;
};
