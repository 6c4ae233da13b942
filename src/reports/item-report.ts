import { typeOf } from "../items/index.ts";
import { quizLocale } from "../quiz.ts";
import { type Game, isRight, seatsOf, type Tally, tallyOf } from "../verdicts.ts";

/** A room as reports name it. Times are ms since 1970. */
export interface RoomLine {
  id: string;
  quizId: string;
  title: string;
  scoring: string;
  phase: string;
  createdAt: number;
  startedAt: number | null;
  finishedAt: number | null;
  players: number;
}

interface OptionLine {
  id: string;
  text: string;
  key: boolean;
  count: number;
  /** Of n, 0..1; null when n is 0. What is missing to 1 has omitted the item (or, multiple choice, is over 1). */
  share: number | null;
}

export interface ItemLine {
  id: string;
  position: number;
  type: string;
  stem: string;
  n: number;
  correct: number | null;
  /** 0..100; null for unscored and voided items and when n is 0. */
  percentCorrect: number | null;
  omitted: number;
  absent: number;
  voided: boolean;
  options: OptionLine[];
  time: { medianMs: number | null };
}

export interface ItemReport {
  schema: 1;
  room: RoomLine;
  items: ItemLine[];
}

const roomLine = (game: Game): RoomLine => {
  const { id, quizId, title, options, phase, createdAt, startedAt, finishedAt } = game.room;
  const players = seatsOf(game).length;
  return { id, quizId, title, scoring: options.scoring, phase, createdAt, startedAt, finishedAt, players };
};

const optionLines = (game: Game, { item, n, distribution }: Tally): OptionLine[] => {
  const type = typeOf(item);
  const texts = new Map(type.present(item, quizLocale(game.quiz)).options?.map(({ id, text }) => [id, text]));
  return distribution.map(({ id, text = texts.get(id) ?? id, count }) => ({
    id,
    text,
    key: isRight(item, { id, text }),
    count,
    share: n > 0 ? count / n : null,
  }));
};

const itemLine = (game: Game, tally: Tally): ItemLine => {
  const { item, position, n, correct, omitted, absent, round, medianMs } = tally;
  return {
    id: item.id,
    position,
    type: item.type,
    stem: item.stem,
    n,
    correct,
    percentCorrect: correct === null || n === 0 ? null : (100 * correct) / n,
    omitted,
    absent,
    voided: round.voided,
    options: optionLines(game, tally),
    time: { medianMs },
  };
};

/** The closed rounds of a room in order, each with its counts. Closed by rule: an open round is not evidence yet. */
export const itemReport = (game: Game): ItemReport => ({
  schema: 1,
  room: roomLine(game),
  items: game.room.rounds.flatMap((_, index) => {
    const tally = tallyOf(game, index + 1);
    return tally ? [itemLine(game, tally)] : [];
  }),
});
