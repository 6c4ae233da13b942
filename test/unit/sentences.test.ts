import { describe, expect, test } from "vitest";
import type { Comparison } from "../../protocol/comparisons.ts";
import { LOCALES } from "../../src/i18n/index.ts";
import { NOTES } from "../../src/reports/notes.ts";
import { decimal, pValue } from "../../src/reports/numbers.ts";
import { sentences } from "../../src/reports/sentences.ts";
import { both, compared, type Row, synthetic } from "./report-games.ts";

const WORKSHOP = compared(synthetic("pre"), synthetic("post"));
/** n people, of two items: everybody had none before, and `up` of them have one after, the last one both. */
const small = (n: number, up: number): Comparison => {
  const pre: Row[] = Array.from({ length: n }, () => [0, 0]);
  const post: Row[] = pre.map((_, person) => [person < up ? 1 : 0, person === 0 ? 1 : 0]);
  return compared(...both(pre, post));
};
const text = ({ sentences: block }: Pick<Comparison, "sentences">, locale: "en" | "id") => block[locale].join("\n");

describe("the block of the synthetic workshop", () => {
  test("[RP27] in English: n, means in percent and points, interval, changes, g with its band, tests by name, the worst four", () => {
    expect(WORKSHOP.sentences.en).toEqual([
      "The pre-test was taken by 45 people and the post-test by 45 people. The figures below are about 45 people who could be paired and were shown all 7 scored questions on both occasions.",
      "The mean share of right answers was 48.6 % (SD 29.4) before and 66.7 % (SD 26.4) after, a mean change of +18.1 percentage points (95 % CI 9.8 to 26.4).",
      "Improved: 28 people; the same: 9 people; worse: 8 people.",
      "The normalised gain of the averages is g = 0.35, which is medium by Hake’s bands.",
      "Paired t test: t(44) = 4.39, p < 0.001, d_z = 0.65 (95 % CI 0.33 to 0.97).",
      "Wilcoxon signed-rank test (exact): W+ = 570, W− = 96, p < 0.001; without a change and left out: 9 people.",
      "The 4 questions answered worst in the pre-test had a mean of 41.7 % right answers before and, the same questions, 62.2 % after.",
      "This was one group without a comparison group: the figures describe what changed, and do not show what caused it.",
    ]);
  });

  test("[RP27] in Indonesian, with a decimal comma", () => {
    expect(WORKSHOP.sentences.id).toHaveLength(8);
    const block = text(WORKSHOP, "id");
    for (const part of [
      "48,6%",
      "66,7%",
      "+18,1 poin persentase",
      "9,8 sampai 26,4",
      "t(44) = 4,39",
      "p < 0,001",
      "g = 0,35",
      "sedang",
    ])
      expect(block).toContain(part);
    expect(block).not.toMatch(/\d\.\d|NaN|undefined|null|\{/);
  });
});

describe("what n allows", () => {
  test.each([1, 9])("[RP27] %i people are too few: counts in plain words, no interval, test, percent or gain", (n) => {
    const result = small(n, n);
    for (const locale of ["en", "id"] as const)
      expect(text(result, locale)).not.toMatch(/%|t\(|Wilcoxon|g =|p [<=]|NaN|null/);
    expect(text(result, "en")).toContain("too few to say");
    expect(text(result, "id")).toContain("terlalu sedikit");
    expect(text(result, "en")).toContain(`Right answers: 0 of ${2 * n} before and ${n + 1} of ${2 * n} after.`);
    expect(result.notes).toEqual(expect.arrayContaining(["under_10", "under_30", "one_group"]));
  });

  test.each([
    [10, true],
    [29, true],
    [30, false],
  ])("[RP27] %i people: everything, with a warning: %s", (n, warned) => {
    const result = small(n, n - 2);
    expect(text(result, "en")).toMatch(/95 % CI/);
    expect(text(result, "en").includes("Fewer than 30 people")).toBe(warned);
    expect(result.notes.includes("under_10")).toBe(false);
    expect(result.notes.includes("under_30")).toBe(warned);
  });

  test("[RP27] one person is one person", () => {
    expect(text(small(1, 1), "en")).toContain("Improved: 1 person; the same: 0 people; worse: 0 people.");
  });

  test("[RP27] when everybody changed alike there is no interval and no t test, and it says so", () => {
    const pre: Row[] = Array.from({ length: 12 }, () => [0, 1]);
    const result = compared(
      ...both(
        pre,
        pre.map(() => [1, 1]),
      ),
    );
    expect(text(result, "en")).toContain("every person changed by the same amount (+50.0 percentage points)");
    expect(text(result, "en")).not.toMatch(/CI|t\(/);
  });

  test("[RP27] full marks before leave no gain to speak of, and a loss has a minus and its own band", () => {
    const full: Row[] = Array.from({ length: 12 }, () => [1, 1]);
    expect(text(compared(...both(full, full)), "en")).toContain("everybody had full marks before");
    const half: Row[] = full.map((_, person) => [person < 6 ? 1 : 0, 1]);
    const loss = compared(
      ...both(
        half,
        half.map((_, person) => [person === 0 ? 1 : 0, 1]),
      ),
    );
    expect(text(loss, "en")).toMatch(/mean change of −\d+\.\d percentage points/);
    expect(text(loss, "en")).toContain("which is negative by");
  });

  test("[RP27] two groups: no word of persons who improved, and why not", () => {
    const pre: Row[] = Array.from({ length: 12 }, (_, person) => [person < 6 ? 1 : 0]);
    const result = compared(...both(pre, pre, "anonymous"));
    expect(text(result, "en")).toContain("compare two groups: 12 people and 12 people");
    expect(text(result, "en")).toContain("cannot be given");
    expect(text(result, "en")).not.toMatch(/Improved|t\(|Wilcoxon/);
  });

  test("[RP27] nobody complete on both sides: that alone is said", () => {
    const result = compared(...both([[0, null]], [[1, 1]]));
    expect(result.sentences.en).toEqual([LOCALES.en.report.sentences.nobody, LOCALES.en.report.sentences.design]);
  });

  test("[RP27] no block claims a cause or certainty", () => {
    const words = /caused by|because of the|proves|significant|effective|berkat|terbukti|signifikan|efektif/i;
    for (const result of [WORKSHOP, small(3, 2), small(12, 5)])
      for (const locale of ["en", "id"] as const) expect(sentences(result, locale).join(" ")).not.toMatch(words);
  });
});

describe("numbers as a language writes them", () => {
  test.each<[number, number, "en" | "id", boolean, string]>([
    [0.05, 1, "en", false, "0.1"],
    [-0.04, 1, "en", true, "0.0"],
    [-12.34, 1, "id", true, "−12,3"],
    [12.34, 1, "id", true, "+12,3"],
    [1234.5, 1, "en", false, "1234.5"],
  ])("[RP27] %d with %i decimals in %s, signed %s: %s", (value, digits, locale, signed, wanted) => {
    expect(decimal(value, digits, locale, signed)).toBe(wanted);
  });

  test.each<[number, "en" | "id", string]>([
    [0.012, "id", "p = 0,012"],
    [0.00099, "id", "p < 0,001"],
    [0.001, "en", "p = 0.001"],
  ])("[RP27] p of %d in %s: %s", (p, locale, wanted) => expect(pValue(p, locale)).toBe(wanted));

  test("[RP16] every note has its words in every language", () => {
    for (const { report } of Object.values(LOCALES))
      expect(Object.keys(report.notes).sort()).toEqual([...NOTES].sort());
  });
});
