/** Getting a seat, getting it back, giving it up. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { Connection } from "../shared/connection.ts";
import { joinAnswered, joinAttempt, keepCode, keepReply, keepSeat, keptCode, keptReply } from "./kept.ts";
import { accept, emptyForm, type Fault, type Play, type Seat, type Texts } from "./state.ts";

const TRIES = 5;
const AGAIN_MS = 1000;
/** Refusals after which the kept seat is worth nothing. */
const GONE: readonly ErrorCode[] = ["removed", "room_not_found", "unauthorized", "not_joined", "invalid_payload"];

export interface Seating {
  join(): Promise<void>;
  /** Takes the kept seat on this connection; does nothing without one. */
  resume(): Promise<void>;
  leave(): void;
  /** Forgets the seat and shows the PIN again, with a sentence. */
  toDoor(say: ((texts: Texts) => string) | null): void;
  /** This connection holds the seat. */
  seated(): boolean;
}

const faultAt = (code: ErrorCode): Fault["at"] =>
  code === "room_not_found" ? "pin" : code === "code_invalid" ? "code" : "nickname";

/** `arrived` is called when a seat has been taken on this connection, `changed` redraws. */
export const createSeating = (
  play: Play,
  { socket, ask }: Connection<"/player">,
  arrived: () => void,
  changed: () => void,
): Seating => {
  /** The connection that holds the seat. */
  let holder: string | undefined;

  const take = (seat: Seat) => {
    play.seat = seat;
    play.stage = "room";
    holder = socket.id;
    keepSeat(seat);
    keepCode(seat.code);
    arrived();
    changed();
  };

  const toDoor: Seating["toDoor"] = (say) => {
    const pin = play.seat?.pin ?? play.form.pin;
    Object.assign(play, { stage: "join", seat: null, snapshot: null, total: 0, reply: null, draft: null });
    play.form = { ...emptyForm("", keptCode()), pin: say ? pin : "", fault: say && { at: "pin", say } };
    holder = undefined;
    keepSeat(null);
    keepReply(null);
    changed();
  };

  const refuseJoin = (code: ErrorCode) => {
    const { form } = play;
    const at = faultAt(code);
    if (at === "pin") form.step = "pin";
    if (at === "code") form.withCode = true;
    form.fault = { at, say: (texts) => texts.errors[code] };
  };

  const join = async () => {
    const { form } = play;
    const { pin } = form;
    const nickname = form.nickname.trim();
    const code = form.code.trim();
    const attempt = joinAttempt(pin, nickname, code);
    form.busy = true;
    form.fault = null;
    changed();
    const payload = { pin, nickname, attempt, ...(code === "" ? {} : { code }) };
    let answer = await ask("room:join", payload);
    for (let i = 1; i < TRIES && answer === null; i++) answer = await ask("room:join", payload);
    form.busy = false;
    if (answer?.ok) {
      joinAnswered();
      Object.assign(play, { snapshot: null, total: 0, reply: null, draft: null });
      accept(play, answer.snapshot);
      // A `?pin=` in the address means a code scanned just now; from here on the seat counts.
      history.replaceState(null, "", location.pathname);
      take({ token: answer.token, nickname: answer.nickname, code: answer.code, pin });
      return;
    }
    if (answer === null) form.fault = { at: "nickname", say: (texts) => texts.player.join.unanswered };
    else refuseJoin(answer.error.code);
    changed();
  };

  const resume = async (): Promise<void> => {
    const { seat } = play;
    const { id } = socket;
    if (seat === null || id === undefined) return;
    const answer = await ask("room:resume", { token: seat.token });
    // Another connection asks for itself; a seat given up meanwhile is not taken back.
    if (socket.id !== id || play.seat?.token !== seat.token) return;
    if (answer?.ok) {
      play.total = answer.total;
      play.reply ??= keptReply(seat.token);
      accept(play, answer.snapshot);
      return take({ ...seat, nickname: answer.nickname, code: answer.code });
    }
    if (answer !== null && GONE.includes(answer.error.code)) {
      const { code } = answer.error;
      // The result stays on the screen after its room has gone.
      if (play.snapshot?.phase === "finished") return keepSeat(null);
      return toDoor((texts) => (code === "removed" ? texts.errors.removed : texts.player.join.ended));
    }
    setTimeout(() => void (holder !== socket.id && resume()), answer === null ? 0 : AGAIN_MS);
  };

  return {
    join,
    resume,
    toDoor,
    seated: () => holder !== undefined && holder === socket.id,
    leave: () => {
      void ask("room:leave", {});
      toDoor(null);
    },
  };
};
