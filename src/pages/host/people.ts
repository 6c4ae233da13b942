/** How the room knows people, as it tells everyone who has its PIN: the host page asks as a phone would. */
import type { PlayerAnswers } from "../../../protocol/events.ts";
import { type Connection, connect } from "../shared/connection.ts";

type Look = PlayerAnswers["room:look"];

const TRIES = 3;
let phone: Connection<"/player"> | null = null;
let watching = 0;

interface Watch {
  /** Somebody has come or gone. */
  again(): void;
  stop(): void;
}

/** Asks at once and whenever `again` says so; a room that does not tell is never `told`. */
export const watchPeople = (pin: string, told: (look: Look) => void): Watch => {
  const asked = phone ?? connect("/player", { apart: true });
  phone = asked;
  asked.wake();
  watching++;
  let asking = false;
  let missed = false;
  let over = false;
  const ask = async () => {
    asking = true;
    missed = false;
    let answer = await asked.ask("room:look", { pin });
    for (let i = 1; i < TRIES && answer === null; i++) answer = await asked.ask("room:look", { pin });
    asking = false;
    if (over) return;
    if (answer?.ok) told(answer);
    if (missed) void ask();
  };
  void ask();
  return {
    again: () => {
      if (asking) missed = true;
      else void ask();
    },
    stop: () => {
      if (!over && --watching === 0) asked.rest();
      over = true;
    },
  };
};
