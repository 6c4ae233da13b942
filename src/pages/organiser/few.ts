/** What is not shown of few people. The report says it, in its notes and its lines; this page counts nobody by itself. */
import type { ItemLine } from "../../../protocol/reports.ts";
import type { Note, WhyNot } from "../../../protocol/why.ts";

/** A report or a comparison. */
interface Noted {
  notes: readonly Note[];
}

/** Only counts say something of so few. */
export const onlyCounts = ({ notes }: Noted): boolean => notes.includes("under_10");

/** There is no D and no group by total for so few. */
export const noGroups = ({ notes }: Noted): boolean => notes.includes("under_30");

/** Whether only counts are shown of a question: its own people are few, or those of the whole test. */
export const fewIn = ({ countsOnly }: Pick<ItemLine, "countsOnly">, report: Noted): boolean =>
  countsOnly || onlyCounts(report);

/** The D that has a class, and the class; else why there is none to show. */
export const shownD = (
  { correct, d27, d50, discrimination, discriminationBy, why }: ItemLine,
  report: Noted,
): { d: number; word: NonNullable<ItemLine["discrimination"]> } | { missing: WhyNot | undefined } => {
  // A question that is not scored has no D because of that, however many there are.
  if (correct === null) return { missing: why.d50 };
  if (noGroups(report)) return { missing: "too_few" };
  const d = discriminationBy === "d27" ? d27 : d50;
  return d === null || discrimination === null ? { missing: why.discrimination } : { d, word: discrimination };
};
