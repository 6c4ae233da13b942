/** The time left as a ring, a number and a line; it only draws, the room's time belongs to the server. */
import { h, svg } from "../shared/dom.ts";
import { number } from "../shared/language.ts";
import { texts } from "./texts.ts";

const RADIUS = 86;
const ROUND = 2 * Math.PI * RADIUS;
/** From here on the clock changes weight. */
export const LAST_SECONDS = 5;

interface Plan {
  /** The whole time, ms; more time left than that counts as whole. */
  totalMs: number;
  /** When it ends, ms of the server's clock. */
  until: number;
  /** While paused the clock stands at this many ms. */
  stoppedAtMs?: number | undefined;
}

export interface Countdown {
  ring: HTMLElement;
  line: HTMLElement;
  set(plan: Plan): void;
  stop(): void;
}

const still = matchMedia("(prefers-reduced-motion: reduce)");

/** A clock that is not going yet. `second` hears each whole second as it begins; with it, the last ones weigh more. */
export const createCountdown = (serverNow: () => number, second?: (left: number) => void): Countdown => {
  const arc = svg("circle", { class: "ring-arc", cx: 100, cy: 100, r: RADIUS, "stroke-dasharray": ROUND });
  const digits = h("span", { class: "ring-number tabular" });
  const ring = h(
    "div",
    { class: "ring", role: "timer", aria: { label: texts().host.open.left } },
    svg(
      "svg",
      { viewBox: "0 0 200 200", fill: "none", aria: { hidden: "true" } },
      svg("circle", { class: "ring-track", cx: 100, cy: 100, r: RADIUS }),
      arc,
    ),
    digits,
  );
  const bar = h("i", { class: "line-bar" });
  const line = h("div", { class: "line", aria: { hidden: "true" } }, bar);

  let plan: Plan | null = null;
  let frame = 0;
  let shown = Number.NaN;

  const draw = () => {
    if (plan === null) return;
    const left = Math.max(0, plan.stoppedAtMs ?? plan.until - serverNow());
    const whole = Math.ceil(left / 1000);
    const fraction = Math.min(1, (still.matches ? whole * 1000 : left) / plan.totalMs);
    arc.style.setProperty("stroke-dashoffset", String(ROUND * (1 - fraction)));
    bar.style.setProperty("transform", `translateX(${(fraction - 1) * 100}%)`);
    if (whole !== shown) {
      shown = whole;
      digits.textContent = number(whole);
      const last = second !== undefined && whole <= LAST_SECONDS;
      ring.classList.toggle("last", last);
      line.classList.toggle("last", last);
      if (plan.stoppedAtMs === undefined) second?.(whole);
    }
    if (plan.stoppedAtMs === undefined && left > 0) frame = requestAnimationFrame(draw);
  };

  return {
    ring,
    line,
    set: (next) => {
      cancelAnimationFrame(frame);
      const left = next.stoppedAtMs ?? next.until - serverNow();
      plan = { ...next, totalMs: Math.max(next.totalMs, left, 1) };
      shown = Number.NaN;
      ring.classList.toggle("stopped", next.stoppedAtMs !== undefined);
      draw();
    },
    stop: () => cancelAnimationFrame(frame),
  };
};
