/** The reveal: the share right first, then the bars; under the pre-test preset only how many have answered. */
import { type Child, h } from "../shared/dom.ts";
import { counted, fill, number, percent, quizLanguage, seconds } from "../shared/language.ts";
import { fitText } from "./fit.ts";
import { picture } from "./picture.ts";
import { pointRows, ratingFigure } from "./rating.ts";
import { answerRows, rowTexts, written } from "./rows.ts";
import type { Draw, Screen, SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";
import { drawTexts } from "./texts-shown.ts";

type Reveal = SnapshotAt<"reveal">;

const STEM_SIZES = [60, 52, 44, 38, 32, 28, 26];
const SIZES = [40, 36, 32, 28, 26];

/** How many answered, when that is all there is to tell. */
const drawSecret = (snapshot: Reveal): Screen<Reveal> => {
  const { reveal } = texts().host;
  const answered = fill(reveal.answered, { responded: snapshot.responded, of: snapshot.of });
  return {
    root: h(
      "section",
      { class: "secret" },
      h("h1", { class: "secret-title" }, reveal.pretest),
      h("p", { class: "share tabular" }, number(snapshot.responded)),
      h("p", { class: "secret-of" }, answered),
      h("p", { class: "secret-why" }, reveal.pretestWhy),
    ),
    said: `${reveal.pretest}. ${answered}`,
    update: (next) => next.responded === snapshot.responded && next.of === snapshot.of && next.prompt === undefined,
  };
};

/** The large figure and the lines under it. */
const figure = (snapshot: Reveal): { shown: Child; said: string } => {
  const { reveal } = texts().host;
  const { correctShare, medianMs, responded, voided } = snapshot;
  const median = medianMs == null ? null : fill(reveal.median, { time: seconds(medianMs) });
  if (voided) {
    return {
      shown: [h("p", { class: "share-void" }, reveal.voided), h("p", { class: "share-line" }, reveal.voidedWhy)],
      said: reveal.voided,
    };
  }
  const scored = correctShare != null;
  const value = scored ? percent(correctShare) : number(responded);
  const word = scored ? reveal.right : counted(reveal.poll, responded);
  const lines = [word, median];
  return {
    shown: [
      h("p", { class: "share tabular" }, value),
      lines.map((line) => line !== null && h("p", { class: "share-line" }, line)),
    ],
    said: `${value} ${word}`,
  };
};

/** What would have been right, when nobody's row shows it. */
const accepted = (snapshot: Reveal): Child => {
  const { prompt, key = [], voided } = snapshot;
  if (prompt === undefined || prompt.options !== undefined || key.length === 0 || voided) return null;
  const told = rowTexts(snapshot);
  if (key.every((text) => told.includes(written(prompt, text)))) return null;
  const { reveal } = texts().host;
  return h(
    "p",
    { class: "accepted" },
    `${counted(reveal.key, key.length)}: `,
    h("b", {}, key.map((text) => written(prompt, text)).join(" · ")),
  );
};

/** What is right, in words, for who does not see the rows. */
const rightWords = ({ prompt, key = [], voided }: Reveal): string => {
  if (prompt === undefined || key.length === 0 || voided) return "";
  const { reveal } = texts().host;
  const wordsOf = (id: string) => {
    const option = prompt.options?.find((each) => each.id === id);
    const alt = option?.image?.alt;
    return (option?.text ?? written(prompt, id)) + (alt ? ` (${alt})` : "");
  };
  return `. ${counted(reveal.key, key.length)}: ${key.map(wordsOf).join(", ")}`;
};

/** What differs between two snapshots that are drawn alike. */
const drawnOf = (snapshot: Reveal): string => JSON.stringify({ ...snapshot, version: 0, serverNow: 0, locked: false });

export const drawReveal: Draw<"reveal"> = (snapshot, session) => {
  const { prompt } = snapshot;
  if (prompt === undefined) return drawSecret(snapshot);
  const inOwnWords = prompt.widget === "long-text" || prompt.widget === "words";
  if (inOwnWords && !snapshot.voided) return drawTexts(snapshot, session);
  const rating = prompt.widget === "scale" && !snapshot.voided;
  const { shown, said } = rating ? ratingFigure(snapshot) : figure(snapshot);
  const stem = h("div", { class: "reveal-stem" }, h("h1", { class: "stem", lang: quizLanguage() }, prompt.stem ?? ""));
  const rows = prompt.widget === "scale" ? pointRows(snapshot) : answerRows(snapshot);
  const explanation =
    snapshot.explanation === undefined
      ? null
      : h("p", { class: "explanation", lang: quizLanguage() }, snapshot.explanation);
  const drawn = drawnOf(snapshot);
  const root = h(
    "section",
    { class: `reveal${snapshot.voided ? " voided" : ""}` },
    h("div", { class: "reveal-top" }, h("div", { class: "figure" }, shown), picture(prompt.image), stem),
    rows,
    accepted(snapshot),
    explanation,
  );
  return {
    root,
    said: said + rightWords(snapshot),
    placed: () => {
      // The words of a row are cut where they are too long: smaller letters come before that.
      const words = root.querySelectorAll<HTMLElement>(".row-words");
      fitText(root, SIZES, [root, ...words, ...(explanation === null ? [] : [explanation])]);
      // What is still too long is scrolled, and by keyboard too.
      if (explanation !== null && explanation.scrollHeight > explanation.clientHeight + 1) explanation.tabIndex = 0;
      fitText(stem, STEM_SIZES);
    },
    update: (next) => drawnOf(next) === drawn,
  };
};
