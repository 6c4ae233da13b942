/** Everything the page knows, and the few rules by which it changes. No drawing, no network. */
import type { PlayerAnswers } from "../../../protocol/events.ts";
import type { Value } from "../../../protocol/payloads.ts";
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import type { Messages } from "../../i18n/en.ts";

/** The texts of this page. */
export type Texts = Pick<Messages, "common" | "errors" | "player">;

/** The right to a seat, and whose it is. */
export interface Seat {
  token: string;
  nickname: string;
  code: string;
  pin: string;
}

/** The response of this phone to one round. It is `saving` until the server has acknowledged it. */
export interface Reply {
  token: string;
  round: number;
  attempt: string;
  value: Value;
  /** Ms between the options showing on this phone and the response. */
  elapsedMs: number;
  status: "saving" | "sent" | "late" | "refused";
}

/** A sentence beside a field, worded when it is drawn: the language may change meanwhile. */
export interface Fault {
  at: "pin" | "nickname" | "code" | "person" | "team";
  /** It tells how to go on; nothing that was typed is wrong. */
  calm?: boolean;
  say: (texts: Texts) => string;
}

/** What a room tells before one joins: how people are known in it, and who is expected. */
export type Look = PlayerAnswers["room:look"];

export interface JoinForm {
  step: "pin" | "nickname" | "team";
  /** How one says who one is: a typed name, a person of the list, or only the code of one. */
  by: "name" | "person" | "code";
  pin: string;
  nickname: string;
  code: string;
  /** Null until the room has answered. */
  look: Look | null;
  /** Who of the list is chosen. */
  personId: string | null;
  /** The id of the team that is chosen, where players choose. */
  team: string | null;
  /** What is looked for in the list. */
  sought: string;
  /** The field for a code of another phone is open. */
  withCode: boolean;
  busy: boolean;
  /** The server lets this phone wait: for the number of others, or of wrong PINs. */
  crowded: boolean;
  fault: Fault | null;
}

export interface Play {
  /** On the way into the next game with the same people. */
  moving?: boolean;
  /** `returning`: there is a seat, but no snapshot yet. `replaced`: the seat is open elsewhere. */
  stage: "join" | "returning" | "room" | "replaced";
  form: JoinForm;
  seat: Seat | null;
  snapshot: PlayerSnapshotOf | null;
  /** The last total the server told; 0 before any. */
  total: number;
  reply: Reply | null;
  /** The one to a round before, which is not acknowledged yet or came too late. */
  earlier: Reply | null;
  /** What is chosen or typed in the open round but not sent. */
  draft: Value | null;
  /** The draft has been sent and does not fit the question. */
  unfit: boolean;
  /** False once the connection has been away for a second. */
  linked: boolean;
  /** True once it has been away for so long that somebody has to look why. */
  lost?: boolean;
  /** This build speaks an older protocol than the server. */
  outdated: boolean;
}

/** Nothing of a room is known yet. */
export const UNKNOWN = { snapshot: null, total: 0, reply: null, earlier: null, draft: null, unfit: false } as const;

export const emptyForm = (pin: string, code: string): JoinForm => ({
  step: pin === "" ? "pin" : "nickname",
  by: "name",
  pin,
  nickname: "",
  code,
  look: null,
  personId: null,
  team: null,
  sought: "",
  withCode: false,
  busy: false,
  crowded: false,
  fault: null,
});

/** Nobody has a seat here, or is about to: one that a late answer brings is left again. */
export const isOutside = ({ seat, form }: Play): boolean => seat === null && !form.busy;

/** A room that says nothing of its people gives everybody a code. */
export const CODED: Look = { identity: "coded" };

/** The room has told how people are known in it; whom the list no longer offers is no longer chosen. */
export const looked = (form: JoinForm, look: Look): void => {
  if (form.look === null) form.by = look.identity === "roster" ? "person" : "name";
  form.look = look;
  if (!look.people?.some(({ personId, taken }) => personId === form.personId && !taken)) form.personId = null;
};

/** Whether the team is to be chosen before this phone asks for a seat; who comes back by a code has one already. */
export const needsTeam = (form: JoinForm): boolean =>
  form.look?.teamMode === "chosen" && form.team === null && !("code" in applicant(form));

/** A nickname that names nobody: with it, a code of the list joins and any other is refused; where names are drawn, nobody has to have one. */
const NAMELESS = " ";

/** Who wants the seat, as the form says it. In an anonymous room a code says nothing and stays at home. */
export const applicant = ({ by, nickname, code, look, personId, team: chosen }: JoinForm) => {
  const team = chosen === null ? {} : { team: chosen };
  const person = look?.people?.find((each) => each.personId === personId);
  const name = nickname.trim();
  if (by === "person" && person) return { nickname: person.name, personId: person.personId, ...team };
  const brought = look?.identity === "anonymous" ? "" : code.trim();
  const nameless = by === "code" || look?.names === "generated";
  return { nickname: nameless ? NAMELESS : name, ...(brought === "" ? {} : { code: brought }), ...team };
};

/**
 * Takes a snapshot unless it is older than the one shown; an equal version is taken, a gap needs nothing.
 * Returns whether it was taken.
 */
export const accept = (play: Play, snapshot: PlayerSnapshotOf): boolean => {
  const shown = play.snapshot;
  if (shown !== null && snapshot.version < shown.version) return false;
  if (shown?.round !== snapshot.round) {
    play.draft = null;
    play.unfit = false;
    const { reply } = play;
    if (reply?.round !== snapshot.round) {
      // Whether it counts is not known as long as it is not answered.
      play.earlier = reply?.status === "saving" ? reply : play.earlier?.status === "saving" ? play.earlier : null;
      play.reply = null;
    }
  }
  play.snapshot = snapshot;
  if ("total" in snapshot && snapshot.total !== undefined) play.total = snapshot.total;
  if (snapshot.phase === "lobby" && play.seat !== null) {
    const { nickname, code } = snapshot;
    if (nickname !== play.seat.nickname || code !== play.seat.code) play.seat = { ...play.seat, nickname, code };
  }
  return true;
};

/** Ms left of a preview or an open round; null when nothing ends by itself. */
export const timeLeft = (snapshot: PlayerSnapshotOf, now: number): number | null => {
  const end = snapshot.phase === "preview" ? snapshot.opensAt : snapshot.phase === "open" ? snapshot.deadline : null;
  if (end === null) return null;
  return Math.max(0, snapshot.paused ? (snapshot.remainingMs ?? end - now) : end - now);
};
