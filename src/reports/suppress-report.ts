import type { ItemLine, QuestionnaireLine, Report, TeamLine, TextList } from "../../protocol/reports.ts";
import { alsoHidden, hiddenOf, isFew, without } from "./suppress.ts";

const CHOOSERS = ["count", "share", "r", "functional"];
/** What is a count of the right answers in other words. */
const SCORES = ["correct", "percentCorrect", "p", "pAnswered", "wilson", "difficulty"];
const SILENCE = ["omitted", "pAnswered", "time.n", "time.timedOutShare"];
const BY_SCORE = ["time.medianRightMs", "time.medianWrongMs"];
/** The 27 % are themselves few people. */
const GROUPS = ["upperShare", "lowerShare"];

interface Hiding {
  /** Per option. */
  options: boolean[];
  right: boolean;
  silent: boolean;
}

/** One choice each: options and those without an answer add up to n. Else what adds up is right, wrong and silent. */
const hidingOf = ({ n, correct, omitted, options, distractors }: ItemLine, min: number): Hiding => {
  const counts = options.map(({ count }) => count ?? 0);
  const keys = options.map(({ key }) => key);
  const silence = omitted ?? 0;
  const chosen = counts.reduce((sum, count) => sum + count, 0) + silence;
  if (chosen === n && (correct === null || (distractors !== null && keys.filter(Boolean).length === 1))) {
    const mask = hiddenOf([...counts, silence], min);
    return {
      options: mask.slice(0, -1),
      right: keys.some((key, place) => key && mask[place]),
      silent: mask.at(-1) ?? false,
    };
  }
  const [right = false, wrong = false, silent = false] =
    correct === null ? [] : hiddenOf([correct, n - silence - correct, silence], min);
  const small = (count: number) => isFew(count, min) || (distractors !== null && isFew(n - count, min));
  const hidden = (count: number, key: boolean) => small(count) || (distractors === null && (key ? right : wrong));
  return { options: counts.map((count, place) => hidden(count, keys[place] ?? false)), right, silent };
};

const item = (line: ItemLine, { options: mask, right, silent }: Hiding, typed: boolean, min: number): ItemLine => {
  const options = line.options.flatMap((option, place) => {
    // A typed answer of few is their own words.
    if (typed && mask[place]) return [];
    const hide = mask[place] || (right && option.key);
    return [without(option, hide ? [...CHOOSERS, ...GROUPS] : GROUPS)];
  });
  const omission = without(line.omission, silent ? [...CHOOSERS, ...GROUPS] : GROUPS);
  const some = options.some(({ why }) => why.functional === "suppressed");
  return without({ ...line, options, omission }, [
    ...(right ? [...SCORES, ...BY_SCORE] : []),
    ...(silent ? SILENCE : []),
    ...(some ? ["distractors.functional", "distractors.efficiency"] : []),
    // Who has no time has answered on paper, and each count tells the other.
    ...(isFew(line.paper ?? 0, min) || isFew(line.time.n ?? 0, min) ? ["paper", "time"] : []),
  ]);
};

/** `texts`: ids of the items whose answers are open texts. */
const items = (lines: readonly ItemLine[], texts: ReadonlySet<string>, min: number): ItemLine[] => {
  const hiding = lines.map((line) => (line.voided ? undefined : hidingOf(line, min)));
  const scored = lines.flatMap((line, place) => (line.correct === null ? [] : [place]));
  const right = alsoHidden(
    scored.map((place) => hiding[place]?.right ?? false),
    scored.map((place) => lines[place]?.correct ?? 0),
  );
  const told = new Set(scored.filter((_, index) => right[index]));
  return lines.map((line, place) => {
    const hide = hiding[place];
    const typed = line.why.distractors === "typed" || texts.has(line.id);
    return hide ? item(line, { ...hide, right: hide.right || told.has(place) }, typed, min) : line;
  });
};

/** With n and the mean two hidden counts could be told, with the standard deviation three. */
const rating = (line: QuestionnaireLine, min: number): QuestionnaireLine => {
  if (line.voided) return line;
  const mask = hiddenOf(
    line.counts.map((count) => count ?? 0),
    min,
    { least: 3 },
  );
  if (!mask.includes(true)) return line;
  const scored = line.reverse ? mask.toReversed() : mask;
  const veiled = (counts: QuestionnaireLine["counts"], hidden: readonly boolean[]) =>
    counts.map((count, place) => (hidden[place] ? null : count));
  const next = without(line, [
    "sd",
    ...(scored.slice(-2).includes(true) ? ["top2"] : []),
    ...(scored.slice(0, 2).includes(true) ? ["bottom2"] : []),
    ...(line.scale === 2 || line.n < min ? ["median", "mean", "tcr", "rescaled", "band"] : []),
  ]);
  next.why.counts = "suppressed";
  next.why.countsScored = "suppressed";
  return { ...next, counts: veiled(line.counts, mask), countsScored: veiled(line.countsScored, scored) };
};

/** The words of few people are their own. */
const openTexts = (list: TextList, min: number): TextList => {
  const entries = list.entries.filter(({ count }) => count >= min);
  return entries.length === list.entries.length ? list : { ...list, entries, why: { entries: "suppressed" } };
};

/** The sizes add up to who is in a team: a small one hides the next smallest too. */
const teams = (lines: readonly TeamLine[], min: number): TeamLine[] => {
  const mask = hiddenOf(
    lines.map(({ n }) => n ?? 0),
    min,
  );
  return lines.map((line, place) => {
    if (mask[place]) return without(line, ["n", "nComplete", "meanTotal", "meanPercentCorrect"]);
    const few = [line.nComplete ?? 0, (line.n ?? 0) - (line.nComplete ?? 0)].some((count) => isFew(count, min));
    return few ? without(line, ["nComplete", "meanPercentCorrect"]) : line;
  });
};

const TEST = [
  "mean",
  "meanPercent",
  "sd",
  "median",
  "min",
  "max",
  "q1",
  "q3",
  "alpha",
  "alphaCi",
  "kr21",
  "sem",
  "shapiro",
];

/** A report to share: no count of 1 to `min` - 1 people, nor what one could be told from; n, k and who is left out stay. */
export const suppressReport = (report: Report, min: number): Report => {
  const texts = new Set(report.texts.map(({ itemId }) => itemId));
  const lines = items(report.items, texts, min);
  // With one item alone the mean is its share.
  const told = report.test.k === 1 && lines.some(({ why }) => why.correct === "suppressed");
  const { questionnaire } = report;
  return {
    ...report,
    items: lines,
    test: report.test.n < min || told ? without(report.test, TEST) : report.test,
    questionnaire: questionnaire && {
      ...questionnaire,
      items: questionnaire.items.map((line) => rating(line, min)),
      scale:
        questionnaire.scale.n < min
          ? without(questionnaire.scale, ["alpha", "tcr", "meanOfMeans", "band"])
          : questionnaire.scale,
    },
    texts: report.texts.map((list) => openTexts(list, min)),
    teams: report.teams && teams(report.teams, min),
    notes: [...report.notes, "suppressed"],
  };
};
