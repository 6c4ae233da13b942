/** What must hold after every step, whatever fails, checked on each write and each screen. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { GRACE_MS, LEAD_MS, type Response, type Room, type Seat } from "../../../src/room.ts";
import type { Guard } from "../../../src/store/store.ts";
import type { Fact } from "./memory-held.ts";
import type { MemoryCore } from "./memory-store.ts";
import { INVARIANTS, LEADS } from "./names.ts";
import type { World } from "./world.ts";

/** A receipt as a phone gets it. */
export interface ReceiptSeen {
  round: number;
  attempt: string;
  receivedAt: number;
}

const CLAIM_MS = 1000;
const LONGEST_OUTAGE_MS = 10_000;
/** Where all is well, nothing comes later after its time than this, ms. */
const LATE_MS = 300;
/** As a phone's time is given back at most, ms. */
const LAG_CAP_MS = 100;
/** No text with this in it may reach a phone before its round is revealed. */
export const SECRET = "only after the reveal";

export const keyOf = (round: number, playerId: string): string => `${round} ${playerId}`;

export class Ledger {
  /** The first thing that did not hold. */
  failure: string | undefined;
  /** The room as last written; its versions in order, from 1. */
  room: Room | undefined;
  movedAt = 0;
  /** When anything was last written, ms of the world. */
  wroteAt = 0;
  /** Since when all nodes and the store have been well, ms of the world. */
  wellFrom = Number.POSITIVE_INFINITY;
  readonly versions: Pick<Room, "phase" | "round">[] = [];
  /** (round, seat) -> the response that was written. */
  readonly log = new Map<string, Response>();
  readonly removed = new Set<string>();
  readonly seats = new Map<string, Seat>();
  /** What hosts have asked for: `advance 7`, `close 2`. */
  readonly asked = new Set<string>();
  acknowledged = 0;
  /** Seats there were when the newest version was written. */
  seated = 0;
  /** Rounds made longer by an outage of the store. */
  extensions = 0;
  readonly #world: World;
  readonly #core: () => MemoryCore;
  readonly #nonces = new Set<string>();
  readonly #receipts = new Map<string, ReceiptSeen>();
  /** The screen looked at last: one that all phones share is looked at once. */
  #seen: unknown;

  constructor(world: World, core: () => MemoryCore) {
    this.#world = world;
    this.#core = core;
  }

  fail(invariant: keyof typeof INVARIANTS, what: string) {
    this.failure ??= `[${invariant}] ${what} (${INVARIANTS[invariant]})`;
  }

  #must(holds: boolean, invariant: keyof typeof INVARIANTS, what: () => string) {
    if (!holds) this.fail(invariant, what());
  }

  wrote(fact: Fact) {
    this.wroteAt = this.#world.now;
    if (fact.kind === "created") this.#created(fact.room);
    else if (fact.kind === "moved") this.#moved(fact.next, fact.guard, fact.effects);
    else if (fact.kind === "seated") this.#seated(fact.seat);
    else {
      const { round, playerId, response } = fact;
      this.#world.note("responded", round, response.attempt, response.receivedAt);
      this.#responded(round, playerId, response);
    }
  }

  #created(room: Room) {
    this.#must(this.room === undefined, "I10", () => "one attempt made two rooms");
    this.room = room;
    this.movedAt = this.#world.now;
    this.versions.push(room);
  }

  #moved(next: Room, guard: Guard | undefined, effects: Extract<Fact, { kind: "moved" }>["effects"]) {
    const before = this.room;
    if (!before) return this.fail("I7", "a room moved that was never created");
    this.#world.note("moved", next.version, next.phase, next.round, guard?.kind ?? "host");
    this.#must(
      next.version === before.version + 1,
      "I7",
      () => `version ${before.version} was followed by ${next.version}`,
    );
    this.#must(!this.#nonces.has(next.nonce), "I7", () => `one writer's version ${next.version} was written twice`);
    this.#nonces.add(next.nonce);
    const { phase, round } = before;
    const skipped = next.round === round + 1 && this.asked.has(`skip ${round}`) && ["preview", "open"].includes(phase);
    const led = next.phase === phase ? next.round === round : LEADS[phase].includes(next.phase);
    const onwards = next.round === round || (next.round === round + 1 && phase !== "open");
    this.#must(
      skipped || (led && onwards),
      "I7",
      () => `${before.phase} ${before.round} led to ${next.phase} ${next.round}`,
    );
    for (const [index, round] of before.rounds.entries()) {
      const after = next.rounds[index];
      if (round.closedAt !== null)
        this.#must(after?.closedAt === round.closedAt, "I17", () => "a closed round changed");
      else if (after?.closedAt != null) this.#closed(before, index + 1, guard);
    }
    if (guard?.kind === "due" && before.phase === "open" && next.phase === "open") this.#extended(before, next);
    this.room = next;
    this.movedAt = this.#world.now;
    this.versions.push(next);
    for (const effect of effects) {
      if (effect.kind === "remove") for (const playerId of effect.playerIds) this.removed.add(playerId);
    }
    const seats = this.#core().seats(next.id, 0);
    this.seated = seats.length;
    if (effects.length > 0) for (const seat of seats) this.seats.set(seat.playerId, seat);
    for (const seat of seats)
      this.#must(seat.removed === this.removed.has(seat.playerId), "I12", () => "a removed seat came back");
    const names = seats.filter(({ removed }) => !removed).map(({ nicknameKey }) => nicknameKey);
    this.#must(new Set(names).size === names.length, "I12", () => "two seats have one nickname");
  }

  /** A round closes on time, or when everybody present has answered, or because a host asked. */
  #closed(before: Room, round: number, guard: Guard | undefined) {
    const { now } = this.#world;
    const { deadline = null } = before.rounds[round - 1] ?? {};
    if (guard?.kind === "due") {
      this.#must(
        deadline !== null && now >= deadline + GRACE_MS,
        "I17",
        () => `round ${round} closed before its deadline`,
      );
    } else if (guard?.kind === "all-responded") {
      const present = this.#core().presentSeats(before.id);
      const all = present.length > 0 && present.every((playerId) => this.log.has(keyOf(round, playerId)));
      this.#must(all, "I17", () => `round ${round} closed while somebody present had not answered`);
    } else {
      const wanted = [`advance ${before.version}`, `close ${round}`, `void ${round}`, `skip ${round}`, "finish"];
      this.#must(
        wanted.some((ask) => this.asked.has(ask)),
        "I9",
        () => `round ${round} was closed by nobody`,
      );
    }
  }

  /** A timer that does not close the round gives back outages of the store: each once, and no more than ten seconds. */
  #extended(before: Room, next: Room) {
    const [earlier, later] = [before.rounds[before.round - 1], next.rounds[next.round - 1]];
    const known = this.#core().outages(next.id);
    const fresh = later?.outages.filter((id) => !earlier?.outages.includes(id)) ?? [];
    const lengths = fresh.map((id) => known.find((outage) => outage.id === id) ?? { from: 0, to: Number.NaN });
    // What a pause covers, the pause has given back already.
    const paused = (at: number): number =>
      (later?.pauses ?? []).reduce((sum, { from, to }) => sum + Math.max(0, Math.min(at, to) - from), 0);
    const lost = lengths.map(({ from, to }) => to - from - (paused(to) - paused(from)));
    const given = lost.reduce((sum, ms) => sum + Math.min(ms, LONGEST_OUTAGE_MS), 0);
    const once = new Set(later?.outages).size === later?.outages.length;
    const moved = (later?.deadline ?? 0) - (earlier?.deadline ?? 0);
    this.#must(
      once && given > 0 && moved === given,
      "I17",
      () => `a round was extended by ${moved} ms for ${given} ms`,
    );
    this.extensions++;
  }

  #seated(seat: Seat) {
    this.#world.note("seated", this.seats.size, seat.nickname);
    for (const other of this.seats.values()) {
      const same = other.token === seat.token || other.playerId === seat.playerId || other.attempt === seat.attempt;
      const named = other.nicknameKey === seat.nicknameKey && !this.removed.has(other.playerId);
      const coded = seat.code !== "" && other.code === seat.code;
      this.#must(!same && !named && !coded, "I12", () => `${seat.nickname} shares a token, attempt, code or name`);
    }
    this.seats.set(seat.playerId, seat);
  }

  #responded(number: number, playerId: string, response: Response) {
    const { receivedAt } = response;
    const { room } = this;
    const round = room?.rounds[number - 1];
    const { now } = this.#world;
    const key = keyOf(number, playerId);
    this.#must(!this.log.has(key), "I2", () => `a second response of one seat to round ${number} was stored`);
    this.#must(this.seats.has(playerId) && !this.removed.has(playerId), "I12", () => "a seat that is none responded");
    const open = room?.phase === "open" && room.round === number && room.pausedAt === null;
    this.#must(open, "I3", () => `a response was stored to round ${number} while it was not open`);
    const { openedAt = null, deadline = null } = round ?? {};
    const inTime =
      openedAt !== null && openedAt <= receivedAt && (deadline === null || receivedAt <= deadline + GRACE_MS);
    this.#must(inTime, "I3", () => `a response of ${receivedAt} counts in a round of ${openedAt}..${deadline}`);
    const given = response.lagMs >= 0 && response.lagMs <= LAG_CAP_MS;
    this.#must(given, "I3", () => `a response was given back ${response.lagMs} ms`);
    const claimed = receivedAt <= now && receivedAt >= now - CLAIM_MS;
    this.#must(claimed, "I3", () => `a response of ${receivedAt} was stored at ${now}`);
    if (!this.log.has(key)) this.log.set(key, response);
  }

  /** A phone has a receipt: it is in the log, and the same whenever this seat is told of this round. */
  receipt(playerId: string, { round, attempt, receivedAt }: ReceiptSeen) {
    const key = keyOf(round, playerId);
    const stored = this.#core().response(this.room?.id ?? "", round, playerId);
    const durable = stored?.attempt === attempt && stored.receivedAt === receivedAt;
    this.#must(
      durable,
      "I1",
      () => `a receipt of round ${round} (${attempt}) is not what is stored (${stored?.attempt})`,
    );
    const earlier = this.#receipts.get(key);
    if (!earlier) this.acknowledged++;
    const same = !earlier || (earlier.attempt === attempt && earlier.receivedAt === receivedAt);
    this.#must(same, "I10", () => `one seat got two receipts of round ${round}`);
    this.#receipts.set(key, { round, attempt, receivedAt });
  }

  /** Something leaves a node: only what is written, and no key before its round is revealed. */
  pushed(kind: "player" | "host", event: string, payload: unknown) {
    if (event !== "snapshot" || payload === this.#seen) return;
    this.#seen = payload;
    const { version, phase, round } = payload as PlayerSnapshotOf;
    const written = this.versions[version - 1];
    if (!written) return this.fail("I7", `version ${version} was shown before it was written`);
    const same = written.phase === phase && written.round === round;
    this.#must(
      same,
      "I7",
      () => `version ${version} was shown as ${phase} ${round} and is ${written.phase} ${written.round}`,
    );
    if (kind === "host" || !["lobby", "preview", "open"].includes(phase)) return;
    const told = "key" in (payload as object) || JSON.stringify(payload).includes(SECRET);
    this.#must(!told, "I4", () => `a phone was told the key in ${phase}`);
  }

  /** After each step: the store holds what was written and nothing else, and what was due has happened. */
  check() {
    const { room } = this;
    if (!room) return;
    this.#must(this.#core().room(room.id) === room, "I7", () => "the room changed without a transition");
    if (room.pausedAt !== null || this.wellFrom === Number.POSITIVE_INFINITY) return;
    const { deadline = null } = room.rounds[room.round - 1] ?? {};
    const closes = room.phase === "open" && deadline !== null ? deadline + GRACE_MS : Number.POSITIVE_INFINITY;
    const due = room.phase === "preview" && room.opensAt !== null ? room.opensAt - LEAD_MS : closes;
    // A round that was paused after its time was over is due from when it goes on.
    const late = this.#world.now - Math.max(due, this.wellFrom, this.movedAt);
    this.#must(late <= LATE_MS, "I17", () => `${room.phase} of round ${room.round} lasts ${late} ms too long`);
  }
}
