/** Very many join at once: a card that asks whether to pause joins, and afterwards removes who came in the rush. */
import type { JoinsSurgingOf } from "../../../protocol/pushes.ts";
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h } from "../shared/dom.ts";
import { counted, fill, seconds } from "../shared/language.ts";
import { say } from "./notices.ts";
import { pickPeople } from "./pick.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";

export interface SurgeCard {
  surging(surge: JoinsSurgingOf): void;
  /** The room's newest snapshot; null: no room is shown. */
  shown(snapshot: HostSnapshotOf | null): void;
  /** The language has changed. */
  redraw(): void;
}

export const createSurgeCard = (session: Session): SurgeCard => {
  let surge: JoinsSurgingOf | null = null;
  /** The surge that the host has done with, by its beginning. */
  let done: number | null = null;
  let said: number | null = null;
  let card: HTMLElement | null = null;
  let drawn = "";

  const rush = ({ count, since, until }: JoinsSurgingOf): string => {
    const { surge: words } = texts().host;
    if (count < 2) return words.tries;
    return fill(counted(words.rush, count), { n: count, seconds: seconds(Math.max(1000, until - since), 0) });
  };

  const button = (label: string, run: () => void, first = false) =>
    h("button", { type: "button", class: first ? "button primary" : "button", onclick: run }, label);

  const draw = () => {
    const { snapshot } = session;
    const { surge: words } = texts().host;
    if (surge === null || surge.since === done || snapshot === null || snapshot.phase === "finished") {
      card?.remove();
      card = null;
      drawn = "";
      return;
    }
    const now = surge;
    const { locked } = snapshot;
    const title = locked ? words.paused : now.over ? words.over : words.title;
    const shape = [title, rush(now)].join();
    if (shape === drawn) return;
    drawn = shape;
    const lock = (wanted: boolean) => () => void session.command("room:lock", { locked: wanted });
    const close = () => {
      done = now.since;
      draw();
    };
    const remove =
      now.count > 0 && button(words.remove, () => void pickPeople(session, surge ?? now), locked || now.over);
    const buttons =
      locked || now.over
        ? [locked && button(words.reopen, lock(false)), button(words.close, close), remove]
        : [button(words.let, close), button(words.pause, lock(true), true)];
    const fresh = h(
      "section",
      { class: "asked surge", aria: { label: title } },
      h("h2", {}, title),
      h("p", { class: "tabular" }, rush(now)),
      !locked && !now.over && h("p", {}, words.why),
      h("div", { class: "ask-buttons" }, buttons),
    );
    // Whoever has tabbed to one of its buttons stays there while the number goes up.
    const at = [...(card?.querySelectorAll("button") ?? [])].findIndex((each) => each.matches(":focus"));
    if (card) card.replaceWith(fresh);
    else document.body.append(fresh);
    card = fresh;
    if (at >= 0) fresh.querySelectorAll("button")[at]?.focus();
    if (said !== now.since) say(`${title}. ${rush(now)}`);
    said = now.since;
  };

  return {
    surging: (next) => {
      surge = next;
      draw();
    },
    shown: (snapshot) => {
      if (snapshot === null) surge = null;
      draw();
    },
    redraw: () => {
      drawn = "";
      draw();
    },
  };
};
