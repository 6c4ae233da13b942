/** The open round: the stem, and the widget that answers it. */
import type { PlayerSnapshotOf } from "../../../../protocol/snapshots.ts";
import { h } from "../../shared/dom.ts";
import { locale, quizLanguage } from "../../shared/language.ts";
import { pausedNote } from "../paused.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { sign } from "../signs.ts";
import { texts } from "../texts.ts";
import { timeline } from "../timeline.ts";
import { WIDGETS } from "../widgets/index.ts";

type Open = Extract<PlayerSnapshotOf, { phase: "open" }>;

/** From this length on the stem is set a little smaller. */
const LONG_STEM = 140;

export const openScreen = (context: Context, snapshot: Open): Screen => {
  const { play, act } = context;
  const { open } = texts().player;
  const { prompt, paused, round } = snapshot;
  const heading = prompt.stem ?? open.look;
  return {
    key: ["open", round, paused, play.unfit, locale()].join("|"),
    say: sentences(paused ? texts().common.paused : open.opened, heading),
    build: () => {
      const line = timeline(context);
      const widget =
        prompt.widget !== "none" &&
        WIDGETS[prompt.widget]({
          prompt,
          disabled: paused,
          draft: play.draft,
          keep: act.keep,
          send: act.respond,
        });
      const stem =
        prompt.stem === undefined
          ? h("h1", { class: "visually-hidden" }, open.look)
          : h("h1", { class: heading.length > LONG_STEM ? "stem small" : "stem", lang: quizLanguage() }, prompt.stem);
      const unfit = play.unfit && h("p", { class: "fault", role: "alert" }, open.unfit);
      const image = prompt.image
        ? h("img", { class: "picture", src: prompt.image.url, alt: prompt.image.alt || open.picture })
        : null;
      return {
        element: h("div", { class: "open" }, line.element, paused ? pausedNote() : null, stem, image, unfit, widget),
        tick: line.tick,
      };
    },
  };
};

/** The time ran out on this phone and nothing was sent. */
export const timeUpScreen = (snapshot: Open): Screen => {
  const { open } = texts().player;
  return {
    key: ["time-up", snapshot.round, locale()].join("|"),
    say: sentences(open.timeUp, open.timeUpWait),
    build: () => ({
      element: h(
        "div",
        { class: "middle whole" },
        sign("none"),
        h("h1", { class: "huge" }, open.timeUp),
        h("p", { class: "hint" }, open.timeUpWait),
      ),
    }),
  };
};
