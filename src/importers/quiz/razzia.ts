/** Quizzes of Razzia and of Rahoot, its older name. */
import type { Draft, Told } from "./book.ts";
import { type Choice, choiceFields, optionsOf, pollFields } from "./choices.ts";
import { imageOf } from "./image-file.ts";
import { pointsOf, secondsOf } from "./limits.ts";
import { type Format, objectOf } from "./source.ts";
import { explanationOf, stemOf } from "./stem.ts";
import { tidy } from "./text.ts";

type Fields = Record<string, unknown>;

const textIn = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? tidy(String(value)) : "";

const questionsOf = (json: unknown): unknown[] | undefined => {
  const { questions } = objectOf(json) ?? {};
  return Array.isArray(questions) ? questions : undefined;
};

const choiceOf = (answer: unknown, told: Told): Choice => {
  const fields = objectOf(answer);
  if (!fields) return { text: textIn(answer) };
  return { text: textIn(fields.text ?? fields.answer), image: imageOf(fields.image, told) };
};

/** Places count from 0, as the file's own do; blank ones are none. */
const solutionsOf = ({ solutions, solution }: Fields): unknown[] =>
  [solutions ?? solution ?? []].flat().filter((one) => one !== null && one !== "");

const numberOf = (value: unknown): number =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "") ? Number(value) : Number.NaN;

const mediaOf = ({ image, media, video, audio }: Fields, told: Told) => {
  const { type = "image", url } = objectOf(media) ?? {};
  for (const value of [video, audio, type === "image" ? undefined : url]) {
    if (typeof value === "string" && value !== "") told.note("media_dropped", { value });
  }
  return imageOf(image ?? (type === "image" ? url : undefined), told);
};

const estimation = (question: Fields, told: Told): object | undefined => {
  const [solution] = solutionsOf(question);
  const { margin } = objectOf(question.options) ?? {};
  if (solution === undefined) return void told.error("key_missing");
  const answer = numberOf(solution);
  if (!Number.isFinite(answer)) return void told.error("answer_unknown", { value: String(solution) });
  return { type: "numeric", answer, tolerance: typeof margin === "number" && margin >= 0 ? margin : 0 };
};

const choice = (question: Fields, told: Told): object | undefined => {
  const choices = (Array.isArray(question.answers) ? question.answers : []).map((answer) => choiceOf(answer, told));
  const right = solutionsOf(question).map(numberOf);
  const outside = right.find((place) => choices[place] === undefined);
  if (outside !== undefined)
    return optionsOf(choices, told) && void told.error("key_unknown", { value: String(solutionsOf(question)) });
  return choiceFields(choices, right, told, question.type === "multi" ? "multiple-choice" : undefined);
};

const survey = (question: Fields, told: Told): object | undefined => {
  if (question.type === "estimation") return void told.error("type_unsupported");
  const choices = (Array.isArray(question.answers) ? question.answers : []).map((answer) => choiceOf(answer, told));
  if (question.type === "multi") told.note("type_changed", { value: "multi", type: "poll" });
  return pollFields(choices, told);
};

const secondsIn = (time: unknown, told: Told) =>
  time === -1 ? null : secondsOf(typeof time === "number" || typeof time === "string" ? time : undefined, told);

/** Rules of scoring that other programs have beside the points. */
const tellScoring = ({ penalty, options }: Fields, told: Told): void => {
  const { scoringMode } = objectOf(options) ?? {};
  if (typeof penalty === "number" && penalty !== 0) told.note("scoring_dropped", { value: `penalty ${penalty}` });
  if (typeof scoringMode === "string" && scoringMode !== "") told.note("scoring_dropped", { value: scoringMode });
};

const draftOf = (question: Fields, isSurvey: boolean, told: Told): Draft | undefined => {
  const stem = stemOf(textIn(question.question), told);
  const own = (isSurvey ? survey : question.type === "estimation" ? estimation : choice)(question, told);
  if (stem === undefined || !own) return undefined;
  const { maxPoints, explanation, note } = question;
  const preview = numberOf(question.cooldown);
  tellScoring(question, told);
  return {
    stem,
    ...own,
    seconds: secondsIn(question.time, told),
    points: typeof maxPoints === "number" && !isSurvey ? pointsOf(maxPoints, told) : undefined,
    previewSeconds: preview >= 0 && preview <= 60 ? preview : undefined,
    explanation: explanationOf(textIn(explanation ?? note), told),
    image: mediaOf(question, told),
  };
};

export const razzia: Format = {
  name: "razzia",
  recognise: ({ json }) =>
    questionsOf(json)?.some((question) => {
      const { question: stem, answers, solution, solutions } = objectOf(question) ?? {};
      const keyed = solution !== undefined || solutions !== undefined || objectOf(json)?.gameMode === "survey";
      return stem !== undefined && Array.isArray(answers) && keyed;
    }) ?? false,
  read: ({ json }, book) => {
    const { subject, title, id, gameMode } = objectOf(json) ?? {};
    book.head({ title: textIn(subject ?? title), id: textIn(id) });
    questionsOf(json)?.forEach((question, index) => {
      book.question({ path: `questions[${index}]` }, (told) => {
        const fields = objectOf(question);
        if (!fields) return void told.error("stem_missing");
        return draftOf(fields, gameMode === "survey", told);
      });
    });
  },
};
