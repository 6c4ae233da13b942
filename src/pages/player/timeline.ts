/** The line that shrinks with the time left. In the last seconds it grows heavier, not only redder. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { fill as filled } from "../shared/language.ts";
import { createSpoken } from "../shared/spoken.ts";
import type { Context } from "./screen.ts";
import { timeLeft } from "./state.ts";
import { texts } from "./texts.ts";

const LAST_MS = 5000;

/** The share of the time that is left, 0..1; null when the round has no limit. */
const shareLeft = (snapshot: PlayerSnapshotOf, now: number): number | null => {
  const left = timeLeft(snapshot, now);
  if (left === null || snapshot.phase !== "open") return null;
  const whole = Math.max((snapshot.prompt.seconds ?? 0) * 1000, 1);
  return Math.min(1, left / whole);
};

export const timeline = ({ play, now }: Context): { element: HTMLElement; tick: () => void } => {
  const fill = h("div", { class: "timeline-fill" });
  const last = h("span", { class: "visually-hidden", role: "status" });
  const element = h("div", { class: "timeline" }, fill, last);
  const spoken = createSpoken();
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const tick = () => {
    const { snapshot } = play;
    const share = snapshot && shareLeft(snapshot, now());
    if (snapshot === null || share === null) return element.classList.add("endless");
    const left = timeLeft(snapshot, now()) ?? 0;
    // Without motion the line still tells the time, a step a second.
    const steps = calm.matches && left > 0 ? share * (Math.ceil(left / 1000) / (left / 1000)) : share;
    fill.style.setProperty("transform", `scaleX(${Math.min(1, steps).toFixed(4)})`);
    const ending = left <= LAST_MS && !snapshot.paused;
    const said = snapshot.paused ? null : spoken(left);
    if (said !== null) last.textContent = filled(texts().player.open.secondsLeft, { n: said });
    element.classList.toggle("ending", ending);
  };
  tick();
  return { element, tick };
};
