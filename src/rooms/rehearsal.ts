/** Simulated phones: they do in a rehearsal what real ones do, through the same acts, on the node that was asked. */
import { hash32 } from "../hash.ts";
import { type Store, StoreUnavailable } from "../store/store.ts";
import { elapsedOf } from "../verdicts.ts";
import type { Clock } from "./clock.ts";
import type { Draw } from "./draw.ts";
import { identify } from "./identify.ts";
import type { LiveRoom } from "./live-room.ts";
import { joinRoom, PRESENT_MS, submitResponse } from "./seats.ts";
import { type PlannedAnswer, plannedAnswer } from "./simulated-answers.ts";
import { SIMULATED_NAMES } from "./simulated-names.ts";

const TICK_MS = 250;
const RENEW_MS = PRESENT_MS / 2;
/** Phones find their way in over so many ms. */
const ARRIVE_MS = 6000;
/** Under a name that is taken already a phone joins with a number. */
const NAMES_TRIED = 5;

interface RehearsalParts {
  store: Store;
  draw: Draw;
  clock: Clock;
  capacity: number;
  report(error: unknown): void;
}

export interface Rehearsals {
  /** So many simulated phones play in this room from now on (0: none). False: it is no rehearsal, or it is over. */
  phones(live: LiveRoom, count: number): boolean;
  /** A node (`by`) was asked for so many phones: those of any other leave the room to it. */
  elsewhere(live: LiveRoom, by: string, count: number): void;
  close(): void;
}

interface Phone {
  /** When it joins, ms. */
  at: number;
  playerId?: string;
  /** Somebody has taken its seat away. */
  gone?: boolean;
  planned: { round: number; answer: PlannedAnswer | null } | undefined;
}

/** The phones of one room; one timer moves them all. */
class Crowd {
  readonly #parts: RehearsalParts;
  readonly #live: LiveRoom;
  /** By their place; one that is not wanted any more keeps its seat for when it is. */
  readonly #phones: Phone[] = [];
  readonly #stop: () => void;
  readonly #ended: () => void;
  #count = 0;
  #renewedAt = Number.NEGATIVE_INFINITY;
  #busy = false;

  constructor(live: LiveRoom, parts: RehearsalParts, ended: () => void) {
    this.#live = live;
    this.#parts = parts;
    this.#ended = ended;
    this.#stop = parts.clock.every(TICK_MS, () => this.#tick());
  }

  want(count: number): void {
    const now = this.#parts.store.now();
    for (let place = this.#phones.length; place < count; place++) {
      const at = now + (ARRIVE_MS * hash32(`${this.#seed}:${place}:joins`)) / 2 ** 32;
      this.#phones.push({ at, planned: undefined });
    }
    const left = this.#phones.slice(count, this.#count).flatMap(({ playerId }) => playerId ?? []);
    if (left.length > 0) this.#try(this.#parts.store.present(this.#live.room.id, left, 0));
    this.#count = count;
    this.#renewedAt = Number.NEGATIVE_INFINITY;
  }

  end(): void {
    this.#stop();
    this.#ended();
  }

  /** Drawn with the room: on whichever node the phones are, they are the same ones, in the same seats. */
  get #seed(): string {
    return this.#live.room.id;
  }

  #tick(): void {
    const { ended, room } = this.#live;
    if (ended || room.phase === "finished" || this.#count === 0) {
      this.end();
      return;
    }
    // A slow store must not pile up rounds.
    if (this.#busy) return;
    this.#busy = true;
    this.#try(this.#act().finally(() => (this.#busy = false)));
  }

  async #act(): Promise<void> {
    const now = this.#parts.store.now();
    await Promise.all(this.#phones.slice(0, this.#count).map((phone, place) => this.#move(phone, place, now)));
    if (now - this.#renewedAt >= RENEW_MS) await this.#renew(now);
  }

  async #move(phone: Phone, place: number, now: number): Promise<void> {
    if (phone.gone) return;
    if (phone.playerId !== undefined) await this.#answer(phone, place, now);
    else if (phone.at <= now) await this.#join(phone, place);
  }

  async #renew(now: number): Promise<void> {
    this.#renewedAt = now;
    const { roster, room } = this.#live;
    const playing = this.#phones.slice(0, this.#count);
    for (const phone of playing) if (phone.playerId && roster.byId(phone.playerId)?.removed) phone.gone = true;
    const here = playing.flatMap(({ playerId, gone }) => (playerId === undefined || gone ? [] : [playerId]));
    if (here.length > 0) await this.#parts.store.present(room.id, here, now + PRESENT_MS);
  }

  async #join(phone: Phone, place: number): Promise<void> {
    const { store } = this.#parts;
    const first = SIMULATED_NAMES[place] ?? "";
    for (let number = 1; number <= NAMES_TRIED; number++) {
      const nickname = number === 1 ? first : `${first} ${number}`;
      // The same on every node, so that a phone finds its seat again.
      const attempt = `rehearsal-${number}-${String(place).padStart(2, "0")}-${this.#seed}`.slice(0, 64);
      const { teams = [] } = this.#live.room;
      const joining = identify(this.#live.room, { nickname, attempt, team: teams[place % teams.length]?.id });
      // A person of the list may come to the rehearsal too.
      if ("personId" in joining && joining.personId !== null) continue;
      const joined = "rejected" in joining ? joining : await joinRoom(this.#parts, this.#live, joining);
      if ("seat" in joined) {
        phone.playerId = joined.seat.playerId;
        return store.present(this.#live.room.id, [phone.playerId], store.now() + PRESENT_MS);
      }
      if (joined.rejected !== "nickname_taken") {
        // Locked or full: it tries again later, as people do.
        if (joined.rejected === "removed") phone.gone = true;
        phone.at = store.now() + ARRIVE_MS;
        return;
      }
    }
    phone.gone = true;
  }

  async #answer(phone: Phone, place: number, now: number): Promise<void> {
    const { room } = this.#live;
    const { playerId } = phone;
    const round = room.rounds[room.round - 1];
    if (room.phase !== "open" || room.pausedAt !== null || !playerId || !round || round.openedAt === null) return;
    if (now < round.openedAt) return;
    if (phone.planned?.round !== room.round) {
      const item = this.#live.item(room.round);
      phone.planned = { round: room.round, answer: item ? plannedAnswer(this.#seed, place, this.#count, item) : null };
    }
    const { answer } = phone.planned;
    if (!answer || elapsedOf(round, { receivedAt: now, lagMs: 0 }, null) < answer.afterMs) return;
    const submission = {
      round: room.round,
      attempt: `rehearsal-${place}`,
      value: answer.value,
      elapsedMs: undefined,
      receivedAt: now,
      roundTripMs: undefined,
    };
    const submitted = await submitResponse(this.#parts.store, this.#live, playerId, submission);
    // Whatever was answered, it has tried; paused meanwhile, it tries again.
    if (!("rejected" in submitted) || submitted.rejected !== "not_open") phone.planned.answer = null;
    if ("complete" in submitted && submitted.complete) {
      await this.#live.command({ kind: "all-responded", round: submission.round });
    }
  }

  #try(work: Promise<unknown>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof StoreUnavailable)) this.#parts.report(error);
    });
  }
}

export const createRehearsals = (parts: RehearsalParts): Rehearsals => {
  // By its copy of the room: one that was let go of and taken up again is another.
  const crowds = new Map<LiveRoom, Crowd>();
  const self = parts.draw.id();
  return {
    phones(live, count) {
      const { options, phase } = live.room;
      if (!options.rehearsal || phase === "finished" || live.ended) return false;
      const crowd = crowds.get(live) ?? new Crowd(live, parts, () => crowds.delete(live));
      crowds.set(live, crowd);
      crowd.want(count);
      // Lost, or not heard in time, it is said again with the next number.
      parts.store.notify(live.room.id, JSON.stringify({ kind: "phones", by: self, count })).catch(parts.report);
      return true;
    },
    elsewhere(live, by, count) {
      if (by === self) return;
      const crowd = crowds.get(live);
      crowd?.want(count);
      crowd?.end();
    },
    close() {
      for (const crowd of [...crowds.values()]) crowd.end();
    },
  };
};
