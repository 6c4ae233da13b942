/** The host's controls at the bottom right: the next step first, the rest quiet; the same things by keyboard. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { fill, languageSwitch } from "../shared/language.ts";
import { randomId } from "../shared/random.ts";
import { type IconName, icon } from "./icons.ts";
import { listenKeys } from "./keys.ts";
import { confirmed } from "./notices.ts";
import { openPaper } from "./paper.ts";
import { pickPeople } from "./pick.ts";
import type { Screen, Step, Steps } from "./screen.ts";
import type { Session } from "./session.ts";
import { texts } from "./texts.ts";
import { isFull, isNight, toggleFull, toggleTheme } from "./theme.ts";

const EXTRA_SECONDS = 10;
/** A second press this soon is the same press: it must not skip a screen nobody has seen. */
const BOUNCE_MS = 500;

interface Control {
  id: string;
  label: string;
  shown?: string;
  icon: IconName;
  run: () => void;
}

/** A button with a picture and words. A click gives the keyboard back to the page, so that space means "next" again. */
const button = (control: Control, kind: string): HTMLButtonElement =>
  h(
    "button",
    {
      type: "button",
      class: `control ${kind}`,
      dataset: { control: control.id },
      aria: { label: control.shown === undefined ? undefined : `${control.shown} · ${control.label}` },
      onclick: (event) => {
        if (event instanceof MouseEvent && event.detail > 0) (event.currentTarget as HTMLElement).blur();
        control.run();
      },
    },
    icon(control.icon),
    h("span", {}, control.shown ?? control.label),
  );

export interface Controls {
  root: HTMLElement;
  draw(snapshot: HostSnapshotOf): void;
  stop(): void;
}

/** The controls of a room. `screen` is the one that stands; `redrawn` is called after the language has changed. */
export const createControls = (session: Session, screen: () => Screen<never> | null, redrawn: () => void): Controls => {
  const bar = h("div", { class: "controls", role: "toolbar" });
  const root = h("footer", {}, bar);
  let snapshot: HostSnapshotOf | null = null;
  let advancedAt = Number.NEGATIVE_INFINITY;

  const text = () => texts().host;
  const steps = (): Steps | null => screen()?.steps?.() ?? null;

  const advance = async () => {
    if (snapshot === null || performance.now() - advancedAt < BOUNCE_MS) return;
    advancedAt = performance.now();
    const { lobby } = text();
    // The session's snapshot knows who has come since the screen was drawn.
    const now = session.snapshot;
    if (now?.phase === "lobby" && now.players.length === 0) {
      const wanted = await confirmed({ title: lobby.startEmpty, why: lobby.startEmptyWhy, yes: lobby.startAnyway });
      if (!wanted) return;
    }
    // Read again: the room may have moved while the question was open.
    if (session.snapshot !== null) await session.command("room:advance", { version: session.snapshot.version });
  };
  const repaint = () => snapshot !== null && controls.draw(snapshot);
  const take = (step: Step) => {
    step.take();
    repaint();
  };
  const forward = () => {
    const own = steps()?.forward;
    if (own) take(own);
    else if (snapshot?.phase !== "finished") void advance();
  };
  const back = () => {
    const own = steps()?.back;
    if (own) take(own);
  };
  const pause = () => {
    if (snapshot?.phase === "preview" || snapshot?.phase === "open") {
      void session.command("room:pause", { paused: !snapshot.paused });
    }
  };
  const lock = () => {
    if (snapshot !== null && snapshot.phase !== "finished") {
      void session.command("room:lock", { locked: !snapshot.locked });
    }
  };
  const voidRound = async ({ round }: HostSnapshotOf) => {
    const { control } = text();
    const wanted = await confirmed({ title: control.voidTitle, why: control.voidWhy, yes: control.void });
    if (wanted) await session.command("round:void", { round });
  };
  const end = async () => {
    const { control } = text();
    const wanted = await confirmed({ title: control.endTitle, why: control.endWhy, yes: control.end });
    if (wanted) await session.command("room:finish", {});
  };

  const primary = ({ phase, round, rounds }: HostSnapshotOf): Control | null => {
    const { control } = text();
    const last = round === rounds && phase === "leaderboard";
    const label = {
      lobby: control.start,
      preview: control.openNow,
      open: control.close,
      reveal: control.next,
      leaderboard: last ? control.finish : control.next,
      finished: steps()?.forward?.label ?? null,
    }[phase];
    return label === null ? null : { id: "next", label, icon: phase === "open" ? "close" : "next", run: forward };
  };

  const quiet = (now: HostSnapshotOf): Control[] => {
    const { control, lobby } = text();
    const timed = now.phase === "open" && now.deadline !== null;
    const list: Control[] = [];
    const previous = steps()?.back;
    if (previous) list.push({ id: "back", label: previous.label, icon: "back", run: back });
    if (timed || (now.phase === "preview" && now.opensAt !== null) || now.paused) {
      const label = now.paused ? control.goOn : control.pause;
      list.push({ id: "pause", label, icon: now.paused ? "play" : "pause", run: pause });
    }
    if (timed) {
      list.push({
        id: "extend",
        label: fill(control.moreLabel, { n: EXTRA_SECONDS }),
        shown: fill(control.more, { n: EXTRA_SECONDS }),
        icon: "plus",
        run: () =>
          void session.command("round:extend", { round: now.round, seconds: EXTRA_SECONDS, attempt: randomId() }),
      });
    }
    const judged = now.phase === "open" || (now.phase === "reveal" && now.voided !== true && now.correctShare != null);
    if (judged) list.push({ id: "void", label: control.void, icon: "skip", run: () => void voidRound(now) });
    if (now.phase === "lobby") {
      list.push({
        id: "lock",
        label: now.locked ? lobby.unlock : lobby.lock,
        icon: now.locked ? "lock" : "unlock",
        run: lock,
      });
    }
    return list;
  };

  const inMenu = (now: HostSnapshotOf): Control[] => {
    const { control, lobby, pick, paper } = text();
    const list: Control[] = [
      {
        id: "theme",
        label: isNight() ? control.light : control.dark,
        icon: isNight() ? "sun" : "moon",
        run: () => {
          toggleTheme();
          repaint();
        },
      },
      { id: "full", label: isFull() ? control.fullExit : control.full, icon: "full", run: toggleFull },
    ];
    if (now.phase !== "lobby" && now.phase !== "finished") {
      const label = now.locked ? lobby.unlock : lobby.lock;
      list.push({ id: "lock", label, icon: now.locked ? "lock" : "unlock", run: lock });
      list.push({ id: "end", label: control.end, icon: "end", run: () => void end() });
    }
    if (now.phase !== "finished") {
      list.push({ id: "pick", label: pick.control, icon: "out", run: () => void pickPeople(session) });
    }
    list.push({ id: "paper", label: paper.control, icon: "paper", run: () => openPaper(session) });
    list.push({ id: "leave", label: control.leave, icon: "leave", run: () => session.leave() });
    return list;
  };

  const menu = (now: HostSnapshotOf): HTMLElement => {
    const { control } = text();
    const items = inMenu(now).map((each) => h("li", {}, button(each, "")));
    return h(
      "details",
      { class: "menu" },
      h("summary", { class: "control", dataset: { control: "menu" } }, icon("menu"), h("span", {}, control.menu)),
      h("ul", {}, items, h("li", {}, languageSwitch(redrawn)), h("li", { class: "keys" }, control.keys)),
    );
  };

  const closeMenu = (event: Event) => {
    const open = root.querySelector("details[open]");
    if (open !== null && !(event.target instanceof Node && open.contains(event.target))) open.removeAttribute("open");
  };
  const ends = [
    listenKeys({ forward, back, pause, lock, full: toggleFull }, () => screen()?.keys ?? {}),
    () => document.removeEventListener("pointerdown", closeMenu),
    () => document.removeEventListener("fullscreenchange", repaint),
  ];
  document.addEventListener("pointerdown", closeMenu);
  document.addEventListener("fullscreenchange", repaint);

  const controls: Controls = {
    root,
    draw: (now) => {
      snapshot = now;
      const focused =
        document.activeElement instanceof HTMLElement ? document.activeElement.dataset.control : undefined;
      const first = primary(now);
      bar.setAttribute("aria-label", text().control.toolbar);
      refill(
        bar,
        menu(now),
        quiet(now).map((each) => button(each, "quiet")),
        first && button(first, now.phase === "lobby" ? "primary" : "next"),
      );
      if (focused !== undefined) root.querySelector<HTMLElement>(`[data-control="${focused}"]`)?.focus();
    },
    stop: () => {
      for (const done of ends) done();
    },
  };
  return controls;
};
