/** What every screen must show, drawn anew from what is stored: with nothing that a node has kept, and the plain parts by hand. */
import type { HostSnapshotOf, PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { hostView, playerView } from "../../../src/engine/view.ts";
import type { Response, Room, Seat } from "../../../src/room.ts";
import { type Game, itemOf, type Standing, standingsOf } from "../../../src/verdicts.ts";
import { ADDRESSES } from "./gateway.ts";
import { keyOf, type Ledger } from "./invariants.ts";
import type { MemoryCore } from "./memory-store.ts";

interface Drawn {
  game: Game;
  standings: ReadonlyMap<string, Standing>;
}
type Phase<Snapshot, Name> = Extract<Snapshot, { phase: Name }>;

const listed = (seats: readonly Seat[]): Seat[] => seats.filter(({ removed }) => !removed);

export class Screens {
  readonly #ledger: Ledger;
  readonly #core: MemoryCore;
  /** By number of seats, of the version looked at last. */
  readonly #drawn = new Map<number, Drawn>();
  #room: Room | undefined;
  #all: readonly Seat[] = [];

  constructor(ledger: Ledger, core: MemoryCore) {
    this.#ledger = ledger;
    this.#core = core;
  }

  /** The game at the newest version with the first seats; undefined before there is a room. */
  latest(seats = this.#seats()): Drawn | undefined {
    const { room, log } = this.#ledger;
    const quiz = room && this.#core.roomQuiz(room.id)?.quiz;
    if (!room || !quiz) return undefined;
    const known = this.#drawn.get(seats.length);
    if (known) return known;
    const responses = room.rounds.flatMap(({ closedAt }, index) => {
      const given = seats.flatMap(({ playerId }): [string, Response][] => {
        const response = log.get(keyOf(index + 1, playerId));
        return response ? [[playerId, response]] : [];
      });
      return closedAt === null ? [] : [[index + 1, new Map(given)] as const];
    });
    const game: Game = { room, quiz, seats, responses: new Map(responses) };
    const drawn = { game, standings: standingsOf(game) };
    this.#drawn.set(seats.length, drawn);
    return drawn;
  }

  /** A phone has a screen; what is wrong with it is told to the ledger. One that is not of the newest version is on its way out. */
  phone(name: string, playerId: string, shown: PlayerSnapshotOf) {
    const seat = this.#ledger.seats.get(playerId);
    // One that was just removed is told so right after its last screen.
    if (!seat || seat.removed || shown.version !== this.#ledger.room?.version) return;
    const drawn = this.#of("of" in shown ? shown.of : undefined);
    if (!drawn) return this.#wrong(name, shown, "a number of players there never was");
    const { game, standings } = drawn;
    const responded = shown.phase === "open" && shown.responded;
    const look = { game, standings, now: shown.serverNow, images: {} };
    const text = JSON.stringify(shown);
    if (text !== JSON.stringify(playerView(look, seat, responded))) this.#wrong(name, shown, "what is not stored");
    if (responded && !this.#ledger.log.has(keyOf(shown.round, playerId)))
      this.#wrong(name, shown, "a response that is not stored");
    if (shown.phase === "open") this.#clock(name, shown);
    // Between its join and its node's reading of the seats it stands nowhere.
    const own = standings.get(playerId);
    if ("total" in shown && own) this.#standing(name, shown, own);
    if ("verdict" in shown && shown.verdict) {
      const right = this.#isRight(game, seat, shown.round);
      if (shown.verdict.correct !== right) this.#wrong(name, shown, `${shown.verdict.correct} for ${right}`);
    }
    if (text.includes(`${game.room.id}.`)) this.#wrong(name, shown, "a token");
  }

  /** A host has a screen; what is wrong with it is told to the ledger. Counts and lights are behind until all is at rest. */
  host(name: string, shown: HostSnapshotOf) {
    if (shown.version !== this.#ledger.room?.version) return;
    const players = "players" in shown ? shown.players : undefined;
    const drawn = this.#of(players?.length ?? ("of" in shown && !("responded" in shown) ? shown.of : undefined));
    if (!drawn) return this.#wrong(name, shown, "a number of players there never was");
    const { game, standings } = drawn;
    const present = new Set(players?.flatMap((player) => (player.present ? [player.playerId] : [])));
    const answered = new Set(shown.phase === "open" ? shown.answered : []);
    const { responded = 0, of = 0 } = "responded" in shown ? shown : {};
    const look = { game, standings, now: shown.serverNow, images: {}, ...ADDRESSES, present, answered, responded, of };
    if (JSON.stringify(shown) !== JSON.stringify(hostView(look))) this.#wrong(name, shown, "what is not stored");
    for (const playerId of answered)
      if (!this.#ledger.log.has(keyOf(shown.round, playerId))) this.#wrong(name, shown, "a light for no response");
    if (shown.phase === "open") this.#clock(name, shown);
    if (shown.phase === "reveal" && responded !== this.#responded(shown.round))
      this.#wrong(name, shown, `${responded} responses`);
    if (shown.phase !== "leaderboard") return;
    const best = [...standings.values()].sort((a, b) => b.total - a.total).slice(0, 8);
    const same = best.every(({ playerId, total }, at) => {
      const row = shown.top[at];
      return row?.playerId === playerId && row.total === total;
    });
    if (!same || shown.top.length !== best.length) this.#wrong(name, shown, "another leaderboard");
  }

  /** Whether a host's counts and lights say what is stored, as they must once all is at rest. */
  counts(shown: HostSnapshotOf): boolean {
    const { id } = this.#ledger.room ?? { id: "" };
    if (shown.phase !== "open" && shown.phase !== "lobby") return true;
    const here = new Set(this.#core.presentSeats(id));
    const seats = listed(this.#seats());
    const lit =
      shown.players?.length === seats.length && shown.players.every((p) => p.present === here.has(p.playerId));
    if (shown.phase === "lobby" || !lit) return lit;
    const responded = this.#responded(shown.round);
    const away = seats.filter(
      ({ playerId }) => !here.has(playerId) && !this.#ledger.log.has(keyOf(shown.round, playerId)),
    );
    const counted = shown.responded === responded && shown.of === seats.length - away.length;
    const lights = new Set(shown.answered);
    const told = seats.filter(({ playerId }) => lights.has(playerId)).length;
    return counted && told === responded;
  }

  #seats(): readonly Seat[] {
    const { room, seats } = this.#ledger;
    if (room !== this.#room || seats.size !== this.#all.length) {
      if (room !== this.#room) this.#drawn.clear();
      this.#room = room;
      this.#all = [...seats.values()];
    }
    return this.#all;
  }

  /** With the first seats of which so many are not removed: who joins makes no version, so screens know more of them or fewer. */
  #of(count: number | undefined): Drawn | undefined {
    const seats = this.#seats();
    if (count === undefined) return this.latest(seats);
    for (let length = seats.length; length >= this.#ledger.seated; length--) {
      const drawn = this.latest(length === seats.length ? seats : seats.slice(0, length));
      if (drawn?.standings.size === count) return drawn;
    }
    return undefined;
  }

  #clock(name: string, shown: Phase<PlayerSnapshotOf | HostSnapshotOf, "open">) {
    const round = this.#ledger.room?.rounds[shown.round - 1];
    const same = shown.openedAt === round?.openedAt && shown.deadline === round.deadline;
    if (!same) this.#wrong(name, shown, `a deadline of ${shown.deadline} for ${round?.deadline}`);
  }

  #standing(name: string, shown: Extract<PlayerSnapshotOf, { total?: number | undefined }>, own: Standing) {
    const same = shown.total === own.total && shown.rank === own.rank;
    if (!same) this.#wrong(name, shown, `${shown.total}, rank ${shown.rank} for ${own.total}, ${own.rank}`);
  }

  /** By hand, from the items that lay.ts makes and what phones answer; null: not judged. */
  #isRight(game: Game, seat: Seat, number: number): boolean | null {
    const round = game.room.rounds[number - 1];
    const item = itemOf(game, number);
    const value = this.#ledger.log.get(keyOf(number, seat.playerId))?.value;
    if (!round || round.voided || round.openedAt === null || item?.type === "poll") return null;
    if (value === undefined) return seat.joinedAt < round.openedAt ? false : null;
    if (item?.type === "single-choice") return value === item.key[0];
    return item?.type === "short-answer";
  }

  #responded(round: number): number {
    return listed(this.#seats()).filter(({ playerId }) => this.#ledger.log.has(keyOf(round, playerId))).length;
  }

  #wrong(name: string, { version, phase }: PlayerSnapshotOf | HostSnapshotOf, what: string) {
    this.#ledger.fail("I5", `${name} shows ${what} in ${phase}, version ${version}`);
  }
}
