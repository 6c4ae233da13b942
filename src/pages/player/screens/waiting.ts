/** In the room, before the first question: the name, and the code that brings back here. */
import { h } from "../../shared/dom.ts";
import { languageSwitch, locale } from "../../shared/language.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { isSounding, soundSwitch } from "../sound.ts";
import { texts } from "../texts.ts";

export const codeCard = (code: string, label: string, why: string): HTMLElement =>
  h(
    "section",
    { class: "card code-card" },
    h("h2", { class: "hint" }, label),
    h("p", { class: "code" }, code),
    why === "" ? null : h("p", { class: "hint" }, why),
  );

export const waitingScreen = ({ play, act }: Context): Screen => {
  const { waiting } = texts().player;
  const { nickname = "", code = "" } = play.seat ?? {};
  const team = play.snapshot?.phase === "lobby" ? (play.snapshot.team?.name ?? "") : "";
  return {
    key: ["lobby", nickname, code, team, isSounding(), locale()].join("|"),
    say: sentences(
      `${waiting.in}, ${nickname}`,
      team === "" ? "" : `${waiting.team}: ${team}`,
      waiting.soon,
      code === "" ? waiting.anonymous : `${waiting.code}: ${[...code].join(" ")}`,
    ),
    build: () => ({
      element: h(
        "div",
        { class: "waiting" },
        h(
          "div",
          { class: "middle" },
          h("p", { class: "eyebrow" }, waiting.in),
          h("h1", { class: "huge" }, h("bdi", {}, nickname)),
          team !== "" && h("p", { class: "own-team" }, `${waiting.team}: `, h("b", {}, h("bdi", {}, team))),
          h("p", { class: "hint" }, waiting.soon),
        ),
        code === ""
          ? h("p", { class: "card hint center" }, waiting.anonymous)
          : codeCard(code, waiting.code, waiting.codeWhy),
        h(
          "div",
          { class: "row" },
          h("button", { type: "button", class: "link", onclick: act.leave }, waiting.leave),
          soundSwitch(act.changed),
          languageSwitch(act.changed),
        ),
      ),
    }),
  };
};
