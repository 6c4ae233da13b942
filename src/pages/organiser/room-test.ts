/** The test as a whole: mean, spread, and how far it can be trusted. */
import type { Report } from "../../../protocol/reports.ts";
import { type Child, h } from "../shared/dom.ts";
import { fill, number } from "../shared/language.ts";
import { onlyCounts } from "./few.ts";
import { decimal, interval, share } from "./numbers.ts";
import { value } from "./table.ts";
import { texts } from "./texts.ts";
import { alphaWords } from "./words.ts";

const two = (number: number): string => decimal(number);

/** A number with its name and, below, what it means. */
export const figure = (name: string, figures: Child, ...below: readonly Child[]): HTMLElement =>
  h(
    "div",
    { class: "figure" },
    h("dt", {}, name),
    h("dd", { class: "value" }, figures),
    h("dd", { class: "below" }, below),
  );

/** The line of the test: over the people to whom all k questions were shown. */
export const testPart = ({ test, notes }: Pick<Report, "test" | "notes">): HTMLElement => {
  const words = texts().organiser.test;
  const { why } = test;
  const few = onlyCounts({ notes });
  return h(
    "section",
    { aria: { labelledby: "test" } },
    h("h2", { id: "test" }, words.title),
    h(
      "dl",
      { class: "figures" },
      figure(words.n, number(test.n), fill(words.excluded, { n: test.excluded })),
      figure(words.k, number(test.k)),
      !few && [
        figure(
          words.mean,
          value(test.mean, (mean) => fill(words.ofK, { mean: decimal(mean), k: test.k }), why, "mean"),
          test.meanPercent !== null && share(test.meanPercent / 100),
        ),
        figure(
          words.median,
          value(test.median, (median) => number(median, 1), why, "median"),
        ),
        figure(
          words.sd,
          value(test.sd, two, why, "sd"),
          test.sem !== null && fill(words.sem, { sem: decimal(test.sem) }),
        ),
        figure(
          words.alpha,
          value(test.alpha, two, why, "alpha"),
          test.alphaCi !== null && fill(words.ci, { interval: interval(test.alphaCi, two) }),
        ),
      ],
    ),
    !few && test.alpha !== null && h("p", { class: "note" }, alphaWords(test.alpha)),
  );
};
