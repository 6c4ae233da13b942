/** Get ready: the stem alone, and how long until the answers open. A slide stays until the host moves on. */
import { h } from "../shared/dom.ts";
import { fill, quizLanguage } from "../shared/language.ts";
import { placeOf } from "../shared/place.ts";
import { createCountdown } from "./countdown.ts";
import { fitText } from "./fit.ts";
import { picture } from "./picture.ts";
import type { Draw, SnapshotAt } from "./screen.ts";
import { texts } from "./texts.ts";

const SIZES = [92, 84, 76, 68, 60, 52, 44, 38, 32, 28, 26];

export const drawPreview: Draw<"preview"> = (snapshot, session) => {
  const { preview, roundOf } = texts().host;
  const place = placeOf(snapshot);
  const countdown = createCountdown(session.serverNow);
  const stem = h("h1", { class: "stem", lang: quizLanguage() }, snapshot.stem);
  const box = h("div", { class: "stem-box" }, stem);
  const state = h("p", { class: "ready-word" });
  const { text } = snapshot;
  if (text !== undefined) box.append(h("p", { class: "slide-text", lang: quizLanguage() }, text));
  const root = h(
    "section",
    { class: "ready" },
    h("div", { class: "ready-stem" }, picture(snapshot.image), box),
    snapshot.opensAt !== null && h("div", { class: "ready-clock" }, state, countdown.ring),
    snapshot.opensAt !== null && countdown.line,
  );

  let total = 0;
  const set = (now: SnapshotAt<"preview">) => {
    state.textContent = now.paused ? texts().common.paused : preview.opensIn;
    if (now.opensAt === null) return;
    // The length of the preview is not told; what is left at the first sight of it stands for it.
    total = Math.max(total, now.remainingMs ?? now.opensAt - now.serverNow);
    countdown.set({ totalMs: total, until: now.opensAt, stoppedAtMs: now.paused ? (now.remainingMs ?? 0) : undefined });
  };
  set(snapshot);

  return {
    root,
    said: [
      ...(place ? [fill(roundOf, place)] : []),
      ...(snapshot.opensAt === null ? [] : [preview.ready]),
      snapshot.stem,
      ...(text === undefined ? [] : [text]),
    ].join(". "),
    placed: () => fitText(box, SIZES),
    update: (next) => {
      if (next.stem !== snapshot.stem || (next.opensAt === null) !== (snapshot.opensAt === null)) return false;
      set(next);
      return true;
    },
    stop: countdown.stop,
  };
};
