/** What must hold when a game is over: the log is what it was, and every phone shows what follows from it. */
import type { PlayerSnapshotOf } from "../../../protocol/snapshots.ts";
import { keyOf } from "./invariants.ts";
import type { Table } from "./table.ts";

/** Checks the end of a game; what does not hold is told to the ledger. */
export const checkFinal = ({ ledger, core, phones, screens }: Table) => {
  const { game, standings } = screens.latest() ?? {};
  if (!game || !standings) return ledger.fail("I8", "the game is over and was never played");
  for (const [key, response] of ledger.log) {
    const [round = "", playerId = ""] = key.split(" ");
    const kept = core.response(game.room.id, Number(round), playerId);
    if (kept !== response) ledger.fail("I1", `the response ${key} was lost or changed`);
  }
  for (const { name, seat, out, rests, snapshot } of phones) {
    const removed = seat !== undefined && ledger.removed.has(seat.playerId);
    // A page that rests has no connection on which it could be told.
    if (removed && !out && !rests) ledger.fail("I12", `${name} was removed and is still there`);
    if (!seat || out || rests) continue;
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
