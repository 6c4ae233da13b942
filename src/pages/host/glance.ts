/** What a remote must always show, also when the screen is scrolled: the time left, and how many have answered. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, number } from "../shared/language.ts";
import { groupedPin } from "./address.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

const TICK_MS = 250;

export interface Glance {
  root: HTMLElement;
  draw(): void;
  stop(): void;
}

/** When the phase ends by itself, ms of the server's clock; null: it does not. */
const endOf = (now: HostSnapshotOf): number | null =>
  now.phase === "preview" ? now.opensAt : now.phase === "open" ? now.deadline : null;

/** A line about the session's newest snapshot; it is for eyes only, as the screen below says the same. */
export const createGlance = (session: Session): Glance => {
  const time = h("b", { class: "glance-time tabular" });
  const count = h("span", { class: "tabular" });
  const root = h("p", { class: "glance", aria: { hidden: "true" } }, time, count);

  const left = (now: HostSnapshotOf): string => {
    const end = endOf(now);
    if (now.paused) return texts().common.paused;
    if (end === null) return "";
    const s = Math.max(0, Math.ceil((end - session.serverNow()) / 1000));
    return `${Math.floor(s / 60)}:${String(s % 60).padStart(2, "0")}`;
  };
  const people = (now: HostSnapshotOf): string => {
    const { open, people, lobby } = texts().host;
    if (now.phase === "lobby") {
      const { length: n } = now.players;
      return `${fill(counted(people, n), { n })} · ${lobby.pin} ${groupedPin(now.pin)}`;
    }
    if (now.phase !== "open" && now.phase !== "reveal") return "";
    return `${number(now.responded)} ${fill(open.responded, { of: now.of })}`;
  };
  const draw = () => {
    const { snapshot } = session;
    if (snapshot === null) return;
    time.textContent = left(snapshot);
    count.textContent = people(snapshot);
  };
  const timer = setInterval(draw, TICK_MS);
  return { root, draw, stop: () => clearInterval(timer) };
};
