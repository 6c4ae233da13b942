/** Numbers that may not exist: the JSON has null, and `why` beside it says why. */
import { type Interval, isNumber, type Reason, type Stat } from "./stats/stat.ts";

/** Beside the statistics' own reasons, those that only a report knows. */
export type WhyNot =
  | Reason
  /** Fewer people than may be shown, or it could be told from what is shown. */
  | "suppressed"
  /** The room keeps no codes: nobody can be known to be the same person. */
  | "anonymous"
  /** It is the key, not a distractor. */
  | "is_key"
  /** Answers are typed, not chosen. */
  | "typed"
  /** The rating items have scales of different lengths. */
  | "mixed_scales"
  /** The bands are made for another scale. */
  | "other_scale";

/** Field (nested ones with a dot: "time.medianMs") -> why it is null. */
export type Why = Record<string, WhyNot>;
export type Range = [lo: number, hi: number];

/** Collects the reasons of one line. */
export const reasons = () => {
  const why: Why = {};
  return {
    why,
    /** The number, or null with its reason written under `field`. */
    number: (field: string, stat: Stat | WhyNot): number | null => {
      if (typeof stat === "number") return stat;
      why[field] = stat;
      return null;
    },
    range: (field: string, { lo, hi }: Interval): Range | null => {
      if (isNumber(lo) && isNumber(hi)) return [lo, hi];
      why[field] = (isNumber(lo) ? hi : lo) as Reason;
      return null;
    },
    /** null with a reason. */
    none: (field: string, reason: WhyNot): null => {
      why[field] = reason;
      return null;
    },
  };
};
