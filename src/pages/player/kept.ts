/** What this browser keeps of a person: the code for ever, the seat for the room, the response and its draft until the round is over. */
import type { Value } from "../../../protocol/payloads.ts";
import { randomId } from "../shared/random.ts";
import { recall, recallJson, remember } from "../shared/storage.ts";
import type { Play, Reply, Seat } from "./state.ts";

const CODE = "cermat.code";
const SEAT = "cermat.seat";
const REPLY = "cermat.reply";
const DRAFT = "cermat.draft";
const ATTEMPT = "cermat.join";
const DEVICE = "cermat.device";

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const allText = (value: Record<string, unknown>, ...names: string[]) =>
  names.every((name) => typeof value[name] === "string");

export const keptCode = (): string => recall(CODE) ?? "";
export const keepCode = (code: string): void => void remember(CODE, code === "" ? null : code);

/** The same random text for as long as this browser keeps anything; made when it is first asked for. */
export const keptDevice = (): string => {
  const kept = recall(DEVICE) ?? "";
  if (/^[\w-]{22,64}$/.test(kept)) return kept;
  const fresh = randomId();
  remember(DEVICE, fresh);
  return fresh;
};

/** Whoever says "that is not me" is somebody else, on a phone of their own as far as pairing knows. */
export const forgetDevice = (): void => void remember(DEVICE, null);

export const keptSeat = (): Seat | null => {
  const value = recallJson(SEAT);
  return isRecord(value) && allText(value, "token", "nickname", "code", "pin") ? (value as unknown as Seat) : null;
};
export const keepSeat = (seat: Seat): void => void remember(SEAT, JSON.stringify(seat));

/** The response kept for a seat, or null when it is another seat's. */
export const keptReply = (token: string): Reply | null => {
  const value = recallJson(REPLY);
  const sound = isRecord(value) && allText(value, "token", "attempt", "status") && typeof value.round === "number";
  return sound && value.token === token ? (value as unknown as Reply) : null;
};
export const keepReply = (reply: Reply | null): void => void remember(REPLY, reply && JSON.stringify(reply));

interface Draft {
  token: string;
  round: number;
  value: Value;
}

export const keepDraft = (draft: Draft): void => void remember(DRAFT, JSON.stringify(draft));
/** What this seat has chosen or typed in this round but not sent; null: nothing. */
const keptDraft = (token: string, round: number): Value | null => {
  const value = recallJson(DRAFT);
  const own = isRecord(value) && value.token === token && value.round === round;
  return own ? (value as unknown as Draft).value : null;
};

/** The response and the draft from before a reload, or of another tab with this seat, in the round that the room is in. */
export const recover = (play: Play, token: string, round: number): void => {
  const kept = keptReply(token);
  if (kept?.round === round) play.reply ??= kept;
  else if (kept?.status === "saving") play.earlier ??= kept;
  play.draft ??= keptDraft(token, round);
};

/** Gives up the seat with its response and draft, unless another tab keeps another seat by now. */
export const forgetSeat = ({ token }: Seat): void => {
  for (const key of [SEAT, REPLY, DRAFT]) {
    const value = recallJson(key);
    if (isRecord(value) && value.token === token) remember(key, null);
  }
};

/** The attempt for a join: the same one until it is answered, as long as what is asked is the same. */
export const joinAttempt = (wanted: object): string => {
  const asked = JSON.stringify(wanted);
  const value = recallJson(ATTEMPT);
  if (isRecord(value) && allText(value, "attempt") && value.asked === asked) return String(value.attempt);
  const attempt = randomId();
  remember(ATTEMPT, JSON.stringify({ asked, attempt }));
  return attempt;
};
export const joinAnswered = (): void => void remember(ATTEMPT, null);
