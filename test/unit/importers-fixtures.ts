/** Files to import, and how a test reads one to the end. */
import type { Imported } from "../../src/importers/asked.ts";
import { readPast } from "../../src/importers/index.ts";
import { type Past, pastGame } from "../../src/importers/past.ts";
import type { Quiz } from "../../src/quiz.ts";
import { longCsv } from "../../src/reports/csv.ts";
import { longRows } from "../../src/reports/long-report.ts";
import type { Game } from "../../src/verdicts.ts";
import { EVERY_TYPE, gameOf, quizOf, seatOf } from "./fixtures.ts";

export const NOW = 1_764_000_000_000;

/** A played room with every type of item: two from the start, one who came in round 3, one who came last; round 6 void. */
export const playedGame = (): Game => {
  const late = { joinedAt: 250_000 };
  const seats = [
    seatOf("p1"),
    seatOf("p2", { nickname: "=Budi, 2" }),
    seatOf("p3", late),
    seatOf("p4", { joinedAt: 9e6 }),
  ];
  return gameOf(
    quizOf(EVERY_TYPE.slice(0, 10)),
    seats,
    [
      { answers: { p1: ["b", 3100], p2: ["c", 4200] } },
      { answers: { p1: [["a", "c"], 5000], p2: [["a"], 6000] } },
      { answers: { p1: ["true", 1000], p3: ["false", 2000] } },
      { answers: { p1: ["Refleksi", 7000], p2: ["-2", 8000], p4: ["tidak; tahu", 12_345] } },
      { answers: { p1: [-5, 700], p2: [-4.5, 31_000], p3: [3, 900] } },
      { voided: true, answers: { p1: ["a", 800], p3: ["b", 900] } },
      { answers: { p1: ["4", 2000], p2: ["1", 2500] } },
      { answers: { p2: ['Saya belajar "banyak"; sekali', 19_000] } },
      { answers: { p1: ["tenang, bersama", 5000], p2: ["Bersama", 6000] } },
      { answers: { p1: [["c", "a", "d", "b"], 5000], p2: [["a", "b", "c", "d"], 6000] } },
    ],
    {
      phase: "finished",
      options: { ...gameOf(quizOf(), [], []).room.options, workshop: { id: "w1", occasion: "pre" } },
    },
  );
};

export const csvOf = (game: Game): string => [...longCsv(longRows(game))].join("");

export const readText = (text: string, library: Quiz[] = [], codebook?: string): Imported =>
  readPast({ kind: "text", text, codebook }, { library });

export const pastOf = ({ past, faults }: Imported): Past => {
  if (!past) throw new Error(JSON.stringify(faults));
  return past;
};

/** The room that an import makes. */
export const importedGame = (read: Imported): Game => {
  let count = 0;
  const names = { roomId: "imported", pin: "000000", token: "t", nonce: "n" };
  return pastGame(pastOf(read), { ...names, seat: () => ({ playerId: `i${++count}`, token: `t${count}` }) }, NOW);
};
