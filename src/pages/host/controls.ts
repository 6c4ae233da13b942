/** The host's controls at the bottom right: the next step first, the rest quiet; the same things by keyboard. */
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { fill, languageSwitch } from "../shared/language.ts";
import { placeOf } from "../shared/place.ts";
import { createActs } from "./acts.ts";
import { type Control, controlButton } from "./control.ts";
import { showHelp } from "./help.ts";
import { icon } from "./icons.ts";
import { listenKeys, shutMenu } from "./keys.ts";
import { openPaper } from "./paper.ts";
import { openPeople } from "./people-panel.ts";
import { createPresses } from "./presses.ts";
import { showRemote } from "./remote.ts";
import type { Screen, Step, Steps } from "./screen.ts";
import type { Session } from "./session.ts";
import { isSounding, toggleSound } from "./sound.ts";
import { texts } from "./texts.ts";
import { isFull, isNight, toggleFull, toggleTheme } from "./theme.ts";
import { showVoidList } from "./void-list.ts";

/** Seconds that one press adds to an open round. */
const EXTRA_SECONDS = [10, 30];

export interface Controls {
  root: HTMLElement;
  draw(snapshot: HostSnapshotOf): void;
  stop(): void;
}

/** The controls of a room. `screen` is the one that stands; `redrawn` is called after the language has changed. */
export const createControls = (session: Session, screen: () => Screen<never> | null, redrawn: () => void): Controls => {
  const bar = h("div", { class: "controls", role: "group" });
  const root = h("footer", {}, bar);
  let snapshot: HostSnapshotOf | null = null;
  const acts = createActs(session);
  const presses = createPresses();
  const people = () => void openPeople(session);

  const text = () => texts().host;
  const steps = (): Steps | null => screen()?.steps?.() ?? null;

  const repaint = () => snapshot !== null && controls.draw(snapshot);
  const take = (step: Step) => {
    step.take();
    repaint();
  };
  const forward = () => {
    if (!presses.meant()) return;
    const own = steps()?.forward;
    if (own) take(own);
    else if (snapshot?.phase !== "finished") void acts.advance();
  };
  const back = () => {
    const own = steps()?.back;
    if (own) take(own);
  };
  /** What the next step shows, in words; screens that know more than the room say it themselves. */
  const aheadLabel = (now: HostSnapshotOf): string | null => {
    const { control } = text();
    const { phase, ahead } = now;
    if (phase === "lobby") return control.start;
    if (phase === "finished" || ahead === undefined) return steps()?.forward?.label ?? null;
    if (ahead.phase === "reveal") return control.close;
    if (ahead.phase === "open" && phase === "preview") return control.openNow;
    if (ahead.phase === "leaderboard") return control.leaderboard;
    if (ahead.phase === "finished") return control.finish;
    const place = placeOf({ ...now, ...ahead });
    return place ? fill(control.nextRound, place) : control.nextSlide;
  };
  const primary = (now: HostSnapshotOf): Control | null => {
    const label = aheadLabel(now);
    return label === null ? null : { id: "next", label, icon: now.phase === "open" ? "close" : "next", run: forward };
  };

  const lockControl = ({ locked }: HostSnapshotOf): Control => {
    const { lobby } = text();
    return { id: "lock", label: locked ? lobby.unlock : lobby.lock, icon: locked ? "lock" : "unlock", run: acts.lock };
  };
  const skipControl = (): Control => {
    const { control } = text();
    return { id: "skip", label: control.skip, icon: "forward", run: () => void acts.skip() };
  };

  const quiet = (now: HostSnapshotOf): Control[] => {
    const { control, panel } = text();
    const timed = now.phase === "open" && now.deadline !== null;
    const list: Control[] = [];
    const previous = steps()?.back;
    if (previous) list.push({ id: "back", label: previous.label, icon: "back", run: back });
    if (now.phase !== "finished") list.push({ id: "people", label: panel.title, icon: "people", run: people });
    const waits = (now.phase === "preview" && now.opensAt !== null) || now.ahead?.at !== undefined;
    if (timed || waits || now.paused) {
      const label = now.paused ? control.goOn : control.pause;
      list.push({ id: "pause", label, icon: now.paused ? "play" : "pause", run: acts.pause });
    }
    for (const n of timed ? EXTRA_SECONDS : []) {
      const label = fill(control.moreLabel, { n });
      list.push({
        id: `extend-${n}`,
        label,
        shown: fill(control.more, { n }),
        icon: "plus",
        run: () => acts.extend(n),
      });
    }
    if (now.phase === "preview" || now.phase === "open") list.push({ ...skipControl(), id: "skip-now", remote: true });
    if (now.phase === "reveal" && now.voided !== true && now.correctShare != null) {
      list.push({ id: "void", label: control.void, icon: "skip", run: () => void acts.voidRound() });
    }
    if (now.phase === "lobby") {
      list.push(lockControl(now));
      if (document.fullscreenEnabled && !isFull()) list.push(fullControl());
    }
    return list;
  };

  const sound = () => {
    toggleSound();
    repaint();
  };
  const fullControl = (): Control => {
    const { control } = text();
    return { id: "full", label: isFull() ? control.fullExit : control.full, icon: "full", run: toggleFull };
  };
  const soundControl = (): Control => {
    const { control } = text();
    return isSounding()
      ? { id: "sound", label: control.soundOff, icon: "silent", run: sound }
      : { id: "sound", label: control.sound, icon: "sound", run: sound };
  };

  const inMenu = (now: HostSnapshotOf): Control[] => {
    const { control, panel, voiding, remote, help, paper } = text();
    const list: Control[] = [];
    if (now.phase === "preview" || now.phase === "open") list.push(skipControl());
    if (now.phase === "open") {
      list.push({ id: "void", label: control.void, icon: "skip", run: () => void acts.voidRound() });
    }
    if (now.phase === "finished") {
      const { perItem } = now;
      if (perItem) {
        list.push({ id: "void", label: voiding.control, icon: "skip", run: () => showVoidList(session, perItem) });
      }
      list.push({ id: "people", label: panel.title, icon: "people", run: people });
    }
    if (now.phase !== "lobby" && now.phase !== "finished") {
      list.push(lockControl(now));
      list.push({ id: "end", label: control.end, icon: "end", run: () => void acts.end() });
    }
    const theme = () => {
      toggleTheme();
      repaint();
    };
    const night = isNight();
    list.push(
      { id: "theme", label: night ? control.light : control.dark, icon: night ? "sun" : "moon", run: theme },
      soundControl(),
      fullControl(),
    );
    if (now.phase !== "finished") {
      list.push({ id: "remote", label: remote.control, icon: "phone", run: () => showRemote(now) });
    }
    list.push({ id: "paper", label: paper.control, icon: "paper", run: () => openPaper(session) });
    list.push({ id: "help", label: help.title, icon: "keys", run: showHelp });
    list.push({ id: "leave", label: control.leave, icon: "leave", run: () => session.leave() });
    return list;
  };

  const menu = (now: HostSnapshotOf): HTMLElement => {
    const { control } = text();
    // What has been chosen stands on its own: the menu closes.
    const chosen = (run: () => void) => () => {
      shutMenu();
      run();
    };
    const items = inMenu(now).map((each) => h("li", {}, controlButton({ ...each, run: chosen(each.run) }, "")));
    return h(
      "details",
      // A snapshot that comes meanwhile leaves it as it is.
      { class: "menu", open: bar.querySelector("details[open]") !== null },
      h("summary", { class: "control", dataset: { control: "menu" } }, icon("menu"), h("span", {}, control.menu)),
      h("ul", {}, items, h("li", {}, languageSwitch(redrawn))),
    );
  };

  const closeMenu = (event: Event) => {
    const open = root.querySelector("details[open]");
    if (open !== null && !(event.target instanceof Node && open.contains(event.target))) open.removeAttribute("open");
  };
  const ends = [
    listenKeys(
      {
        ...{ forward, back, people, pause: acts.pause, lock: acts.lock, full: toggleFull, sound, help: showHelp },
        more: () => acts.extend(EXTRA_SECONDS[0] ?? 0),
      },
      () => screen()?.keys ?? {},
    ),
    () => document.removeEventListener("pointerdown", closeMenu),
    () => document.removeEventListener("fullscreenchange", repaint),
  ];
  document.addEventListener("pointerdown", closeMenu);
  document.addEventListener("fullscreenchange", repaint);

  const controls: Controls = {
    root,
    draw: (now) => {
      // It was opened over another screen, and would stand over this one.
      if (snapshot?.phase !== now.phase || snapshot.round !== now.round) shutMenu();
      snapshot = now;
      presses.stands(`${now.phase} ${now.round}`);
      const { activeElement } = document;
      const focused =
        activeElement instanceof HTMLElement && bar.contains(activeElement)
          ? (activeElement.dataset.control ?? "menu")
          : undefined;
      const first = primary(now);
      bar.setAttribute("aria-label", text().control.toolbar);
      refill(
        bar,
        menu(now),
        quiet(now).map((each) => controlButton(each, "quiet")),
        first && controlButton(first, now.phase === "lobby" ? "primary" : "next"),
      );
      // What is no more, or in the closed menu, leaves the keyboard to the menu's button.
      for (const id of focused === undefined ? [] : [focused, "menu"]) {
        if (!bar.contains(document.activeElement)) bar.querySelector<HTMLElement>(`[data-control="${id}"]`)?.focus();
      }
    },
    stop: () => {
      for (const done of ends) done();
    },
  };
  return controls;
};
