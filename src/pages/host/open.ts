/** The open round: stem, options by shape and colour, the time left and how many have answered. */
import type { PromptOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, number, quizLanguage } from "../shared/language.ts";
import { mark, markClass } from "../shared/marks.ts";
import { untilOptions } from "../shared/opening.ts";
import { placeOf } from "../shared/place.ts";
import { createSpoken } from "../shared/spoken.ts";
import { createCountdown, LAST_SECONDS } from "./countdown.ts";
import { fitText, OPTION_SIZES, STEM_SIZES } from "./fit.ts";
import { createLights } from "./lights.ts";
import { say } from "./notices.ts";
import { picture } from "./picture.ts";
import { withCount, withRoster } from "./roster.ts";
import type { Draw, SnapshotAt } from "./screen.ts";
import { play } from "./sound.ts";
import { texts } from "./texts.ts";

const optionGrid = (options: NonNullable<PromptOf["options"]>): HTMLElement =>
  h(
    "ul",
    { class: `options${options.length > 4 ? " six" : ""}` },
    options.map(({ text, mark: index, image }) =>
      h(
        "li",
        { class: `option ${markClass(index)}` },
        mark(index),
        image && h("img", { class: "option-picture", src: image.url, alt: image.alt }),
        h("span", { lang: quizLanguage() }, text),
      ),
    ),
  );

/** The points of a scale, side by side; none has a mark. */
const scaleStrip = (points: NonNullable<PromptOf["options"]>): HTMLElement =>
  h(
    "ol",
    { class: "strip" },
    points.map(({ id, text }) =>
      h(
        "li",
        {},
        h("b", { class: "tabular" }, id),
        text !== id && h("span", { class: "strip-words", lang: quizLanguage() }, text),
      ),
    ),
  );

/** What stands where the options would: how to answer on the phone. */
const hint = ({ widget }: PromptOf): HTMLElement => {
  const { open } = texts().host;
  const words = widget === "number" ? open.number : widget === "words" ? open.words : open.typed;
  return h("p", { class: "hint" }, words);
};

/** What has to be said of answering beside the stem. */
const note = ({ widget }: PromptOf): string | null => {
  const { open } = texts().host;
  return widget === "choose-many" ? open.many : widget === "order" ? open.order : null;
};

export const drawOpen: Draw<"open"> = (snapshot, session) => {
  const { open, roundOf } = texts().host;
  const { prompt } = snapshot;
  const place = placeOf(snapshot);
  const spoken = createSpoken();
  const countdown = createCountdown(session.serverNow, (left) => {
    const said = spoken(left * 1000);
    if (said !== null) say(fill(counted(open.lastSeconds, said), { n: said }));
    if (left > 0 && left <= LAST_SECONDS) play("tick");
  });
  const noted = note(prompt);
  const box = h(
    "div",
    { class: "stem-box" },
    h("h1", { class: "stem", lang: quizLanguage() }, prompt.stem ?? ""),
    noted !== null && h("p", { class: "stem-note" }, noted),
  );
  const { options } = prompt;
  const answers = !options ? hint(prompt) : prompt.widget === "scale" ? scaleStrip(options) : optionGrid(options);
  const optionCells = [...answers.querySelectorAll<HTMLElement>(".option, .strip-words")];
  const responded = h("p", { class: "count-number tabular" });
  const of = h("p", { class: "count-of tabular" });
  const lights = createLights();
  const paused = h("p", { class: "ring-word" }, texts().common.paused);
  const root = h(
    "section",
    { class: "open" },
    h(
      "div",
      { class: "ask-row" },
      h("div", { class: "clock" }, snapshot.deadline !== null && countdown.ring, paused),
      h("div", { class: "ask-middle" }, picture(prompt.image), box),
      h("div", { class: "count" }, responded, of, lights.root),
    ),
    answers,
    snapshot.deadline !== null && countdown.line,
  );

  let shown = snapshot;
  const count = (now: SnapshotAt<"open">) => {
    shown = now;
    responded.textContent = number(now.responded);
    of.textContent = fill(open.responded, { of: now.of });
    lights.show(now.players ?? [], new Set(now.answered));
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The options appear at the same instant as on the phones. */
  const appear = (now: SnapshotAt<"open">) => {
    clearTimeout(timer);
    const wait = untilOptions(now, session.serverNow());
    answers.classList.toggle("waiting", wait > 0);
    if (wait > 0 && !now.paused) timer = setTimeout(() => answers.classList.remove("waiting"), wait);
  };

  const set = (now: SnapshotAt<"open">) => {
    paused.hidden = !now.paused;
    count(now);
    appear(now);
    if (now.deadline === null) return;
    const totalMs = (now.prompt.seconds ?? 0) * 1000;
    countdown.set({ totalMs, until: now.deadline, stoppedAtMs: now.paused ? (now.remainingMs ?? 0) : undefined });
  };
  set(snapshot);

  return {
    root,
    said: [place && fill(roundOf, place), prompt.stem].filter(Boolean).join(". "),
    placed: () => {
      answers.classList.remove("full");
      const fits = optionCells.length === 0 || fitText(answers, OPTION_SIZES, [answers, ...optionCells]);
      answers.classList.toggle("full", !fits);
      fitText(box, STEM_SIZES);
      lights.placed();
    },
    update: (next) => {
      const same = next.prompt.id === prompt.id && (next.deadline === null) === (snapshot.deadline === null);
      if (same) set(next);
      return same;
    },
    counted: (change) => count(withCount(shown, change)),
    roster: (change) => count(withRoster(shown, change)),
    stop: () => {
      clearTimeout(timer);
      countdown.stop();
    },
  };
};
