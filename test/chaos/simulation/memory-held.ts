/** What the store in memory holds of a room, and what is read off it. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { Effect, Outage, Response, Room, Seat } from "../../../src/room.ts";
import type { Guard, StoredQuiz } from "../../../src/store/store.ts";

/** A write, told in the step that makes it. */
export type Fact =
  | { kind: "created"; room: Room }
  | { kind: "moved"; next: Room; guard: Guard | undefined; effects: readonly Effect[] }
  | { kind: "seated"; seat: Seat }
  | { kind: "responded"; round: number; playerId: string; response: Response };

export interface Held {
  room: Room;
  quiz: StoredQuiz;
  attempt: string | undefined;
  /** In join order. `asked` is the nickname key of the join, which its attempt is known by. */
  rows: { seat: Seat; asked: string; presentUntil: number }[];
  responses: Map<number, Map<string, Response>>;
  beatAt: number | null;
  outages: Outage[];
}

/** What is stored is never written into again: whoever tries, throws. */
export const frozen = <T>(value: T): T => {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
};
export const documentOf = <T>(value: T): T => frozen(JSON.parse(JSON.stringify(value)) as T);

/** Seats that are present at a time (ms). */
export const presentAt = (at: Held, now: number): Held["rows"] =>
  at.rows.filter(({ seat, presentUntil }) => !seat.removed && presentUntil > now);

/** Somebody is present, and everybody present has responded to the round. */
export const isComplete = (at: Held, round: number, now: number): boolean => {
  const present = presentAt(at, now);
  const responses = at.responses.get(round);
  return present.length > 0 && present.every(({ seat }) => responses?.has(seat.playerId));
};

/** Carries effects out on copies of the rows, or says why not, so that it is all or none. */
export const effected = (at: Held, effects: readonly Effect[]): Held["rows"] | ErrorCode => {
  if (effects.length === 0) return at.rows;
  const rows = at.rows.map((row) => ({ ...row }));
  for (const effect of effects) {
    if (effect.kind === "release-pin") continue;
    if (effect.kind === "remove") {
      for (const row of rows) {
        if (!effect.playerIds.includes(row.seat.playerId)) continue;
        Object.assign(row, { seat: frozen({ ...row.seat, removed: true }), presentUntil: 0 });
      }
      continue;
    }
    const { playerId, nickname, nicknameKey } = effect;
    const holder = rows.find(({ seat }) => !seat.removed && seat.nicknameKey === nicknameKey);
    if (holder && holder.seat.playerId !== playerId) return "nickname_taken";
    const row = rows.find(({ seat }) => !seat.removed && seat.playerId === playerId);
    if (!row) return "player_not_found";
    row.seat = frozen({ ...row.seat, nickname, nicknameKey });
  }
  return rows;
};
