/** The frame around every screen of a room: where we are, how to join, the controls; it chooses the screen by phase. */
import type { ResponsesCountedOf, RosterChangedOf } from "../../../protocol/pushes.ts";
import type { HostSnapshotOf } from "../../../protocol/snapshots.ts";
import { h, refill } from "../shared/dom.ts";
import { counted, fill, fillNodes, speakQuiz } from "../shared/language.ts";
import { placeOf } from "../shared/place.ts";
import { groupedPin, joinAddress } from "./address.ts";
import { createControls } from "./controls.ts";
import { createCountdown } from "./countdown.ts";
import { drawFinished } from "./finished.ts";
import { createGlance } from "./glance.ts";
import { joinUrlOf } from "./joining.ts";
import { drawLeaderboard } from "./leaderboard.ts";
import { drawLobby } from "./lobby.ts";
import { say } from "./notices.ts";
import { drawOpen } from "./open.ts";
import { drawPreview } from "./preview.ts";
import { ribbon } from "./rehearsal.ts";
import { drawReveal } from "./reveal.ts";
import type { Screen } from "./screen.ts";
import type { Session } from "./session.ts";
import { cueOf, play } from "./sound.ts";
import { texts } from "./texts.ts";

export interface Stage {
  root: HTMLElement;
  show(snapshot: HostSnapshotOf): void;
  counted(counted: ResponsesCountedOf): void;
  roster(changed: RosterChangedOf): void;
  /** Draws everything anew: language or theme changed. */
  redraw(): void;
  stop(): void;
}

const draw = (snapshot: HostSnapshotOf, session: Session): Screen<never> => {
  switch (snapshot.phase) {
    case "lobby":
      return drawLobby(snapshot, session);
    case "preview":
      return drawPreview(snapshot, session);
    case "open":
      return drawOpen(snapshot, session);
    case "reveal":
      return drawReveal(snapshot, session);
    case "leaderboard":
      return drawLeaderboard(snapshot, session);
    case "finished":
      return drawFinished(snapshot, session);
  }
};

const where = (snapshot: HostSnapshotOf): HTMLElement => {
  const { title, phase } = snapshot;
  const place = phase === "lobby" || phase === "finished" ? null : placeOf(snapshot);
  return h(
    "p",
    { class: "where" },
    h("bdi", { class: "where-title", lang: snapshot.language }, title),
    place && h("span", {}, `\u00a0·\u00a0 ${fill(texts().host.roundOf, place)}`),
  );
};

const pill = (snapshot: HostSnapshotOf): HTMLElement | null => {
  if (snapshot.phase === "lobby") return null;
  const { host } = texts();
  const joinable = snapshot.phase === "preview" || snapshot.phase === "open";
  let left = joinAddress(joinUrlOf(snapshot));
  if (snapshot.phase === "reveal" && snapshot.prompt) {
    left = fill(host.reveal.answered, { responded: snapshot.responded, of: snapshot.of });
  } else if (!joinable && "of" in snapshot) {
    left = fill(counted(host.people, snapshot.of), { n: snapshot.of });
  }
  const pin = fillNodes("{label} {pin}", { label: host.lobby.pin, pin: h("b", {}, groupedPin(snapshot.pin)) });
  return h("p", { class: "pill tabular" }, h("span", {}, left), snapshot.phase !== "finished" && h("span", {}, pin));
};

/** The stage of one room. `redrawn` is called when a control changes the language. */
export const createStage = (session: Session, redrawn: () => void): Stage => {
  let screen: Screen<never> | null = null;
  let drawn = "";

  const top = h("header", { class: "top" });
  const glance = createGlance(session);
  const scene = h("main", { class: "scene" });
  const root = h("div", { class: "stage" }, top, scene);
  /** The time until the room goes on by itself. */
  const rest = createCountdown(session.serverNow);
  root.append(rest.line);
  let restsUntil: number | undefined;

  const drawRest = ({ ahead }: HostSnapshotOf) => {
    const until = ahead?.at;
    rest.line.hidden = until === undefined;
    if (until === undefined) rest.stop();
    else if (until !== restsUntil) rest.set({ totalMs: 1, until });
    restsUntil = until;
  };

  const stage: Stage = {
    root,
    show: (next) => {
      speakQuiz(next.language);
      const name = `${next.phase} ${next.round}`;
      refill(top, h("div", { class: "top-left" }, where(next), ribbon(next)), glance.root, pill(next));
      glance.draw();
      root.dataset.phase = next.phase;
      // The screen was drawn for this phase, which the compiler cannot know of a union.
      const updated = name === drawn && screen?.update?.(next as never) === true;
      if (!updated) {
        screen?.stop?.();
        const fresh = draw(next, session);
        scene.replaceChildren(fresh.root);
        if (name !== drawn) {
          say(fresh.said);
          scrollTo(0, 0);
        }
        const cue = cueOf(next);
        // A page that has just been loaded has missed the moment.
        if (name !== drawn && drawn !== "" && cue !== null) play(cue);
        screen = fresh;
        drawn = name;
      }
      drawRest(next);
      controls.draw(next);
      screen?.placed?.();
    },
    counted: (change) => screen?.counted?.(change),
    roster: (change) => screen?.roster?.(change),
    redraw: () => {
      screen?.stop?.();
      screen = null;
      scene.replaceChildren();
      if (session.snapshot !== null) stage.show(session.snapshot);
    },
    stop: () => {
      screen?.stop?.();
      glance.stop();
      rest.stop();
      observer.disconnect();
      controls.stop();
    },
  };
  const controls = createControls(session, () => screen, redrawn);
  root.append(controls.root);
  const observer = new ResizeObserver(() => screen?.placed?.());
  observer.observe(scene);
  // A picture that comes later takes room from the words beside it; its load does not bubble.
  scene.addEventListener("load", () => screen?.placed?.(), true);
  document.fonts.ready.then(
    () => screen?.placed?.(),
    () => undefined,
  );
  return stage;
};
