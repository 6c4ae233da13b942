/** All persons and, among them, the complete cases with their scores: what item, test and option statistics share. */
import type { Reason } from "../../protocol/why.ts";
import type { Game } from "../verdicts.ts";
import { type Column, columnsOf, type Person, personsOf, scoresOf } from "./persons.ts";
import { type Groups, groupsOf } from "./stats/groups.ts";
import { type Matrix, restsOf, totalsOf } from "./stats/matrix.ts";

export interface Analysis {
  columns: Column[];
  persons: Person[];
  /** Places of the columns that count; their place here is the item's column in `matrix`. */
  counting: number[];
  /** Persons to whom all that counts was shown; nobody when nothing counts. */
  complete: Person[];
  matrix: Matrix;
  totals: number[];
  /** Per counting item the totals without it. */
  rests: number[][];
  /** Upper and lower 27 %. */
  groups: Groups | Reason;
}

/** The table of a game and its complete cases. */
export const analyse = (game: Game): Analysis => {
  const columns = columnsOf(game);
  const persons = personsOf(game, columns);
  const counting = columns.flatMap(({ counts }, place) => (counts ? [place] : []));
  const cases = persons.flatMap((person) => {
    const scores = counting.length === 0 ? null : scoresOf(person, counting);
    return scores ? [{ person, scores }] : [];
  });
  const matrix = cases.map(({ scores }) => scores);
  const totals = totalsOf(matrix);
  return {
    columns,
    persons,
    counting,
    complete: cases.map(({ person }) => person),
    matrix,
    totals,
    rests: restsOf(matrix),
    groups: groupsOf(totals, 27),
  };
};
