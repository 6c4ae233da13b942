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
  /** The attempts that wait for their answers. */
  const waiting = new Set<string>();
  let again: ReturnType<typeof setTimeout> | undefined;

  const settle = (reply: Reply, status: Reply["status"]) => {
    const settled = { ...reply, status };
    if (play.reply?.attempt === reply.attempt) {
      play.reply = settled;
      keepReply(settled);
    } else play.earlier = status === "late" ? settled : null;
    changed();
  };

  /** It does not fit the question, and nothing is stored: there is another try as long as the round is open. */
  const giveBack = (reply: Reply) => {
    if (play.snapshot?.phase !== "open" || play.reply?.attempt !== reply.attempt) return settle(reply, "refused");
    keepReply(null);
    Object.assign(play, { reply: null, draft: reply.value, unfit: true });
    changed();
  };

  const send = async (reply: Reply): Promise<void> => {
    const { round, attempt, value, elapsedMs } = reply;
    waiting.add(attempt);
    const answer = await ask("response:submit", { round, attempt, value, elapsedMs });
    waiting.delete(attempt);
    // The seat may have been given up while the answer was under way.
    if (![play.reply?.attempt, play.earlier?.attempt].includes(attempt)) return;
    if (answer?.ok) return settle(reply, "sent");
    const code = answer?.error.code;
    // The seat has answered from another screen: what stands is not what was chosen here.
    if (code === "already_responded") return settle({ ...reply, value: [] }, "sent");
    if (code === "invalid_payload") return giveBack(reply);
    const final = code && FINAL[code];
    if (final !== undefined) return settle(reply, final);
    // Page and server disagree about the seat; when it is back, the response goes along.
    if (code === "not_joined") again = setTimeout(resume, AGAIN_MS);
    // Silence has taken its two seconds already.
    else again = setTimeout(flush, answer === null ? 0 : AGAIN_MS);
  };

  const flush = () => {
    clearTimeout(again);
    for (const reply of [play.earlier, play.reply]) {
      if (reply?.status !== "saving" || waiting.has(reply.attempt)) continue;
      if (reply.token === play.seat?.token && seated()) void send(reply);
    }
  };
  return { flush };
};
