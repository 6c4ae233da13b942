/** Sends the kept response until it is acknowledged: same attempt, after every silence, reconnection and reload. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { Connection } from "../shared/connection.ts";
import { keepReply } from "./kept.ts";
import type { Play, Reply } from "./state.ts";

const AGAIN_MS = 1000;
/** What says that asking again cannot help. The round may have closed while the phone was away. */
const FINAL: Partial<Record<ErrorCode, Reply["status"]>> = {
  round_closed: "late",
  attempt_reused: "refused",
  invalid_payload: "refused",
  payload_too_large: "refused",
  removed: "refused",
  room_not_found: "refused",
  round_unknown: "refused",
};

export interface Outbox {
  /** Sends now, if there is something to send and the seat is known on this connection. */
  flush(): void;
}

/** `seated` says whether this connection has its seat back, `resume` asks for it; `changed` redraws. */
export const createOutbox = (
  play: Play,
  ask: Connection<"/player">["ask"],
  seated: () => boolean,
  resume: () => void,
  changed: () => void,
): Outbox => {
  /** The attempt that waits for its answer. */
  let waiting: string | null = null;
  let again: ReturnType<typeof setTimeout> | undefined;

  const settle = (reply: Reply, status: Reply["status"]) => {
    play.reply = { ...reply, status };
    keepReply(play.reply);
    changed();
  };

  const send = async (reply: Reply): Promise<void> => {
    const { round, attempt, value, elapsedMs } = reply;
    waiting = attempt;
    const answer = await ask("response:submit", { round, attempt, value, elapsedMs });
    if (waiting === attempt) waiting = null;
    // The room may have moved on while the answer was under way.
    if (play.reply?.attempt !== attempt) return;
    if (answer?.ok) return settle(reply, "sent");
    const final = answer === null ? undefined : FINAL[answer.error.code];
    // The seat has answered from another screen: what stands is not what was chosen here.
    if (answer?.error.code === "already_responded") return settle({ ...reply, value: [] }, "sent");
    if (final !== undefined) return settle(reply, final);
    // Page and server disagree about the seat; when it is back, the response goes along.
    if (answer?.error.code === "not_joined") again = setTimeout(resume, AGAIN_MS);
    // Silence has taken its two seconds already.
    else again = setTimeout(flush, answer === null ? 0 : AGAIN_MS);
  };

  const flush = () => {
    clearTimeout(again);
    const { reply, seat } = play;
    if (reply?.status !== "saving" || reply.attempt === waiting) return;
    if (reply.token === seat?.token && seated()) void send(reply);
  };
  return { flush };
};
