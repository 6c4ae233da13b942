import type { Options } from "../../protocol/payloads.ts";
import type { RosterEntry } from "../../protocol/workshops.ts";
import { createRoom } from "../engine/create.ts";
import type { Rejection, Room } from "../room.ts";
import { shardOf } from "../store/shard.ts";
import { type StoredQuiz, StoreFull, StoreUnavailable } from "../store/store.ts";
import { unlessRunning } from "../turns.ts";
import { ownedBy } from "../who.ts";
import { roomOfToken } from "./draw.ts";
import { Heart } from "./heart.ts";
import { LiveRoom, type LiveRoomParts } from "./live-room.ts";
import { peopleOf } from "./people.ts";
import { PRESENT_MS } from "./seats.ts";

const HOST_PULSE_MS = 100;
/** Phases in which hosts follow what has no version: who comes and who responds. In others a second is soon enough. */
const FOLLOWED: readonly Room["phase"][] = ["lobby", "open"];
const PULSE_MS = 1000;
const SWEEP_MS = 250;
/** A sweep leaves the first moments after a due time to the nodes that serve the room. */
const SWEEP_LATE_MS = 100;
const BEAT_MS = 500;
const LOOK_MS = 250;
const RENEW_MS = 5000;
/** Seats whose presence is renewed in one write. */
const RENEWED = 500;
const IDLE_MS = 60_000;
/** At start every room that will be due within this time is loaded, so that its outage is seen at once. */
const AHEAD_MS = 24 * 3600 * 1000;

/** The rooms this node serves, and the loops that keep them true: pulses, the sweep of due rooms, presence, beats. */
export class Rooms {
  readonly #parts: LiveRoomParts;
  readonly #live = new Map<string, Promise<LiveRoom | undefined>>();
  readonly #loaded = new Map<string, LiveRoom>();
  readonly #heart: Heart;
  #stop: (() => void)[] = [];

  constructor(parts: Omit<LiveRoomParts, "elsewhere" | "settling">) {
    const elsewhere: LiveRoomParts["elsewhere"] = async (roomId, command) => (await this.get(roomId))?.command(command);
    const heart = new Heart(parts.store, (away) => {
      parts.publish.away(away);
      if (!away) this.#try(this.#renew());
    });
    this.#heart = heart;
    this.#parts = { ...parts, elsewhere, settling: (since) => heart.settling(since) };
  }

  /** Starts the loops and takes up the rooms that were running when the last process ended. */
  async start(): Promise<void> {
    const { clock } = this.#parts;
    // A room that cannot be read is a fault of its own: the others start all the same.
    const running = await this.#parts.store.due(-AHEAD_MS);
    for (const result of await Promise.allSettled(running.map((roomId) => this.get(roomId)))) {
      if (result.status === "rejected") this.#failed(result.reason);
    }
    const every = (ms: number, work: () => Promise<unknown>) => {
      // A slow store must not pile up rounds of the same loop.
      const run = unlessRunning(work);
      this.#stop.push(clock.every(ms, () => this.#try(run())));
    };
    const followed = ({ hosts, room, stirred }: LiveRoom) => stirred && hosts > 0 && FOLLOWED.includes(room.phase);
    every(HOST_PULSE_MS, () => this.#each((live) => (followed(live) ? live.pulse() : undefined)));
    every(PULSE_MS, () =>
      this.#each(async (live) => {
        await live.pulse();
        if (live.hosts > 0) await live.readPresence();
      }),
    );
    every(SWEEP_MS, () => this.#sweep());
    every(BEAT_MS, () => this.#beat());
    every(RENEW_MS, () => this.#renew());
    this.#stop.push(clock.every(LOOK_MS, () => this.#heart.look()));
  }

  /** Whether the store has not answered this node for a second. */
  get away(): boolean {
    return this.#heart.away;
  }

  get size(): number {
    return this.#loaded.size;
  }

  /** The live room of an id; undefined when the store has none. Throws StoreUnavailable. */
  get(roomId: string): Promise<LiveRoom | undefined> {
    const known = this.#live.get(roomId);
    if (known) {
      // Whoever asks is about to use it: it must not be forgotten meanwhile.
      const loaded = this.#loaded.get(roomId);
      if (loaded) loaded.idleSince = this.#parts.store.now();
      return known;
    }
    const opening = LiveRoom.open(roomId, this.#parts).then(
      (live) => {
        if (live) {
          this.#loaded.set(roomId, live);
          // Its record of beats starts now: an outage in its first moments is one too.
          if (live.room.phase !== "finished") this.#try(this.#parts.store.beat([roomId]));
        } else this.#live.delete(roomId);
        return live;
      },
      (error: unknown) => {
        this.#live.delete(roomId);
        throw error;
      },
    );
    this.#live.set(roomId, opening);
    return opening;
  }

  /** The live room of a PIN; with `released`, also the finished one that bore it last. Throws StoreUnavailable. */
  async byPin(pin: string, { released = false } = {}): Promise<LiveRoom | undefined> {
    const { store } = this.#parts;
    const roomId = (await store.findPin(pin)) ?? (released ? await store.findReleasedPin(pin) : undefined);
    return roomId === undefined ? undefined : this.get(roomId);
  }

  /** The room a seat's or a host's token speaks of; whether the token is right is for the caller to say. */
  async byToken(token: string): Promise<LiveRoom | undefined> {
    const roomId = roomOfToken(token);
    return roomId === undefined ? undefined : this.get(roomId);
  }

  /** The room a known attempt of create made, whatever has become of its quiz; undefined when the attempt is not known. */
  async created(attempt: { id: string; body: string }): Promise<{ room: Room } | Rejection | undefined> {
    const known = await this.#parts.store.createdBy(attempt);
    return known === "attempt-reused" ? { rejected: "attempt_reused" } : known && { room: known };
  }

  /**
   * Opens a room in its lobby. `attempt.body` identifies the request, so that a repeat finds the same room; `ownerId`: the organiser whose it is; `replayed`: the
   * room whose people play on, and whose list it takes over.
   */
  async create(
    quiz: StoredQuiz,
    options: Options,
    attempt: { id: string; body: string } | undefined,
    ownerId?: string,
    replayed?: Pick<Room, "id" | "roster">,
  ): Promise<{ room: Room } | Rejection> {
    const { store, draw } = this.#parts;
    if (store.full()) return { rejected: "store_full" };
    const roster = await this.#roster(options, ownerId, replayed?.roster);
    if ("rejected" in roster) return roster;
    for (let tries = 0; tries < 20; tries++) {
      const pin = draw.pin(attempt ? shardOf(attempt.id) : undefined);
      const id = draw.roomId(pin);
      const names = { id, pin, token: draw.token(id), nonce: draw.id() };
      const made = createRoom(quiz.quiz, options, names, store.now(), roster);
      if ("rejected" in made) return made;
      const room = { ...made, ...ownedBy(ownerId), ...(replayed ? { replayOf: replayed.id } : {}) };
      const created = await store.create(room, quiz, attempt).catch((error: unknown) => {
        if (error instanceof StoreFull) return { kind: "full" as const };
        throw error;
      });
      if (created.kind === "full") return { rejected: "store_full" };
      if (created.kind === "attempt-reused") return { rejected: "attempt_reused" };
      if (created.kind === "created" || created.kind === "repeat") return { room: created.room };
    }
    return { rejected: "internal" };
  }

  /** Whom a room expects: the list that was given, else that of the stored workshop, else of the room that is replayed. */
  async #roster(
    { identity, roster, workshop }: Options,
    ownerId: string | undefined,
    before: RosterEntry[] = [],
  ): Promise<RosterEntry[] | Rejection> {
    if (identity !== "roster") return [];
    if (roster) return peopleOf(roster, this.#parts.draw, workshop?.id);
    if (!workshop) return before;
    const stored = await this.#parts.store.workshop(workshop.id);
    return stored?.ownerId === ownerId ? (stored?.roster ?? []) : [];
  }

  /** Deletes a room and all that belongs to it, here and for every other node. */
  async erase(roomId: string): Promise<void> {
    await this.#parts.store.erase(roomId);
    const live = this.#loaded.get(roomId);
    if (live) await live.pulse();
  }

  forget(live: LiveRoom): void {
    live.end();
    this.#loaded.delete(live.room.id);
    this.#live.delete(live.room.id);
  }

  close(): void {
    for (const stop of this.#stop) stop();
    this.#stop = [];
    for (const live of [...this.#loaded.values()]) this.forget(live);
  }

  async #each(work: (live: LiveRoom) => Promise<unknown> | undefined): Promise<void> {
    const done = await Promise.allSettled([...this.#loaded.values()].map(work));
    for (const result of done) if (result.status === "rejected") this.#failed(result.reason);
  }

  async #sweep(): Promise<void> {
    const late = await this.#parts.store.due(SWEEP_LATE_MS);
    const fired = await Promise.allSettled(late.map(async (roomId) => (await this.get(roomId))?.fire()));
    for (const result of fired) if (result.status === "rejected") this.#failed(result.reason);
  }

  async #beat(): Promise<void> {
    const running = [...this.#loaded.values()].filter((live) => live.room.phase !== "finished");
    await this.#heart.beat(running.map((live) => live.room.id));
  }

  /** The seats with a socket here are present for longer. Some at a time: thousands in one write would hold up every response. */
  async #renewSeats({ room, roster: { held } }: LiveRoom): Promise<void> {
    const { store } = this.#parts;
    const seats = [...held];
    for (let from = 0; from < seats.length; from += RENEWED) {
      // Who has left while others were written stays away.
      const playerIds = seats.slice(from, from + RENEWED).filter((playerId) => held.has(playerId));
      await store.present(room.id, playerIds, store.now() + PRESENT_MS);
    }
  }

  async #renew(): Promise<void> {
    for (const live of [...this.#loaded.values()]) {
      try {
        await this.#renewSeats(live);
      } catch (error) {
        this.#failed(error);
        // The next turn would be met by all that waits for the store.
        if (error instanceof StoreUnavailable) break;
      }
    }
    const now = this.#parts.store.now();
    for (const live of [...this.#loaded.values()]) {
      if (live.hosts > 0 || live.roster.held.size > 0 || live.room.due !== null) live.idleSince = now;
      else if (now - live.idleSince > IDLE_MS) this.forget(live);
    }
  }

  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#failed(error));
  }

  /** A store that is away is healed by the next turn of the loop; anything else is a fault to hear of. */
  #failed(error: unknown): void {
    if (!(error instanceof StoreUnavailable)) this.#parts.report(error);
  }
}
