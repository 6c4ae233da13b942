/** 95 % intervals of shares and of alpha. */
import { fQuantile, Z95 } from "./distributions.ts";
import { type Interval, isNumber, lacking, noInterval, type Stat } from "./stat.ts";

/** Wilson's interval of a share correct / n, ends 0..1 (Wilson 1927, J. Am. Stat. Assoc. 22:209). */
export const wilson = (correct: number, n: number): Interval => {
  if (n === 0) return noInterval("nobody");
  const square = Z95 * Z95;
  const middle = correct + square / 2;
  const half = Z95 * Math.sqrt((correct * (n - correct)) / n + square / 4);
  const hi = correct === n ? 1 : (middle + half) / (n + square);
  return { lo: (middle - half) / (n + square), hi };
};

/**
 * Agresti & Min's interval of a difference of paired shares (post - pre): the Wald interval after half a person more in each
 * of the four cells (Stat. Med. 2005, 24:729). Its ends are not cut at -1 and 1.
 * @param wr who were wrong before and right after
 * @param rw who were right before and wrong after
 * @param n all who are paired
 */
export const agrestiMin = (wr: number, rw: number, n: number): Interval => {
  if (n === 0) return noInterval("nobody");
  const [gained, lost, total] = [wr + 0.5, rw + 0.5, n + 2];
  const middle = (gained - lost) / total;
  const half = (Z95 * Math.sqrt(gained + lost - (gained - lost) ** 2 / total)) / total;
  return { lo: middle - half, hi: middle + half };
};

/**
 * Feldt's interval of alpha from n persons and k items: 1 - (1 - alpha) F(.975 and .025; n - 1, (n - 1)(k - 1))
 * (Feldt 1965, Psychometrika 30:357).
 */
export const feldt = (alpha: Stat, n: number, k: number): Interval => {
  if (!isNumber(alpha)) return noInterval(alpha);
  const reason = lacking(n, 2) ?? lacking(k, 2);
  if (reason) return noInterval(reason);
  const end = (p: number) => 1 - (1 - alpha) * fQuantile(p, n - 1, (n - 1) * (k - 1));
  return { lo: end(0.975), hi: end(0.025) };
};
