/** Real phones that join by the page's own code. */
import { setTimeout as sleep } from "node:timers/promises";
import { persist } from "../../../src/pages/player/persist.ts";
import type { PlayerClient } from "../../support.ts";

/** As long as the page waits for an answer, ms. */
const ANSWER_MS = 2000;
/** Somebody who was refused taps again after this, ms. */
const TAP_MS = 1500;

export interface Phone {
  player: PlayerClient;
  playerId: string;
  /** From the first tap to the seat, ms. */
  joinMs: number;
  /** The room asked it for work, or to wait. */
  crowded: boolean;
  /** It was refused and its owner tapped again. */
  taps: number;
}

/**
 * Joins as a person with the page does: the page persists, and the person taps again when it gives up. `time` counts the
 * joins of one person: who was removed joins anew.
 */
export const joinAsPhone = async (
  player: PlayerClient,
  pin: string,
  nickname: string,
  time: number,
): Promise<Phone> => {
  const startedAt = performance.now();
  const payload = { pin, nickname, attempt: `attempt-${time}-of-a-phone-${nickname.padStart(12, "-")}` };
  const ask = (event: "room:join", sent: object) =>
    player.socket
      .timeout(ANSWER_MS)
      .emitWithAck(event, sent)
      .catch(() => null);
  let crowded = false;
  for (let taps = 0; ; taps++) {
    const answer = await persist(ask, payload, () => {
      crowded = true;
    });
    if (answer?.ok) {
      return { player, playerId: answer.playerId, joinMs: performance.now() - startedAt, crowded, taps };
    }
    await sleep(TAP_MS);
  }
};
