/** Screens without a room: the seat is open elsewhere, or on its way back. */
import { h } from "../../shared/dom.ts";
import { locale } from "../../shared/language.ts";
import { type Context, type Screen, sentences } from "../screen.ts";
import { texts } from "../texts.ts";

export const replacedScreen = ({ act }: Context): Screen => {
  const { closed } = texts().player;
  return {
    key: `replaced|${locale()}`,
    say: sentences(closed.replaced, closed.replacedWhy),
    build: () => {
      const here = h("button", { type: "button", class: "primary", onclick: act.continueHere }, closed.here);
      return {
        element: h(
          "div",
          { class: "middle whole" },
          h("h1", { class: "stem large" }, closed.replaced),
          h("p", { class: "hint" }, closed.replacedWhy),
          here,
        ),
        focus: here,
      };
    },
  };
};

export const returningScreen = ({ play }: Context): Screen => ({
  key: `returning|${locale()}`,
  say: texts().common.reconnecting,
  build: () => ({
    element: h(
      "div",
      { class: "middle whole" },
      h("div", { class: "saving", aria: { hidden: "true" } }),
      h("h1", { class: "stem large" }, h("bdi", {}, play.seat?.nickname)),
      h("p", { class: "hint" }, texts().common.reconnecting),
    ),
  }),
});

/** The same people go on in another room. */
export const movingScreen = ({ play }: Context): Screen => {
  const { next, nextWhy } = texts().player.waiting;
  return {
    key: `moving|${locale()}`,
    say: sentences(next, nextWhy),
    build: () => ({
      element: h(
        "div",
        { class: "middle whole" },
        h("div", { class: "saving", aria: { hidden: "true" } }),
        h("h1", { class: "huge" }, next),
        h("p", { class: "hint" }, h("bdi", {}, play.seat?.nickname)),
        h("p", { class: "hint" }, nextWhy),
      ),
    }),
  };
};
