/** Numbers that may not exist: the JSON has null, and `why` beside it says why. */
import type { Range, Reason, Why, WhyNot } from "../../protocol/why.ts";
import { type Interval, isNumber, type Stat } from "./stats/stat.ts";

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
