/** The end: place, total, and every question with its sign. */
import type { PlayerSnapshotOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { fill, locale, number, quizLanguage } from "../../shared/language.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { type Sign, sign } from "../signs.ts";
import { standingCard, standingIn, teamCard } from "../standing.ts";
import { texts } from "../texts.ts";
import { codeCard } from "./waiting.ts";

type Finished = Extract<PlayerSnapshotOf, { phase: "finished" }>;
type Item = NonNullable<Finished["perItem"]>[number];

const verdictOf = ({ credit, answered }: Item): { sign: Sign; word: string } => {
  const { verdict } = texts().player;
  if (!answered) return { sign: "none", word: verdict.omitted };
  if (credit === null) return { sign: "thanks", word: verdict.poll };
  if (credit === 1) return { sign: "right", word: verdict.correct };
  return credit > 0 ? { sign: "partly", word: verdict.partial } : { sign: "wrong", word: verdict.wrong };
};

const row = (item: Item): HTMLElement => {
  const verdict = verdictOf(item);
  return h(
    "li",
    {},
    sign(verdict.sign, true),
    h("span", { class: "visually-hidden" }, `${verdict.word}: `),
    h("span", { class: "item-stem", lang: quizLanguage() }, item.stem),
    item.points > 0 ? h("b", { class: "tabular" }, `+${number(item.points)}`) : null,
  );
};

export const finishedScreen = ({ play, act }: Context, snapshot: Finished): Screen => {
  const { finished, waiting } = texts().player;
  const { perItem = [] } = snapshot;
  const judged = perItem.filter(({ credit }) => credit !== null);
  const right = judged.filter(({ credit }) => credit === 1).length;
  const told = standingIn(snapshot);
  // Where nothing is scored nobody has a place.
  const standing = judged.length > 0 ? told : null;
  const tally = judged.length > 0 ? fill(finished.right, { right, of: judged.length }) : null;
  const thanks = told ? finished.thanks : finished.pretest;
  const code = play.seat?.code ?? "";
  return {
    key: ["finished", snapshot.version, locale()].join("|"),
    say: sentences(finished.title, tally, thanks),
    build: () => ({
      element: h(
        "div",
        { class: perItem.length > 0 ? "finished" : "finished bare" },
        h(
          "div",
          { class: "middle" },
          h("h1", { class: "huge" }, finished.title),
          tally && h("p", { class: "streak" }, tally),
          h("p", { class: "hint" }, thanks),
        ),
        standing && standingCard(standing),
        standing && snapshot.team && teamCard(snapshot.team),
        perItem.length > 0
          ? h(
              "section",
              { class: "card items" },
              h("h2", { class: "hint" }, finished.items),
              h("ol", {}, perItem.map(row)),
            )
          : null,
        code === "" ? null : codeCard(code, waiting.code, finished.code),
        h("button", { type: "button", class: "link", onclick: act.leave }, finished.again),
      ),
    }),
  };
};
