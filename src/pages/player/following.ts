/** Into the next game with the same people, which the last screen tells of. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { PlayerAnswers } from "../../../protocol/events.ts";
import type { Connection } from "../shared/connection.ts";
import { joinAttempt, keptDevice } from "./kept.ts";
import { later, persist } from "./persist.ts";
import { isOutside, type Play, type Seat } from "./state.ts";

/** Refusals after which the last screen stays. */
const STAY: readonly ErrorCode[] = ["room_not_found", "removed", "rate_limited", "store_unavailable", "internal"];

/** What one brings along. */
const comingAlong = ({ nickname, code, token }: Seat, pin: string) => {
  const wanted = { pin, nickname, ...(code === "" ? {} : { code, device: keptDevice() }), from: token };
  return { ...wanted, attempt: joinAttempt(wanted) };
};

interface Heard {
  changed(): void;
  arrived(joined: PlayerAnswers["room:join"], pin: string): void;
  /** The room does not take this seat along as it is: its door has to be shown. */
  refused(seat: Seat, pin: string, code: ErrorCode): Promise<void>;
}

/** The returned function follows what the last screen says; each next game is tried until it has answered. */
export const createFollowing = (play: Play, ask: Connection<"/player">["ask"], heard: Heard): (() => Promise<void>) => {
  let tried: string | undefined;
  return async () => {
    const { seat, snapshot } = play;
    const pin = snapshot?.phase === "finished" ? snapshot.next?.pin : undefined;
    if (pin === undefined || seat === null || tried === pin || play.moving) return;
    play.moving = true;
    heard.changed();
    // Not all phones of a hall in the same moment, and long enough to be read.
    await later();
    // The seat may be taken again meanwhile, on a new connection, or be given up.
    const same = () => play.seat?.token === seat.token;
    const answer = await persist(ask, comingAlong(seat, pin), same, () => undefined);
    play.moving = false;
    if (!same()) {
      if (answer?.ok && isOutside(play)) void ask("room:leave", {});
      return heard.changed();
    }
    // Without an answer it is tried again when the connection is back.
    if (answer !== null) tried = pin;
    const code = answer?.ok === false ? answer.error.code : undefined;
    if (answer?.ok) heard.arrived(answer, pin);
    else if (code === undefined || STAY.includes(code)) heard.changed();
    else await heard.refused(seat, pin, code);
  };
};
