import { reduce } from "../engine/reduce.ts";
import type { Command, Outage, Rejection, Room } from "../room.ts";
import { StoreUnavailable } from "../store/store.ts";
import { createTurns, unlessRunning } from "../turns.ts";
import { Deadline } from "./deadline.ts";
import type { Draw } from "./draw.ts";
import type { Publish, RosterDelta } from "./publish.ts";
import { RoomCopy } from "./room-copy.ts";
import { type Loaded, loadRoom } from "./roster.ts";
import { together } from "./together.ts";
import { WorkshopEnd, type WorkshopParts } from "./workshop-end.ts";

/** How much later than the writer of a version the other nodes fire its deadline, ms. */
const BACKUP_MS = 60;
const RETRY_MS = 100;

export interface LiveRoomParts extends WorkshopParts {
  draw: Draw;
  publish: Publish;
  /** Whether seats may count as absent that are connected, for some seconds after an outage and after `since` (ms). */
  settling(since: number): boolean;
}

/** A room that this node serves: its copy, the timer of its deadline, and the way every command takes. Newer versions are adopted one at a time. */
export class LiveRoom extends RoomCopy {
  /** Host sockets on this node. */
  hosts = 0;
  idleSince: number;
  /** Whether a pulse may find what the last one did not. */
  stirred = true;
  /** Erased, or forgotten by this node. */
  ended = false;
  /** Reads new seats for people who come, of whom there may be a crowd: their screens wait for it. */
  readonly readJoined: () => Promise<void>;
  readonly #parts: LiveRoomParts;
  readonly #inTurn = createTurns();
  readonly #deadline: Deadline;
  /** When this node took it up in the middle of its game (ms): phones that lost a server are not back at once. */
  readonly #since: number;
  readonly #workshopEnd: WorkshopEnd;
  /** A reading of new seats, and one of the room, that has not begun yet; the newest version that was heard of. */
  #reading: Promise<void> | undefined;
  #refreshing: Promise<void> | undefined;
  #heard = 0;
  #catching: Promise<void> | undefined;
  #unsubscribe: () => void = () => {};

  constructor(loaded: Loaded, parts: LiveRoomParts) {
    super(loaded, parts.store);
    this.#parts = parts;
    this.#workshopEnd = new WorkshopEnd(parts, (before, late) => {
      this.before = before;
      if (late && !this.ended) parts.publish.changed(this);
    });
    this.idleSince = parts.store.now();
    this.readJoined = together(parts.clock, parts.store.now, () => this.readNewSeats());
    this.#since = this.room.phase === "lobby" ? Number.NEGATIVE_INFINITY : this.idleSince;
    this.#deadline = new Deadline(parts.clock, parts.store.now, () => this.#try(this.fire()));
    this.#deadline.at(this.room.due, BACKUP_MS);
  }

  /** Reads a room and listens to it; undefined when the store has none of this id. */
  static async open(roomId: string, parts: LiveRoomParts): Promise<LiveRoom | undefined> {
    let live: LiveRoom | undefined;
    const unsubscribe = await parts.store.subscribe(roomId, {
      changed: (version) => live?.heard(version),
      noted: (note) => live && parts.publish.noted(live, note),
      stirred: () => live?.stir(),
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
    await live.#workshopEnd.first(live.room);
    // A change between the reading and now was heard by nobody.
    live.heard(Number.POSITIVE_INFINITY);
    return live;
  }

  /**
   * Carries out a command through the engine and the store's compare-and-set; somebody else's newer version is adopted
   * and the command tried on it. Resolves with the version after it, or the rejection. Throws StoreUnavailable.
   */
  async command(command: Command): Promise<{ version: number } | Rejection> {
    // Pulses ask again.
    if (command.kind === "all-responded" && this.#parts.settling(this.#since)) return { version: this.room.version };
    for (let tries = 0; tries < 5 && !this.ended; tries++) {
      const room = this.room;
      const outcome = reduce(room, command, this.#parts.store.now());
      if (!("room" in outcome)) {
        // Said of this node's copy; before it is said to anyone, it must hold of the store's room.
        await this.refresh();
        if (this.room.version !== room.version && command.kind !== "due") continue;
        return "rejected" in outcome ? outcome : { version: outcome.version };
      }
      const next = { ...outcome.room, nonce: this.#parts.draw.id() };
      const guard = command.kind === "due" || command.kind === "all-responded" ? command : undefined;
      const result = await this.#parts.store.transition({
        roomId: room.id,
        expect: room.version,
        next,
        effects: outcome.effects,
        guard,
      });
      if (result.kind === "done") {
        await this.#inTurn(() => this.#adopt(next, 0));
        return { version: next.version };
      }
      if (result.kind === "refused") return { rejected: result.code };
      if (result.kind === "early") this.#deadline.in(result.rest);
      if (result.kind !== "stale") return { version: room.version };
      await this.refresh();
      // Its outages were read for the version before; the deadline of the new one asks for its own.
      if (command.kind === "due") return { version: this.room.version };
    }
    return { rejected: this.ended ? "room_not_found" : "stale_version" };
  }

  /** Adopts what the store has, if it is `heard` to be newer. Who asks before the reading has begun shares it. */
  refresh(heard = Number.POSITIVE_INFINITY): Promise<void> {
    this.#heard = Math.max(this.#heard, heard);
    this.#refreshing ??= this.#inTurn(async () => {
      const latest = this.#heard;
      this.#refreshing = undefined;
      this.#heard = 0;
      if (latest <= this.room.version) return;
      const room = await this.#parts.store.room(this.room.id);
      return room ? this.#adopt(room, BACKUP_MS) : this.#erase();
    });
    return this.#refreshing;
  }

  /** Makes a newer version this node's own and tells its sockets; its deadline is fired this much (ms) after it. */
  async #adopt(room: Room, afterMs: number): Promise<void> {
    if (room.version <= this.room.version) return;
    const delta = await this.take(room);
    this.stir();
    this.#deadline.at(room.due, afterMs);
    await this.#workshopEnd.first(room);
    this.#tellRoster(delta);
    this.#parts.publish.changed(this);
    if (delta.left.length > 0) this.#parts.publish.removed(this, delta.left);
  }

  /** Does what is due in the room as the store has it. Who asks before that is done shares it. Throws StoreUnavailable. */
  catchUp(): Promise<void> {
    this.#catching ??= this.refresh()
      .then(() => this.fire())
      .finally(() => (this.#catching = undefined));
    return this.#catching;
  }

  /** Someone says the room is at `version`. */
  heard(version: number): void {
    if (version > this.room.version) this.#try(this.refresh(version));
  }

  /** Reads the cheap counts: heals a missed version, finds new seats, tells hosts who has answered, closes a complete round. */
  readonly pulse = unlessRunning(async () => {
    if (this.ended) return;
    const { store, publish } = this.#parts;
    this.stirred = store.tellsAll !== true;
    const pulse = await store.pulse(this.room.id);
    if (!pulse) return this.#inTurn(async () => this.#erase());
    if (pulse.version > this.room.version) await this.refresh();
    if (pulse.seats > this.roster.seats.length) await this.readNewSeats();
    this.#workshopEnd.see(this.room);
    const { phase, round } = this.room;
    if (phase !== "open" || pulse.version !== this.room.version) return;
    const counted = await this.counted(pulse, this.hosts > 0);
    if (counted) publish.counted(this, counted);
    if (!pulse.complete) return;
    // It may not be done yet, and is then asked for again.
    this.stir();
    await this.command({ kind: "all-responded", round });
  });

  /** Reads the seats taken since the last reading, on whichever node. Who asks before it has begun shares it. */
  readNewSeats(): Promise<void> {
    this.#reading ??= this.#inTurn(async () => {
      this.#reading = undefined;
      this.#tellRoster(await this.readSeats());
    });
    return this.#reading;
  }

  /** Reads who is present and tells the hosts what changed. */
  async readPresence(): Promise<void> {
    const changed = this.roster.sawPresent(await this.#parts.store.presentSeats(this.room.id));
    this.#tellRoster({ joined: [], left: [], changed });
  }

  /** The next pulse is to look. */
  stir(): void {
    this.stirred = true;
  }

  /** Forgets the room on this node. */
  end(): void {
    this.ended = true;
    this.#deadline.stop();
    this.#unsubscribe();
  }

  #tellRoster(delta: RosterDelta): void {
    const { joined, left, changed } = delta;
    if (joined.length + left.length + changed.length > 0) this.#parts.publish.roster(this, this.inTeams(delta));
  }

  #erase(): void {
    if (this.ended) return;
    this.end();
    this.#parts.publish.erased(this);
  }

  /** Fires what is due, if it is due; the store decides. Retried while it does not answer. */
  async fire(): Promise<void> {
    const { version, phase, due } = this.room;
    if (due === null || this.ended) return;
    const early = due - this.#parts.store.now();
    if (early > 0) return this.#deadline.in(early);
    try {
      const outages = phase === "open" ? await this.#readOutages() : [];
      await this.command({ kind: "due", outages });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      if (this.room.version === version) this.#deadline.in(RETRY_MS);
    }
  }

  /** The beat first: after a restart it is what tells the store how long nobody was there. */
  async #readOutages(): Promise<Outage[]> {
    const { store } = this.#parts;
    await store.beat([this.room.id]);
    return store.outages(this.room.id);
  }

  /** For work that nobody waits for: a store that is away is healed by the next pulse. */
  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) this.#parts.report(error);
    });
  }
}
