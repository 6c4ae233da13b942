/** The player page: data, draw, listen, wire. */
import type { Value } from "../../../protocol/payloads.ts";
import { createAwake } from "../shared/awake.ts";
import { refill } from "../shared/dom.ts";
import { randomId } from "../shared/random.ts";
import { chooseScreen } from "./choose.ts";
import { createHeader, lostWords } from "./header.ts";
import { forgetDevice, keepCode, keepDraft, keepReply, keepSeat, keptCode, keptSeat } from "./kept.ts";
import { createLink } from "./link.ts";
import { connection, whenRefused } from "./opened.ts";
import { createOutbox } from "./outbox.ts";
import type { Actions, View } from "./screen.ts";
import { createSeating } from "./seating.ts";
import { soundOf } from "./sound.ts";
import { accept, emptyForm, type Play, UNKNOWN } from "./state.ts";
import { createStopwatch } from "./stopwatch.ts";
import { texts } from "./texts.ts";

const part = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}.`);
  return element;
};

const TICK_MS = 100;
const RELOAD_MS = 3000;

const address = new URLSearchParams(location.search);
const scanned = (name: string, form: RegExp) => form.exec((address.get(name) ?? "").toUpperCase())?.[0] ?? "";
const pin = scanned("pin", /^\d{6}$/);
/** From a printed card. It says who somebody is, so it does not stay in the address. */
const code = scanned("code", /^[A-Z0-9]{5}$/);
if (address.has("code")) history.replaceState(null, "", location.pathname + (pin === "" ? "" : `?pin=${pin}`));
if (code !== "") keepCode(code);

const kept = keptSeat();
/** A PIN or a card scanned just now wins over the seat of the last room. */
const seat = kept !== null && [kept.pin, ""].includes(pin) && [kept.code, ""].includes(code) ? kept : null;

const play: Play = {
  stage: seat ? "returning" : "join",
  form: emptyForm(pin, keptCode()),
  seat,
  ...UNKNOWN,
  linked: true,
  lost: false,
  outdated: false,
};

const main = part("screen");
const live = part("live");
const drawHeader = createHeader(part("header"));
const awake = createAwake();
const stopwatch = createStopwatch();
const { socket } = connection;
const outbox = createOutbox(
  play,
  connection.ask,
  () => seating.seated(),
  () => void seating.resume(),
  draw,
);
const seating = createSeating(play, connection, () => outbox.flush(), draw);

const respond = (value: Value) => {
  const { snapshot, seat } = play;
  if (snapshot?.phase !== "open" || seat === null || play.reply !== null) return;
  play.reply = {
    token: seat.token,
    round: snapshot.round,
    attempt: randomId(),
    value,
    elapsedMs: Math.round(stopwatch.elapsedMs()),
    status: "saving",
  };
  play.draft = null;
  play.unfit = false;
  keepReply(play.reply);
  draw();
  outbox.flush();
};

const act: Actions = {
  changed: draw,
  look: () => void seating.look(),
  join: () => void seating.join(),
  leave: seating.leave,
  continueHere: () => {
    play.stage = "returning";
    play.snapshot = null;
    connection.wake();
    draw();
  },
  keep: (draft) => {
    play.draft = draft;
    const { seat, snapshot } = play;
    if (seat && snapshot) keepDraft({ token: seat.token, round: snapshot.round, value: draft });
  },
  respond,
  forgetCode: () => {
    keepCode("");
    forgetDevice();
    play.form.code = "";
    draw();
  },
};

let shownKey = "";
let view: View | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function draw(): void {
  drawHeader(play);
  awake(play.stage === "room" && play.snapshot?.phase !== "finished");
  const screen = chooseScreen({ play, act, now: connection.serverNow });
  const [kind = "", round] = screen.key.split("|");
  if (screen.key !== shownKey) {
    const moved = shownKey.split("|")[0] !== kind;
    shownKey = screen.key;
    view = screen.build();
    const focused = document.activeElement?.id ?? "";
    refill(main, view.element);
    document.body.dataset.screen = kind;
    live.textContent = screen.say;
    soundOf(play);
    if (moved) scrollTo(0, 0);
    // A field that is drawn anew while it is typed in keeps the focus.
    const same = focused === "" ? null : document.getElementById(focused);
    (view.focus ?? same ?? main).focus({ preventScroll: true });
  } else view?.tick?.();
  if (kind === "open") stopwatch.showing(`${play.seat?.token} ${round}`, play.snapshot?.paused ?? false);
  clearTimeout(timer);
  if (view?.tick) timer = setTimeout(draw, untilNext());
}

/** Ms until the picture changes: soon, or exactly when the options show. */
function untilNext(): number {
  const { snapshot } = play;
  const wait = snapshot?.phase === "open" ? snapshot.openedAt - connection.serverNow() : TICK_MS;
  return wait > 0 ? Math.min(wait, TICK_MS) : TICK_MS;
}

const link = createLink((now) => {
  // A page that rests has let its connection go itself.
  const away = now !== "up" && play.stage !== "replaced";
  const lost = away && now === "lost";
  if (lost !== play.lost) live.textContent = lost ? lostWords(play) : texts().player.lost.back;
  Object.assign(play, { linked: !away, lost });
  draw();
});

const connected = () => {
  link(true);
  if (play.stage !== "replaced") void seating.resume();
};
socket.on("connect", connected);
socket.on("disconnect", () => link(false));
socket.on("snapshot", (snapshot) => {
  const { seat } = play;
  if (play.stage !== "room" || !accept(play, snapshot)) return;
  // Another tab may keep another seat: only what is new is kept.
  if (play.seat !== null && play.seat !== seat) keepSeat(play.seat);
  draw();
  void seating.follow();
});
socket.on("room:closed", ({ reason }) => {
  if (play.stage === "join") return;
  if (reason === "replaced") return seating.replaced();
  // The result stays to be read.
  if (reason !== "removed" && play.snapshot?.phase === "finished") return;
  seating.toDoor((texts) => texts.player.closed[reason]);
});

// What a page that slept missed is no loss yet.
document.addEventListener("visibilitychange", () => !document.hidden && !socket.connected && link(false));
draw();
if (socket.connected) connected();
else link(false);
whenRefused((code) => {
  if (code !== "protocol_unsupported" || play.outdated) return;
  play.outdated = true;
  // The server is newer than this page; the new page is one request away.
  setTimeout(() => location.reload(), RELOAD_MS * (1 + Math.random()));
  draw();
});
if (play.stage === "join" && play.form.step === "nickname") act.look();
