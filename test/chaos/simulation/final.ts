/** What must hold when a game is over: the log is what it was, and every phone shows what follows from it. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import type { Response } from "../../../src/room.ts";
import { type Game, standingsOf } from "../../../src/verdicts.ts";
import { keyOf, type Ledger } from "./invariants.ts";
import type { MemoryCore } from "./memory-store.ts";
import type { Table } from "./table.ts";

/** The game as the ledger saw it being written, with nothing that a node has kept. */
const gameOf = (ledger: Ledger, core: MemoryCore): Game | undefined => {
  const { room } = ledger;
  const quiz = room && core.roomQuiz(room.id)?.quiz;
  if (!room || !quiz) return undefined;
  const seats = [...ledger.seats.values()];
  const responses = room.rounds.map((_, index) => {
    const given = seats.flatMap(({ playerId }): [string, Response][] => {
      const response = ledger.log.get(keyOf(index + 1, playerId));
      return response ? [[playerId, response]] : [];
    });
    return [index + 1, new Map(given)] as const;
  });
  return { room, quiz, seats, responses: new Map(responses) };
};

/** Checks the end of a game; what does not hold is told to the ledger. */
export const checkFinal = ({ ledger, core, phones }: Table) => {
  const game = gameOf(ledger, core);
  if (!game) return ledger.fail("I8", "the game is over and was never played");
  for (const [key, response] of ledger.log) {
    const [round = "", playerId = ""] = key.split(" ");
    const kept = core.response(game.room.id, Number(round), playerId);
    if (kept !== response) ledger.fail("I1", `the response ${key} was lost or changed`);
  }
  const standings = standingsOf(game);
  for (const { name, seat, out, snapshot } of phones) {
    const removed = seat !== undefined && ledger.removed.has(seat.playerId);
    if (removed && !out) ledger.fail("I12", `${name} was removed and is still there`);
    if (!seat || out) continue;
    const own = standings.get(seat.playerId);
    const shown = snapshot as Extract<PlayerSnapshotOf, { phase: "finished" }>;
    const same = shown.total === own?.total && shown.rank === own?.rank && shown.of === standings.size;
    if (!same)
      ledger.fail("I5", `${name} shows ${shown.total}, rank ${shown.rank}, and has ${own?.total}, ${own?.rank}`);
    for (const [index, { answered }] of (shown.perItem ?? []).entries()) {
      const stored = ledger.log.has(keyOf(index + 1, seat.playerId));
      if (stored !== answered)
        ledger.fail("I1", `${name} shows round ${index + 1} as ${answered ? "" : "not "}answered`);
    }
  }
};
