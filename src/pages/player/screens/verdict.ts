/** The verdict: a shape, a word, a number; then where one stands. Wrong is calm: what is right, and why. */
import type { PlayerSnapshotOf, VerdictPromptOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { counted, fill, fillNodes, locale, number, quizLanguage } from "../../shared/language.ts";
import { answerSaid, answers } from "../answers.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { type Sign, sign } from "../signs.ts";
import { standingCard, standingIn } from "../standing.ts";
import type { Reply } from "../state.ts";
import { texts } from "../texts.ts";

type Reveal = Extract<PlayerSnapshotOf, { phase: "reveal" }>;

interface Words {
  sign: Sign;
  title: string;
  why?: string | undefined;
}

const wordsOf = (snapshot: Reveal, reply: Reply | null): Words => {
  const { verdict: words, sent } = texts().player;
  const { verdict, prompt, voided } = snapshot;
  if (prompt === undefined) {
    if (reply?.status === "sent") return { sign: "thanks", title: words.recorded, why: words.recordedWhy };
    if (reply?.status === "saving") return { sign: "none", title: sent.saving, why: sent.savingWhy };
    return { sign: "none", title: words.closed, why: reply ? sent[reply.status] : undefined };
  }
  if (voided) return { sign: "void", title: words.voided };
  // No verdict: the seat joined after this round had opened.
  if (verdict === undefined) return { sign: "none", title: words.closed, why: words.closedWhy };
  if (!verdict.answered)
    return { sign: "none", title: words.omitted, why: reply?.status === "late" ? sent.late : undefined };
  if (verdict.credit === null) {
    return { sign: "thanks", title: words.poll, why: prompt.options ? words.pollWhy : words.textWhy };
  }
  if (verdict.correct) return { sign: "right", title: words.correct };
  if (verdict.credit > 0) return { sign: "partly", title: words.partial };
  return { sign: "wrong", title: words.wrong };
};

/** Points as a number with its sign; nothing where no points can be had. */
const pointsOf = ({ verdict, prompt, voided }: Reveal): string | null =>
  verdict === undefined || verdict.credit === null || voided || !prompt || prompt.points === 0
    ? null
    : `+${number(verdict.points)}`;

const behindLine = ({ behind, rank, of = 0, total = 0 }: Reveal) => {
  const { verdict } = texts().player;
  const name = behind && h("bdi", {}, behind.nickname);
  if (behind?.points === 0) return h("p", { class: "hint behind" }, fillNodes(verdict.level, { nickname: name }));
  if (behind) {
    const template = counted(verdict.behind, behind.points);
    return h("p", { class: "hint behind" }, fillNodes(template, { n: behind.points, nickname: name }));
  }
  return rank === 1 && of > 1 && total > 0 ? h("p", { class: "hint behind" }, verdict.first) : null;
};

/** Typed items may accept many spellings; a few of them tell enough. */
const MOST_SPELLINGS = 3;

const isTyped = (prompt: VerdictPromptOf) => prompt.options === undefined;
const keyLabel = (prompt: VerdictPromptOf, key: readonly string[]) => {
  const { verdict } = texts().player;
  return counted(isTyped(prompt) ? verdict.accepted : verdict.key, key.length);
};

/** What to tell of the key: nothing to those who had it right, nor where it may be wrong itself. */
const keyToTell = ({ verdict, prompt, key = [], voided }: Reveal): string[] => {
  if (prompt === undefined || voided || verdict?.correct === true) return [];
  return isTyped(prompt) ? key.slice(0, MOST_SPELLINGS) : key;
};

/** What is right, for everyone who did not have it, and the explanation for all. */
const lesson = (snapshot: Reveal, own: HTMLElement | null) => {
  const { prompt, explanation } = snapshot;
  const key = keyToTell(snapshot);
  if (prompt === undefined || (key.length === 0 && explanation === undefined)) return null;
  const title = (text: string) => h("h2", { class: "hint" }, text);
  return h(
    "section",
    { class: "lesson" },
    key.length > 0 && own ? [title(texts().player.sent.yours), own] : null,
    key.length > 0 ? [title(keyLabel(prompt, key)), answers(prompt, key, "right")] : null,
    explanation === undefined ? null : h("p", { class: "explanation", lang: quizLanguage() }, explanation),
  );
};

export const verdictScreen = ({ play }: Context, snapshot: Reveal): Screen => {
  const { verdict: words } = texts().player;
  const reply = play.reply?.round === snapshot.round ? play.reply : null;
  const told = wordsOf(snapshot, reply);
  const points = pointsOf(snapshot);
  const { verdict, prompt, explanation } = snapshot;
  const streak = verdict?.correct && verdict.streak >= 2 ? fill(words.streak, { n: verdict.streak }) : null;
  // An opinion changes no place; before the first points there is none to tell.
  const standing = verdict?.credit === null && snapshot.total === 0 ? null : standingIn(snapshot);
  const key = keyToTell(snapshot);
  const right =
    prompt && key.length > 0
      ? `${keyLabel(prompt, key)}: ${key.map((value) => answerSaid(prompt, value)).join(", ")}`
      : null;
  const place = standing && `${words.rank} ${number(standing.rank)} ${fill(words.rankOf, { of: standing.of })}`;
  return {
    key: ["reveal", snapshot.version, told.title, told.why, locale()].join("|"),
    say: sentences(told.title, points, streak, told.why, right, explanation, place),
    build: () => {
      const value = reply === null ? null : Array.isArray(reply.value) ? reply.value : [reply.value];
      const answered = verdict?.answered === true && verdict.credit !== null;
      const own = prompt && value?.length && answered ? answers(prompt, value, "quiet") : null;
      const learned = lesson(snapshot, own);
      return {
        element: h(
          "div",
          { class: learned ? "verdict with-lesson" : "verdict" },
          h(
            "div",
            { class: "middle" },
            sign(told.sign),
            h("h1", { class: told.title.length > 18 ? "stem large" : "huge" }, told.title),
            points && h("p", { class: verdict?.points ? "points tabular" : "points none tabular" }, points),
            streak && h("p", { class: "streak" }, streak),
            told.why && h("p", { class: "hint" }, told.why),
          ),
          learned,
          standing && h("div", { class: "place" }, standingCard(standing), behindLine(snapshot)),
        ),
      };
    },
  };
};
