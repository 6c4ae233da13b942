/** From stored responses to who was shown an item, credit, points and standings. Everything here is derived, nothing stored. */
import type { Value } from "../protocol/payloads.ts";
import type { VerdictOf } from "../protocol/snapshots.ts";
import { type Item, typeOf } from "./items/index.ts";
import type { Distribution, ItemType } from "./items/item.ts";
import type { Quiz } from "./quiz.ts";
import type { Response, Room, Round, Seat } from "./room.ts";
import { pointsFor } from "./scoring.ts";

/** A room with all that its verdicts follow from. */
export interface Game {
  room: Room;
  quiz: Quiz;
  /** In join order. */
  seats: readonly Seat[];
  /** Round (1-based) -> playerId -> response; complete for closed rounds. */
  responses: ReadonlyMap<number, ReadonlyMap<string, Response>>;
}

/** How an item went: seats that were shown it, and how many were right; null where there is nothing to judge. */
export interface Shares {
  n: number;
  correct: number | null;
}

/** `shown` an item: in n, and wrong when silent. `absent`: joined after it opened and did not answer. */
export type Attendance = "answered" | "omitted" | "absent";

export interface Standing {
  playerId: string;
  nickname: string;
  total: number;
  /** 1-based; ties share it. */
  rank: number;
  /** Who stands next above, and by how many points; null for the first. */
  behind: { nickname: string; points: number } | null;
  /** By round, from 1; undefined at 0, for slides and for rounds that are not closed. */
  verdicts: readonly (VerdictOf | undefined)[];
}

/** The item of a round (1-based), reached or planned; undefined beyond the last. */
export const itemOf = (game: Game, round: number): Item | undefined => {
  const itemId = game.room.rounds[round - 1]?.itemId ?? game.room.plan[round - 1]?.itemId;
  return game.quiz.items.find((item) => item.id === itemId);
};

/** The seats that count: all but removed ones, in join order. */
export const seatsOf = ({ seats }: Game): readonly Seat[] =>
  seats.some((seat) => seat.removed) ? seats.filter((seat) => !seat.removed) : seats;

/** Thinking time in ms: from the options showing to the response, without pauses and travel, within 0..the authored limit. */
export const elapsedOf = (
  round: Round,
  response: Pick<Response, "receivedAt" | "lagMs">,
  limitMs: number | null,
): number => {
  if (round.openedAt === null) return 0;
  let paused = 0;
  for (const { from, to } of round.pauses) {
    if (from < response.receivedAt) paused += Math.min(to, response.receivedAt) - from;
  }
  const elapsed = response.receivedAt - response.lagMs - round.openedAt - paused;
  return Math.round(Math.min(Math.max(elapsed, 0), limitMs ?? Number.POSITIVE_INFINITY));
};

/** Thinking time in ms as evidence; null when the response came without one. */
export const timeOf = (round: Round, response: Response, limitMs: number | null): number | null =>
  response.untimed ? null : elapsedOf(round, response, limitMs);

/** The authored limit in ms, null for none. */
export const limitOf = (item: Item): number | null => (item.seconds === null ? null : item.seconds * 1000);

/** Whether a seat answered a round, let it pass, or was not there when it opened (rules WC1 to WC3). */
export const attendanceOf = (round: Round, seat: Seat, response: Response | undefined): Attendance => {
  if (response) return "answered";
  return round.openedAt !== null && seat.joinedAt < round.openedAt ? "omitted" : "absent";
};

/** Whether a round counts in points and statistics: closed, opened, and not voided. */
const isPlayed = (round: Round | undefined): round is Round =>
  round !== undefined && round.closedAt !== null && round.openedAt !== null && !round.voided;

const NOT_JUDGED = { credit: null, correct: null, points: 0 } as const;

/** A closed round with its item and what judges it. */
export interface ClosedRound {
  /** 1-based. */
  position: number;
  item: Item;
  type: ItemType<Item>;
  round: Round;
  /** Whether it counts in totals: scored, opened, not voided. */
  counts: boolean;
}

/** The closed rounds in order. */
export const closedRounds = (game: Game): ClosedRound[] =>
  game.room.rounds.flatMap((round, index) => {
    const item = itemOf(game, index + 1);
    if (!item || round.closedAt === null) return [];
    const type = typeOf(item);
    if (type.unanswered) return [];
    return [{ position: index + 1, item, type, round, counts: type.scored && isPlayed(round) }];
  });

/** Standings with what they follow from, beside the seats: `basisOf` of their game. */
export interface Known {
  standings: ReadonlyMap<string, Standing>;
  basis: readonly unknown[];
}

/** What verdicts of closed rounds follow from, in a form that `===` tells apart part by part. */
export const basisOf = (game: Game): readonly unknown[] =>
  closedRounds(game).flatMap(({ position, round }) => [JSON.stringify(round), game.responses.get(position)]);

/** Verdicts of a seat over closed rounds, after those that are `known`. */
const verdictsOf = (game: Game, seat: Seat, rounds: readonly ClosedRound[], scoredItems: number, known?: Standing) => {
  if (known && rounds.length === 0) return { total: known.total, verdicts: known.verdicts };
  const verdicts = known?.verdicts.slice() ?? [];
  let total = known?.total ?? 0;
  let streak = verdicts.at(-1)?.streak ?? 0;
  for (const { position, round, item, type, counts } of rounds) {
    const response = game.responses.get(position)?.get(seat.playerId);
    const answered = response !== undefined;
    const absent = attendanceOf(round, seat, response) === "absent";
    if (!counts || absent) {
      verdicts[position] = { ...NOT_JUDGED, streak, answered };
      continue;
    }
    const credit = response ? (type.judge(item, response.value) ?? 0) : 0;
    const limitMs = limitOf(item);
    const points = response
      ? pointsFor(
          game.room.options.scoring,
          { credit, elapsedMs: timeOf(round, response, limitMs) ?? Number.NaN, limitMs, points: item.points },
          scoredItems,
        )
      : 0;
    streak = credit === 1 ? streak + 1 : 0;
    total += points;
    verdicts[position] = { credit, correct: credit === 1, points, streak, answered };
  }
  return { total, verdicts };
};

/**
 * Totals, ranks and verdicts of every seat over the closed rounds: playerId -> standing, in join order. What is `known` is
 * not judged again, as long as the rounds and responses it follows from are the first ones still.
 */
export const standingsOf = (game: Game, known?: Known): Map<string, Standing> => {
  const scoredItems = game.quiz.items.filter((item) => typeOf(item).scored).length;
  const rounds = closedRounds(game);
  const basis = known ? basisOf(game) : [];
  const before = known?.basis.every((part, index) => part === basis[index]) ? known : undefined;
  // Two parts of a basis a round.
  const later = rounds.slice((before?.basis.length ?? 0) / 2);
  const rows = seatsOf(game).map((seat): Standing => {
    const own = before?.standings.get(seat.playerId);
    const judged = verdictsOf(game, seat, own ? later : rounds, scoredItems, own);
    return { playerId: seat.playerId, nickname: seat.nickname, ...judged, rank: 1, behind: null };
  });
  let above: Standing | undefined;
  let last: Standing | undefined;
  for (const [index, row] of rows.toSorted((a, b) => b.total - a.total).entries()) {
    if (last && last.total > row.total) above = last;
    row.rank = last?.total === row.total ? last.rank : index + 1;
    if (above) row.behind = { nickname: above.nickname, points: above.total - row.total };
    last = row;
  }
  const standings = new Map<string, Standing>();
  for (const row of rows) standings.set(row.playerId, row);
  return standings;
};

export interface Tally {
  item: Item;
  round: Round;
  position: number;
  /** Seats that were shown the item; 0 when voided. */
  n: number;
  answered: number;
  omitted: number;
  absent: number;
  /** Full credit only; null for unscored or voided items. */
  correct: number | null;
  distribution: Distribution;
  /** Over those who answered; null when nobody did. */
  medianMs: number | null;
}

/** Whether an answer of a distribution belongs to the key: an option by its id, a typed answer by its own judgement. */
export const isRight = (item: Item, { id, text }: { id: string; text?: string | undefined }): boolean => {
  const type = typeOf(item);
  if (!type.scored) return false;
  if (type.present(item, "en").options) return type.key(item).includes(id);
  return type.judge(item, type.normalise(item, text ?? id) ?? "") === 1;
};

export const median = (sorted: readonly number[]): number | null => {
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
};

/** The counts of one closed round; undefined when it was never opened and closed, and of a slide. */
export const tallyOf = (game: Game, number: number): Tally | undefined => {
  const round = game.room.rounds[number - 1];
  const item = itemOf(game, number);
  if (!round || !item || round.closedAt === null) return undefined;
  const type = typeOf(item);
  if (type.unanswered) return undefined;
  const values: Value[] = [];
  const times: number[] = [];
  const states = { answered: 0, omitted: 0, absent: 0 };
  let correct = 0;
  if (isPlayed(round)) {
    const responses = game.responses.get(number);
    for (const seat of seatsOf(game)) {
      const response = responses?.get(seat.playerId);
      states[attendanceOf(round, seat, response)]++;
      if (!response) continue;
      values.push(response.value);
      const time = timeOf(round, response, limitOf(item));
      if (time !== null) times.push(time);
      if (type.judge(item, response.value) === 1) correct++;
    }
  }
  return {
    item,
    round,
    position: number,
    n: states.answered + states.omitted,
    ...states,
    correct: type.scored && isPlayed(round) ? correct : null,
    distribution: type.summarise(item, values),
    medianMs: median(times.sort((a, b) => a - b)),
  };
};

/** itemId -> how it went, of the rounds that were played and count. */
export const sharesOf = (game: Game): Map<string, Shares> => {
  const rows = game.room.rounds.flatMap((round, index): [string, Shares][] => {
    const tally = isPlayed(round) ? tallyOf(game, index + 1) : undefined;
    return tally ? [[tally.item.id, { n: tally.n, correct: tally.correct }]] : [];
  });
  return new Map(rows);
};
