import type { HostSnapshotOf, PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import type { Look } from "../engine/look.ts";
import { reduce } from "../engine/reduce.ts";
import { hostView, playerView } from "../engine/view.ts";
import type { Command, Rejection, Response, Room, Seat } from "../room.ts";
import { type Store, StoreUnavailable } from "../store/store.ts";
import { type Game, itemOf, type Standing, standingsOf } from "../verdicts.ts";
import type { Clock } from "./clock.ts";
import type { Draw } from "./draw.ts";
import type { Publish } from "./publish.ts";
import { type Loaded, loadRoom, Roster } from "./roster.ts";

/** How much later than the writer of a version the other nodes fire its deadline, ms. */
const BACKUP_MS = 60;
const RETRY_MS = 100;

export interface LiveRoomParts {
  store: Store;
  clock: Clock;
  draw: Draw;
  publish: Publish;
  /** Told of every failure that nobody waits for. */
  report(error: unknown): void;
}

/**
 * A node's view of one room: a cache of the store that can be thrown away, the timer of its deadline, and the way every
 * command takes. Newer versions are adopted one at a time, in order.
 */
export class LiveRoom {
  readonly roster: Roster;
  readonly images: Record<string, string>;
  /** Host sockets on this node. */
  hosts = 0;
  idleSince: number;
  #parts: LiveRoomParts;
  #room: Room;
  #quiz: Game["quiz"];
  #responses: Map<number, ReadonlyMap<string, Response>>;
  #standings: ReadonlyMap<string, Standing> | undefined;
  #counted: { responded: number; of: number };
  #answered = { round: 0, playerIds: new Set<string>() };
  #turn: Promise<unknown> = Promise.resolve();
  #disarm: () => void = () => {};
  #pulsing = false;
  #ended = false;
  #unsubscribe: () => void = () => {};

  constructor(loaded: Loaded, parts: LiveRoomParts) {
    this.#parts = parts;
    this.#room = loaded.room;
    this.#quiz = loaded.quiz.quiz;
    this.#responses = loaded.responses;
    this.#counted = loaded.counted;
    this.#answered.round = loaded.room.round;
    this.roster = new Roster(loaded.seats);
    this.images = Object.fromEntries(
      Object.entries(loaded.quiz.images).map(([file, hash]) => [file, `/images/${hash}`]),
    );
    this.idleSince = parts.store.now();
    this.#arm(BACKUP_MS);
  }

  /** Reads a room and listens to it; undefined when the store has none of this id. */
  static async open(roomId: string, parts: LiveRoomParts): Promise<LiveRoom | undefined> {
    let live: LiveRoom | undefined;
    const unsubscribe = await parts.store.subscribe(roomId, {
      changed: (version) => live?.heard(version),
      noted: (note) => live && parts.publish.noted(live, note),
    });
    const loaded = await loadRoom(parts.store, roomId).catch((error: unknown) => {
      unsubscribe();
      throw error;
    });
    if (!loaded) {
      unsubscribe();
      return undefined;
    }
    live = new LiveRoom(loaded, parts);
    live.#unsubscribe = unsubscribe;
    // A change between the reading and now was heard by nobody.
    live.heard(Number.POSITIVE_INFINITY);
    return live;
  }

  get room(): Room {
    return this.#room;
  }

  get game(): Game {
    return { room: this.#room, quiz: this.#quiz, seats: this.roster.seats, responses: this.#responses };
  }

  get standings(): ReadonlyMap<string, Standing> {
    this.#standings ??= standingsOf(this.game);
    return this.#standings;
  }

  get look(): Look {
    return { game: this.game, now: this.#parts.store.now(), standings: this.standings, images: this.images };
  }

  get counted(): { responded: number; of: number } {
    return this.#counted;
  }

  /** Whether any seat is known here to have responded to the live round. */
  get anyResponded(): boolean {
    return this.#answered.playerIds.size > 0;
  }

  playerSnapshot(seat: Seat, responded = this.#answered.playerIds.has(seat.playerId)): PlayerSnapshotOf {
    return playerView(this.look, seat, responded);
  }

  hostSnapshot(addresses: { joinUrl: string; reportUrl: string }): HostSnapshotOf {
    return hostView({ ...this.look, ...addresses, ...this.#counted, present: this.roster.present });
  }

  /** The item of a round (1-based), reached or not. */
  item(round: number) {
    return itemOf(this.game, round);
  }

  /** Whether a seat has responded to the open round, on whichever node; remembered for the snapshots of this round. */
  async hasResponded(playerId: string): Promise<boolean> {
    const { phase, round } = this.#room;
    if (phase !== "open") return false;
    if (this.#answered.playerIds.has(playerId)) return true;
    const stored = await this.#parts.store.response(this.#room.id, round, playerId);
    if (stored) this.responded(round, playerId);
    return stored !== undefined;
  }

  responded(round: number, playerId: string): void {
    if (round === this.#answered.round) this.#answered.playerIds.add(playerId);
  }

  /**
   * Carries out a command through the engine and the store's compare-and-set; somebody else's newer version is adopted
   * and the command tried on it. Resolves with the version after it, or the rejection. Throws StoreUnavailable.
   */
  async command(command: Command): Promise<{ version: number } | Rejection> {
    for (let tries = 0; tries < 5; tries++) {
      const room = this.#room;
      const outcome = reduce(room, command, this.#parts.store.now());
      if ("rejected" in outcome) {
        await this.refresh();
        if (this.#room.version === room.version) return outcome;
        continue;
      }
      if ("unchanged" in outcome) return { version: outcome.version };
      const next = { ...outcome.room, nonce: this.#parts.draw.id() };
      const guard =
        command.kind === "due" || command.kind === "all-responded" ? { guard: command } : ({} as Record<string, never>);
      const result = await this.#parts.store.transition({
        roomId: room.id,
        expect: room.version,
        next,
        effects: outcome.effects,
        ...guard,
      });
      if (result.kind === "done") {
        await this.refresh(next);
        return { version: next.version };
      }
      if (result.kind === "refused") return { rejected: result.code };
      if (result.kind === "early") this.#armIn(result.rest);
      if (result.kind !== "stale") return { version: room.version };
      await this.refresh();
    }
    return { rejected: "stale_version" };
  }

  /** Adopts a newer version: the one this node has just written, or what the store has, if it is `heard` to be newer. */
  refresh(written?: Room, heard = Number.POSITIVE_INFINITY): Promise<void> {
    return this.#inTurn(async () => {
      const { store, publish } = this.#parts;
      if (heard <= this.#room.version) return;
      const room = written ?? (await store.room(this.#room.id));
      if (!room) return this.#erase();
      if (room.version <= this.#room.version) return;
      const removed = await this.#readSeats(room.rosterVersion > this.#room.rosterVersion);
      for (const [index, round] of room.rounds.entries()) {
        if (round.closedAt === null || this.#responses.has(index + 1)) continue;
        const responses = await store.responses(room.id, index + 1);
        this.#responses.set(index + 1, responses);
        if (index + 1 === room.round) {
          this.#counted = { responded: responses.size, of: Math.max(this.#counted.of, responses.size) };
        }
      }
      if (room.round !== this.#answered.round) {
        this.#answered = { round: room.round, playerIds: new Set() };
        const pulse = await store.pulse(room.id);
        this.#counted = { responded: pulse?.responded ?? 0, of: pulse?.of ?? 0 };
      }
      this.#room = room;
      this.#standings = undefined;
      this.#arm(written ? 0 : BACKUP_MS);
      publish.changed(this);
      if (removed.length > 0) publish.removed(this, removed);
    });
  }

  /** Someone says the room is at `version`. */
  heard(version: number): void {
    if (version > this.#room.version) this.#try(this.refresh(undefined, version));
  }

  /** Reads the cheap counts: heals a missed version, finds new seats, tells hosts the count, closes a complete round. */
  async pulse(): Promise<void> {
    if (this.#pulsing || this.#ended) return;
    this.#pulsing = true;
    try {
      const pulse = await this.#parts.store.pulse(this.#room.id);
      if (!pulse) return void (await this.#inTurn(async () => this.#erase()));
      if (pulse.version > this.#room.version) await this.refresh();
      if (pulse.seats > this.roster.seats.length) await this.#inTurn(() => this.#readSeats(false));
      const { phase, round } = this.#room;
      if (phase !== "open" || pulse.version !== this.#room.version) return;
      const { responded, of } = pulse;
      if (responded !== this.#counted.responded || of !== this.#counted.of) {
        this.#counted = { responded, of };
        this.#parts.publish.counted(this, { round, responded, of });
      }
      if (pulse.complete) await this.command({ kind: "all-responded", round });
    } finally {
      this.#pulsing = false;
    }
  }

  /** Reads who is present and tells the hosts what changed. */
  async readPresence(): Promise<void> {
    const present = await this.#parts.store.presentSeats(this.#room.id);
    const changed = this.roster.sawPresent(present);
    if (changed.length > 0) this.#parts.publish.roster(this, { joined: [], left: [], changed });
  }

  /** Forgets the room on this node. */
  end(): void {
    this.#ended = true;
    this.#disarm();
    this.#unsubscribe();
  }

  async #readSeats(all: boolean): Promise<string[]> {
    const seats = await this.#parts.store.seats(this.#room.id, all ? 0 : this.roster.seats.length);
    const delta = all ? this.roster.replace(seats) : this.roster.append(seats);
    this.#standings = undefined;
    const { joined, left, changed } = delta;
    if (joined.length + left.length + changed.length > 0) this.#parts.publish.roster(this, delta);
    return left;
  }

  #erase(): void {
    if (this.#ended) return;
    this.end();
    this.#parts.publish.erased(this);
  }

  #inTurn<T>(work: () => Promise<T> | T): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => {});
    return done;
  }

  #arm(lateMs: number): void {
    const { due } = this.#room;
    if (due === null) this.#disarm();
    else this.#armIn(due - this.#parts.store.now() + lateMs);
  }

  #armIn(ms: number): void {
    this.#disarm();
    if (this.#ended) return;
    this.#disarm = this.#parts.clock.after(Math.max(0, ms), () => this.#try(this.fire()));
  }

  /** Fires what is due, if it is due; the store decides. Retried while it does not answer. */
  async fire(): Promise<void> {
    const { version, phase, due } = this.#room;
    if (due === null || this.#ended) return;
    const early = due - this.#parts.store.now();
    if (early > 0) return this.#armIn(early);
    try {
      const outages = phase === "open" ? await this.#parts.store.outages(this.#room.id) : [];
      await this.command({ kind: "due", outages });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (this.#room.version === version) this.#armIn(RETRY_MS);
    }
  }

  /** For work that nobody waits for: a store that is away is healed by the next pulse. */
  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) this.#parts.report(error);
    });
  }
}
