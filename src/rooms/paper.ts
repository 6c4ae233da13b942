/** What a host does for people who answer on paper: takes their seat, types their answers in. */
import type { Value } from "../../protocol/payloads.ts";
import { reduce } from "../engine/reduce.ts";
import { typeOf } from "../items/index.ts";
import type { Command, Rejection, Response, Room, Seat } from "../room.ts";
import type { Amend, Amended } from "../store/amend.ts";
import type { Store } from "../store/store.ts";
import type { Draw } from "./draw.ts";
import type { Joining } from "./identify.ts";
import type { LiveRoom } from "./live-room.ts";
import { freeCode } from "./people.ts";

interface PaperParts {
  store: Store;
  draw: Draw;
}

const TRIES = 10;

type Outcome = Amended | Rejection | { kind: "unchanged" };

/** Tries `work` on the room as it is, until nobody else has moved it meanwhile. */
const settled = async (
  live: LiveRoom,
  work: (room: Room) => Promise<Outcome>,
): Promise<{ version: number } | Rejection> => {
  for (let tries = 0; tries < TRIES && !live.ended; tries++) {
    const { room } = live;
    const outcome = await work(room);
    // Said of this node's copy; before it is said to anyone, it must hold of the store's room.
    await live.refresh();
    if ("rejected" in outcome || outcome.kind === "unchanged") {
      if (live.room.version !== room.version) continue;
      return "rejected" in outcome ? outcome : { version: room.version };
    }
    if (outcome.kind === "refused") return { rejected: outcome.code };
    if (outcome.kind === "done") return { version: room.version + 1 };
    if (outcome.kind === "seated") await live.readNewSeats();
  }
  return { rejected: live.ended ? "room_not_found" : "stale_version" };
};

const amend = async (
  { store, draw }: PaperParts,
  room: Room,
  command: Command,
  written: Pick<Amend, "seat" | "responses">,
): Promise<Outcome> => {
  const outcome = reduce(room, command, store.now());
  if ("rejected" in outcome) return outcome;
  if ("unchanged" in outcome) return { kind: "unchanged" };
  const next = { ...outcome.room, nonce: draw.id() };
  return store.amend({ roomId: room.id, expect: room.version, next, ...written });
};

/** The seat that somebody has already, by the code; why they cannot get one; undefined: they may. */
const seatBefore = (
  { roster }: LiveRoom,
  { code, codeGiven, personId }: Joining,
): { seat: Seat } | Rejection | undefined => {
  const found = (seat: Seat) => (seat.removed ? { rejected: "removed" as const } : { seat });
  const bearer = codeGiven && code !== "" ? roster.seats.find((seat) => seat.code === code) : undefined;
  if (bearer) return found(bearer);
  const seated = personId !== null && roster.seats.some((seat) => seat.personId === personId && !seat.removed);
  return seated ? { rejected: "person_taken" } : undefined;
};

/**
 * Takes a seat for somebody without a phone, in any phase, also in a locked room; or finds the one that the attempt or the
 * code has. It counts as having been there from the room's beginning. Throws StoreUnavailable.
 */
export const addPaperSeat = async (
  parts: PaperParts & { capacity: number },
  live: LiveRoom,
  joining: Joining,
): Promise<{ seat: Seat } | Rejection> => {
  const { draw, capacity } = parts;
  let taken: { seat: Seat } | Rejection | undefined;
  const done = await settled(live, async (room) => {
    await live.readNewSeats();
    const { nickname, nicknameKey, attempt, personId, code } = joining;
    const isKnown = attempt !== null && live.roster.seats.some((seat) => seat.attempt === attempt);
    taken = isKnown ? undefined : seatBefore(live, joining);
    if (taken) return { kind: "unchanged" };
    const borne = new Set(live.roster.seats.map((seat) => seat.code));
    const reserved = new Set([...borne, ...(room.roster ?? []).map((person) => person.code)]);
    const seat: Seat = {
      playerId: draw.id(),
      nickname,
      nicknameKey,
      token: draw.token(room.id),
      // Whoever was removed from this place took the code along.
      code: code === undefined || (code !== "" && borne.has(code)) ? freeCode(draw, reserved) : code,
      attempt,
      device: null,
      personId,
      joinedAt: room.createdAt,
      team: joining.team,
      removed: false,
    };
    if (isKnown) {
      // The store knows by what name it was asked for, whatever its name is now.
      const joined = await parts.store.join({ roomId: room.id, seat, codeGiven: false, capacity });
      taken =
        "seat" in joined
          ? { seat: joined.seat }
          : { rejected: joined.kind === "refused" ? joined.code : "attempt_reused" };
      return { kind: "unchanged" };
    }
    taken = { seat };
    return amend(parts, room, { kind: "add", playerId: seat.playerId }, { seat: { seat, capacity }, responses: [] });
  });
  if (!("rejected" in done)) return taken ?? { rejected: "internal" };
  const isPerson = joining.personId !== null && done.rejected === "nickname_taken";
  return isPerson ? { rejected: "person_taken" } : done;
};

type Entered = { round: number; value: Value | null };
const same = (a: Value, b: Value): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * Types answers of a seat in, corrects them or takes them back (null), all or none, to rounds that are over. What is there
 * already changes nothing. Throws StoreUnavailable.
 */
export const enterAnswers = (
  parts: PaperParts,
  live: LiveRoom,
  playerId: string,
  answers: readonly Entered[],
): Promise<{ version: number } | Rejection> =>
  settled(live, async (room) => {
    if (!live.roster.byId(playerId)) await live.readNewSeats();
    if (live.roster.byId(playerId)?.removed ?? true) return { rejected: "player_not_found" };
    const rounds = answers.map(({ round }) => round);
    const allowed = reduce(room, { kind: "enter", rounds }, parts.store.now());
    if ("rejected" in allowed) return allowed;
    const responses: Amend["responses"] = [];
    for (const { round, value: raw } of answers) {
      const item = live.item(round);
      const value = item && raw !== null ? typeOf(item).normalise(item, raw) : null;
      if (raw !== null && value === null) return { rejected: "invalid_payload" };
      const before = live.answered(round, playerId);
      if (before && !before.paper) return { rejected: "already_responded" };
      if (value === null ? !before : before && same(before.value, value)) continue;
      const response = value === null ? null : paperResponse(parts, live.stored(round, value));
      responses.push({ round, playerId, response });
    }
    if (responses.length === 0) return { kind: "unchanged" };
    return amend(parts, room, { kind: "enter", rounds }, { responses });
  });

const paperResponse = ({ store, draw }: PaperParts, value: Value): Response => ({
  attempt: draw.id(),
  value,
  receivedAt: store.now(),
  lagMs: 0,
  untimed: true,
  paper: true,
});
