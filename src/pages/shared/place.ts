/** Where a game is: which question, of how many. Slides are none. */
interface Told {
  round: number;
  rounds: number;
  question?: number | null | undefined;
  questions?: number | undefined;
}

/** The numbers of "2 of 7"; null on a slide. */
export const placeOf = ({ round, rounds, question = round, questions = rounds }: Told) =>
  question === null ? null : { round: question, rounds: questions };
