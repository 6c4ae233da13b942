/** The line at the top: who one is and whether the phone is connected; which question, and the total so far. */
import { type Child, h, refill } from "../shared/dom.ts";
import { fill, locale, number } from "../shared/language.ts";
import { placeOf } from "../shared/place.ts";
import type { Play } from "./state.ts";
import { texts } from "./texts.ts";

const rightSide = ({ snapshot, total }: Play): string => {
  if (snapshot === null || snapshot.round === 0 || snapshot.phase === "finished") return "";
  const place = placeOf(snapshot);
  const where = place ? `${number(place.round)} / ${number(place.rounds)}` : "";
  // The card of these phases says the total already.
  const told = snapshot.phase === "reveal" || snapshot.phase === "leaderboard" || total === 0;
  return [where, !told && number(total)].filter(Boolean).join(" · ");
};

/** What to do where the server is out of reach, and that nothing is lost by it. */
export const lostWords = ({ stage }: Play): string => {
  const { lost } = texts().player;
  return [lost.title, lost.check, stage !== "join" && lost.kept].filter(Boolean).join(" ");
};

/** Draws the header into its element; nothing happens while it would look the same. */
export const createHeader = (element: HTMLElement): ((play: Play) => void) => {
  let drawn = "";
  return (play) => {
    const {
      common,
      errors,
      player: { sent },
    } = texts();
    const trouble = play.outdated
      ? errors.protocol_unsupported
      : play.linked
        ? play.earlier?.status === "late" && sent.lateBefore
        : play.lost
          ? lostWords(play)
          : common.reconnecting;
    const inside = play.stage !== "join";
    const nickname = inside ? (play.seat?.nickname ?? "") : "";
    const right = play.stage === "room" ? rightSide(play) : "";
    const rehearsal = play.stage === "room" && play.snapshot?.rehearsal === true;
    const key = JSON.stringify([trouble, nickname, right, rehearsal, locale()]);
    if (key === drawn) return;
    drawn = key;
    const place = play.snapshot && placeOf(play.snapshot);
    const left: Child = trouble
      ? h("span", { class: play.lost || play.linked ? "trouble lost" : "trouble", role: "status" }, trouble)
      : nickname === ""
        ? null
        : h("span", { class: "me" }, h("span", { class: "dot", aria: { hidden: "true" } }), h("bdi", {}, nickname));
    refill(
      element,
      left,
      rehearsal && h("span", { class: "ribbon" }, common.rehearsal),
      right === ""
        ? null
        : h(
            "span",
            { class: "where tabular" },
            place && h("span", { class: "visually-hidden" }, fill(common.roundOf, place), "; "),
            h("span", { aria: { hidden: "true" } }, right),
          ),
    );
    element.hidden = left === null && right === "" && !rehearsal;
  };
};
