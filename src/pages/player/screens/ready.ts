/** The stem before its options: in preview, and in the blink between opening and the options showing everywhere. */
import type { PlayerSnapshotOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { fill, locale, number, quizLanguage } from "../../shared/language.ts";
import { placeOf } from "../../shared/place.ts";
import { pausedNote } from "../paused.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { timeLeft } from "../state.ts";
import { texts } from "../texts.ts";

type Ready = Extract<PlayerSnapshotOf, { phase: "preview" | "open" }>;

export const readyScreen = (context: Context, snapshot: Ready): Screen => {
  const { play, now } = context;
  const { preview, open } = texts().player;
  const stem = snapshot.phase === "preview" ? snapshot.stem : snapshot.prompt.stem;
  const slide = snapshot.phase === "preview" && snapshot.opensAt === null;
  const { text, image } = snapshot.phase === "preview" ? snapshot : {};
  const heading = stem ?? open.look;
  const place = placeOf(snapshot);
  const where = place && fill(texts().common.roundOf, place);
  return {
    key: ["ready", snapshot.round, slide, snapshot.paused, heading, locale()].join("|"),
    say: sentences(where, slide ? null : preview.ready, heading, text),
    build: () => {
      // Loaded while the stem is read, for the question that opens.
      if (image) new Image().src = image.url;
      const count = h("b", { class: "count tabular" });
      const tick = () => {
        const shown = play.snapshot;
        if (shown === null) return;
        const left = shown.phase === "preview" ? (timeLeft(shown, now()) ?? 0) : 0;
        // The last second stands until the options are there.
        const text = number(Math.max(1, Math.ceil(left / 1000)));
        if (count.textContent !== text) count.textContent = text;
      };
      tick();
      const element = h(
        "div",
        { class: "ready" },
        h(
          "div",
          { class: "middle" },
          slide ? null : h("p", { class: "eyebrow" }, preview.ready),
          h("h1", { class: heading.length > 120 ? "stem" : "stem large", lang: stem && quizLanguage() }, heading),
          text === undefined ? null : h("p", { class: "slide-text", lang: quizLanguage() }, text),
          slide && image ? h("img", { class: "picture", src: image.url, alt: image.alt || open.picture }) : null,
        ),
        snapshot.paused ? pausedNote() : null,
        slide
          ? h("p", { class: "hint center" }, preview.slide)
          : h("p", { class: "countdown", aria: { hidden: "true" } }, h("span", {}, preview.opensIn), count),
      );
      return { element, tick };
    },
  };
};
