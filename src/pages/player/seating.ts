/** Getting a seat, getting it back, giving it up. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { PlayerAnswers } from "../../../protocol/events.ts";
import type { Connection } from "../shared/connection.ts";
import { createFollowing } from "./following.ts";
import { forgetSeat, joinAnswered, joinAttempt, keepCode, keepSeat, keptCode, keptDevice, recover } from "./kept.ts";
import { isTooFast, later, persist, SILENCES } from "./persist.ts";
import {
  accept,
  applicant,
  CODED,
  emptyForm,
  type Fault,
  isOutside,
  type JoinForm,
  looked,
  needsTeam,
  type Play,
  type Seat,
  type Texts,
  UNKNOWN,
} from "./state.ts";

const AGAIN_MS = 1000;
/** Looks that may be refused: so many seconds after each the next one, and in the end the PIN is doubted. */
const LOOKS_AFTER_S = [1, 2, 4, 8];
/** Refusals after which the kept seat is worth nothing. */
const GONE: readonly ErrorCode[] = ["removed", "room_not_found", "unauthorized", "not_joined", "invalid_payload"];

export interface Seating {
  /** Asks the room how people are known in it; one that does not say gives codes. */
  look(): Promise<void>;
  join(): Promise<void>;
  /** Takes the kept seat on this connection; does nothing without one. */
  resume(): Promise<void>;
  /** Another screen has taken the seat: this page rests until somebody taps. */
  replaced(): void;
  /** Into the next game with the same people, if the last screen says that there is one. */
  follow(): Promise<void>;
  leave(): void;
  /** Forgets the seat and shows the PIN again, with a sentence. */
  toDoor(say: ((texts: Texts) => string) | null): void;
  /** This connection holds the seat. */
  seated(): boolean;
}

/** Where the form says who one is, and so where to say what is wrong with it. */
const WHO: Record<JoinForm["by"], Fault["at"]> = { name: "nickname", person: "person", code: "code" };
const AT: Partial<Record<ErrorCode, Fault["at"]>> = {
  room_not_found: "pin",
  code_invalid: "code",
  team_unknown: "team",
};

/** `arrived` is called when a seat has been taken on this connection, `changed` redraws. */
export const createSeating = (
  play: Play,
  { socket, ask, rest }: Connection<"/player">,
  arrived: () => void,
  changed: () => void,
): Seating => {
  /** The connection that holds the seat. */
  let holder: string | undefined;
  /** The token of the seat that this page has held: it comes back to it by itself, until another screen has taken it. */
  let taken: string | undefined;

  const take = (seat: Seat) => {
    play.seat = seat;
    play.stage = "room";
    holder = socket.id;
    taken = seat.token;
    keepSeat(seat);
    // An anonymous room gives none; the one of other rooms stays.
    if (seat.code !== "") keepCode(seat.code);
    arrived();
    changed();
  };

  const toDoor: Seating["toDoor"] = (say) => {
    const { pin, nickname } = play.seat ?? play.form;
    if (play.seat !== null) forgetSeat(play.seat);
    Object.assign(play, { ...UNKNOWN, stage: "join", seat: null });
    play.form = { ...emptyForm("", keptCode()), ...(say && { pin, nickname, fault: { at: "pin", say } }) };
    holder = undefined;
    changed();
  };

  const look = async (): Promise<void> => {
    const { form } = play;
    const { pin } = form;
    let silent = 0;
    let refused = 0;
    let answer = await ask("room:look", { pin });
    // Meanwhile another PIN may have been chosen.
    const other = () => play.form !== form || form.step === "pin" || form.pin !== pin;
    while (!other() && (answer === null ? ++silent < SILENCES : isTooFast(answer))) {
      if (answer !== null) {
        // Behind one address many phones may look at once, or many PINs have been wrong.
        const seconds = LOOKS_AFTER_S[refused++];
        if (seconds === undefined) break;
        form.crowded = form.look === null;
        changed();
        await later(seconds);
      }
      if (!other()) answer = await ask("room:look", { pin });
    }
    if (other()) return;
    form.crowded = false;
    const code = answer?.ok === false ? answer.error.code : undefined;
    // How people are known in a room is never guessed after a refusal.
    const doubted = code === "rate_limited" && form.look === null;
    if (code === "room_not_found" || doubted) refuseJoin(code);
    else {
      // What a removal took away from the form is there again for another room.
      if (form.look === null) form.code ||= keptCode();
      looked(form, answer?.ok ? answer : (form.look ?? CODED));
    }
    changed();
  };

  /** `crowded`: it was refused for the number of those who join. */
  const refuseJoin = (code: ErrorCode, crowded = false) => {
    const { form } = play;
    const { by } = form;
    if (code === "removed") {
      joinAnswered();
      // With its code one would be that seat again, which stays out; the browser keeps the code.
      Object.assign(form, { code: "", withCode: false, by: form.look?.identity === "roster" ? "person" : "name" });
    }
    const at = code === "rate_limited" && !crowded ? "pin" : (AT[code] ?? WHO[form.by]);
    if (at === "pin") form.step = "pin";
    else form.step = at === "team" ? "team" : "nickname";
    if (at === "code") form.withCode = true;
    const say = ({ errors, player: { join } }: Texts): string => {
      if (code === "removed") return join.removed;
      if (code === "rate_limited") return crowded ? join.full : join.pinDoubted;
      // Without a name only a code of the list is let in.
      return by === "code" && code === "nickname_invalid" ? join.codeUnknown : errors[code];
    };
    form.fault = { at, say, calm: code === "removed" };
    if (at === "person" || at === "team") void look();
  };

  const moveTo = ({ snapshot, token, nickname, code }: PlayerAnswers["room:join"], pin: string) => {
    joinAnswered();
    Object.assign(play, UNKNOWN);
    accept(play, snapshot);
    take({ token, nickname, code, pin });
  };

  const join = async () => {
    const { form } = play;
    if (needsTeam(form)) {
      form.step = "team";
      form.fault = null;
      void look();
      return changed();
    }
    const { pin } = form;
    const device = form.look?.identity === "anonymous" ? {} : { device: keptDevice() };
    const wanted = { pin, ...applicant(form), ...device };
    const payload = { ...wanted, attempt: joinAttempt(wanted) };
    form.busy = true;
    form.fault = null;
    changed();
    const same = () => play.form === form;
    const answer = await persist(ask, payload, same, () => {
      if (form.crowded) return;
      form.crowded = true;
      changed();
    });
    // Another PIN was wanted meanwhile: whoever was let in all the same goes out again.
    if (!same()) return void (answer?.ok && isOutside(play) && ask("room:leave", {}));
    const { crowded } = form;
    form.busy = false;
    form.crowded = false;
    if (answer?.ok) {
      // A `?pin=` in the address means a code scanned just now; from here on the seat counts.
      history.replaceState(null, "", location.pathname);
      return moveTo(answer, pin);
    }
    if (answer === null) form.fault = { at: WHO[form.by], say: (texts) => texts.player.join.unanswered };
    else refuseJoin(answer.error.code, crowded);
    changed();
  };

  const follow = createFollowing(play, ask, {
    changed,
    arrived: moveTo,
    refused: async (seat, pin, code) => {
      forgetSeat(seat);
      Object.assign(play, { ...UNKNOWN, stage: "join", seat: null });
      play.form = { ...emptyForm(pin, seat.code), nickname: seat.nickname };
      holder = undefined;
      changed();
      await look();
      refuseJoin(code);
      changed();
    },
  });

  const replaced = () => {
    play.stage = "replaced";
    holder = undefined;
    taken = undefined;
    rest();
    changed();
  };

  const resume = async (): Promise<void> => {
    const { seat } = play;
    const { id } = socket;
    if (seat === null || id === undefined) return;
    holder = undefined;
    const answer = await ask("room:resume", { token: seat.token, again: seat.token === taken });
    // Another connection asks for itself; a seat given up meanwhile is not taken back.
    if (socket.id !== id || play.seat?.token !== seat.token) return;
    if (answer?.ok) {
      play.total = answer.total;
      accept(play, answer.snapshot);
      recover(play, seat.token, answer.snapshot.round);
      take({ ...seat, nickname: answer.nickname, code: answer.code });
      return void follow();
    }
    if (answer?.error.code === "replaced") return replaced();
    if (answer !== null && GONE.includes(answer.error.code)) {
      const { code } = answer.error;
      // The result stays on the screen after its room has gone.
      if (play.snapshot?.phase === "finished") return forgetSeat(seat);
      return toDoor((texts) => (code === "removed" ? texts.errors.removed : texts.player.join.ended));
    }
    setTimeout(() => void (holder !== socket.id && resume()), answer === null ? 0 : AGAIN_MS);
  };

  return {
    look,
    join,
    resume,
    replaced,
    toDoor,
    follow,
    seated: () => holder !== undefined && holder === socket.id,
    leave: () => {
      void ask("room:leave", {});
      toDoor(null);
    },
  };
};
