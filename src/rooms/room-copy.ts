import type { Value } from "../../protocol/payloads.ts";
import type { ResponsesCountedOf } from "../../protocol/pushes.ts";
import type { HostSnapshotOf, PaperAnswerOf, PlayerSnapshotOf, RosterPlayerOf } from "../../protocol/snapshots.ts";
import { isPretest, type Look } from "../engine/look.ts";
import { paperView } from "../engine/paper-view.ts";
import { hasLights } from "../engine/roster-view.ts";
import { hostView, playerParts, playerView } from "../engine/view.ts";
import type { Response, Room, Round, Seat, Team } from "../room.ts";
import type { Pulse, Store } from "../store/store.ts";
import { type TeamStanding, teamStandings, teamsBySeat } from "../teams.ts";
import {
  basisOf,
  type Game,
  itemOf,
  type Known,
  type Shares,
  type Standing,
  seatsOf,
  standingsOf,
  tallyOf,
} from "../verdicts.ts";
import { imageUrls } from "./image-urls.ts";
import { Progress } from "./progress.ts";
import type { RosterDelta } from "./publish.ts";
import { type Loaded, Roster } from "./roster.ts";
import { type ScreenIds, screenIds } from "./screen-ids.ts";

const NOBODY: ReadonlyMap<string, Standing> = new Map();

/** A node's copy of one room, as of a version, and the screens drawn from it. A cache: it can be thrown away. */
export class RoomCopy {
  readonly roster: Roster;
  readonly #store: Store;
  readonly #images: Record<string, string>;
  readonly #ids: ScreenIds;
  /** Of closed rounds, as screens know them. */
  readonly #responses = new Map<number, ReadonlyMap<string, Response>>();
  readonly #prompts: NonNullable<Look["prompts"]> = new Map();
  #room: Room;
  #progress: Progress;
  /** Of this version or an earlier one; `isPlaced`: of this one, with all seats. */
  #known: Known | undefined;
  #isPlaced = false;
  #drawn: Look | undefined;
  #teams: { room: Room; seats: readonly Seat[]; bySeat: ReadonlyMap<string, Team> } | undefined;
  #teamStandings: { of: ReadonlyMap<string, Standing>; list: TeamStanding[] } | undefined;
  /** Of a finished post-test: itemId -> how it went in the pre-test. */
  protected before: ReadonlyMap<string, Shares> | undefined;

  constructor(loaded: Loaded, store: Store) {
    this.#store = store;
    this.#room = loaded.room;
    this.#ids = screenIds(loaded.quiz.quiz, loaded.room.token);
    this.#progress = new Progress(loaded.room.round, loaded.counted);
    this.roster = new Roster(loaded.seats, loaded.room.paper);
    this.#images = imageUrls(loaded.quiz.images);
    for (const [round, responses] of loaded.responses) this.#keep(round, responses);
  }

  get room(): Room {
    return this.#room;
  }

  get progress(): Progress {
    return this.#progress;
  }

  get #game(): Game {
    return { room: this.#room, quiz: this.#ids.quiz, seats: this.roster.seats, responses: this.#responses };
  }

  /** By playerId, over the closed rounds; computed once a version, from what was known before. */
  get standings(): ReadonlyMap<string, Standing> {
    if (!this.#known || !this.#isPlaced) {
      const game = this.#game;
      this.#known = { standings: standingsOf(game, this.#known), basis: basisOf(game) };
      this.#isPlaced = true;
    }
    return this.#known.standings;
  }

  /** playerId -> team; computed once a version and change of the seats. */
  get teams(): ReadonlyMap<string, Team> {
    const { seats } = this.roster;
    if (this.#teams?.room !== this.#room || this.#teams.seats !== seats) {
      this.#teams = { room: this.#room, seats, bySeat: teamsBySeat(this.#room, seats) };
    }
    return this.#teams.bySeat;
  }

  /** What hosts are told of the seats, with the team of each. */
  protected inTeams({ joined, left, changed }: RosterDelta): RosterDelta {
    const withTeam = (player: RosterPlayerOf) => {
      const team = this.teams.get(player.playerId)?.id;
      return team === undefined ? player : { ...player, team };
    };
    return { joined: joined.map(withTeam), left, changed: changed.map(withTeam) };
  }

  playerSnapshot(seat: Seat, responded = this.#progress.has(seat.playerId)): PlayerSnapshotOf {
    return playerView(this.#look(), seat, responded);
  }

  /** The same, or two parts of it, of which the first is one object for many seats. */
  playerParts(seat: Seat): [object, object?] {
    const responded = this.#room.phase === "open" && this.#progress.has(seat.playerId);
    return playerParts(this.#look(), seat, responded);
  }

  hostSnapshot(addresses: { joinUrl: string; reportUrl: string }): HostSnapshotOf {
    const { before } = this;
    const who = { present: this.roster.present, answered: this.#progress.playerIds };
    return hostView({ ...this.#look(), ...addresses, ...this.#counted(), ...who, before });
  }

  /** What of a seat's answers can be typed in from paper, and what has been. */
  paperAnswers(seat: Seat): PaperAnswerOf[] {
    return paperView(this.#look(), seat);
  }

  /** What a seat has answered to a closed round (1-based). */
  answered(round: number, playerId: string): Response | undefined {
    return this.#responses.get(round)?.get(playerId);
  }

  /** The item of a round (1-based), reached or not, as screens know it. */
  item(round: number) {
    return itemOf(this.#game, round);
  }

  /** An answer to a round (1-based), given by a screen, as it is stored. */
  stored(round: number, value: Value): Value {
    return this.#ids.stored(this.item(round)?.id ?? "", value);
  }

  /** Ids of the rows that people wrote themselves, of a closed round (1-based). */
  texts(round: number): ReadonlySet<string> {
    const rows = tallyOf(this.#game, round)?.distribution ?? [];
    return new Set(rows.flatMap(({ id, text }) => (text === undefined ? [] : [id])));
  }

  /** Whether a seat has responded to the open round, on whichever node; remembered for the snapshots of this round. */
  async hasResponded(playerId: string): Promise<boolean> {
    const { phase, round } = this.#room;
    if (phase !== "open") return false;
    if (this.#progress.has(playerId)) return true;
    const stored = await this.#store.response(this.#room.id, round, playerId);
    if (stored) this.#progress.mark(round, playerId);
    // Read of a round that is over by now: the screen to be drawn is of another one.
    const isCurrent = this.#room.phase === phase && this.#room.round === round;
    return isCurrent ? stored !== undefined : this.hasResponded(playerId);
  }

  /**
   * Becomes a newer version, with the seats and the responses of closed rounds that it needs. All is read before anything
   * is taken, so that a reading that fails leaves the copy as it was.
   */
  protected async take(room: Room): Promise<RosterDelta> {
    const all = room.rosterVersion > this.#room.rosterVersion;
    const from = all ? 0 : this.roster.seats.length;
    const seats = await this.#store.seats(room.id, from);
    // Answers from paper change rounds that have been read.
    const anew = ({ answersVersion = 0 }: Round) => answersVersion > this.#room.version;
    const closed = room.rounds.flatMap((round, index) =>
      round.closedAt !== null && (anew(round) || !this.#responses.has(index + 1)) ? [index + 1] : [],
    );
    const responses = await Promise.all(closed.map((round) => this.#store.responses(room.id, round)));
    const pulse = room.round === this.#progress.round ? undefined : await this.#store.pulse(room.id);

    for (const [index, round] of closed.entries()) this.#keep(round, responses[index] ?? new Map());
    if (room.round !== this.#progress.round) {
      this.#progress = new Progress(room.round, pulse ?? { responded: 0, of: 0 });
    } else if (all) this.#progress.seatsChanged();
    this.#room = room;
    this.#isPlaced = false;
    this.roster.paper = room.paper;
    return all ? this.roster.replace(seats) : this.roster.append(seats);
  }

  /** Takes a count of the open round; what hosts are told of it, undefined when nothing is new. `who`: a host is here. */
  protected async counted(pulse: Pulse, who: boolean): Promise<ResponsesCountedOf | undefined> {
    const progress = this.#progress;
    const { responded, of } = pulse;
    const lit = hasLights(seatsOf(this.#game).length);
    if (lit && who && progress.isUnread(responded)) {
      const { version } = this.#room;
      const playerIds = await this.#store.responded(this.#room.id, progress.round);
      // Meanwhile another round may have begun, or seats may have been removed.
      if (this.#room.version !== version) return undefined;
      progress.read(responded, playerIds);
    }
    const moved = progress.saw(pulse);
    const answered = lit ? progress.untold(this.roster.seats) : [];
    if (!moved && answered.length === 0) return undefined;
    return { round: progress.round, responded, of, ...(lit ? { answered } : {}) };
  }

  /** Reads the seats that are new. */
  protected async readSeats(): Promise<RosterDelta> {
    const seats = await this.#store.seats(this.#room.id, this.roster.seats.length);
    const delta = this.roster.append(seats);
    if (seats.length > 0) this.#isPlaced = false;
    return delta;
  }

  #keep(round: number, responses: ReadonlyMap<string, Response>): void {
    const itemId = this.item(round)?.id ?? "";
    const shown = ([playerId, response]: [string, Response]): [string, Response] => [
      playerId,
      { ...response, value: this.#ids.shown(itemId, response.value) },
    ];
    this.#responses.set(round, this.#ids.differ(itemId) ? new Map([...responses].map(shown)) : responses);
  }

  /** How many have responded of how many; of a closed round from its responses, without removed seats. */
  #counted(): { responded: number; of: number } {
    const { responded, of, round } = this.#progress;
    const responses = this.#responses.get(round);
    if (!responses) return { responded, of };
    const seats = seatsOf(this.#game);
    const counted = seats.filter(({ playerId }) => responses.has(playerId)).length;
    return { responded: counted, of: Math.max(counted, Math.min(of, seats.length)) };
  }

  /** One for all screens of a moment: a crowd is told in one go. */
  #look(): Look {
    const now = this.#store.now();
    const drawn = this.#drawn;
    const { room, seats } = drawn?.game ?? {};
    if (drawn?.now === now && room === this.#room && seats === this.roster.seats) return drawn;
    // No screen before the first reveal needs standings, and computing them is the dear part.
    const ranked = ["reveal", "leaderboard", "finished"].includes(this.#room.phase) && !isPretest(this.#room);
    this.#drawn = {
      game: this.#game,
      now,
      standings: ranked ? this.standings : NOBODY,
      images: this.#images,
      prompts: this.#prompts,
      ...(this.#room.teams ? { teams: this.teams, teamStandings: ranked ? this.#ranked() : [] } : {}),
    };
    return this.#drawn;
  }

  /** How the teams stand; computed as often as the standings. */
  #ranked(): TeamStanding[] {
    const of = this.standings;
    if (this.#teamStandings?.of !== of) this.#teamStandings = { of, list: teamStandings(this.#room, this.teams, of) };
    return this.#teamStandings.list;
  }
}
