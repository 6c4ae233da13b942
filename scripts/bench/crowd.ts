/** Very many lean players in this process: they come at a steady pace, listen, and respond. */
import { type Lean, openLean } from "./lean.ts";

/** The server limits the joins of a room from one address (100 at once), so the crowd comes from several. */
const PLAYERS_PER_ADDRESS = 90;
const ANSWER_MS = 30_000;

/** What a crowd said and how it was answered. */
interface Said {
  /** From each event (of those who come: from the request to connect) to its answer, ms; those that were refused are not among them. */
  acks: number[];
  refused: number;
  /** When the last answer came, ms of `performance.now()`. */
  doneAt: number;
  /** Each player's answer, as the JSON array of its arguments, latin1. */
  answers: string[];
}

interface Heard {
  firstAt: number;
  lastAt: number;
  /** As the last player heard it. */
  message: string;
}

export interface Crowd {
  readonly size: number;
  /** Everybody connects and says something, evenly spread over this time; `atDoor`: later while so many wait for their answer. */
  enter(spreadMs: number, event: (player: number) => string, atDoor?: number): Promise<Said>;
  /** These players say something, in this order and evenly spread; all at the same instant when the time is 0. */
  say(
    players: readonly number[],
    spreadMs: number,
    event: (player: number) => string,
    mayRefuse?: boolean,
  ): Promise<Said>;
  /** Resolves when every player (or each of these) has been sent an event that fits. */
  hear(fits: (message: string) => boolean, players?: readonly number[]): Promise<Heard>;
  /** Mean bytes of the Socket.IO messages that a player has received so far, with the headers of their frames. */
  bytes(): number;
  /** Every connection is cut. */
  leave(): void;
}

/** 127.0.0.2, 127.0.0.3, ... */
const addressOf = (player: number): string => {
  const number = 2 + Math.floor(player / PLAYERS_PER_ADDRESS);
  return `127.0.${Math.floor(number / 250)}.${number % 250}`;
};

/** Does something `count` times, evenly spread over a time, as a turn of the event loop finds them due, and `most` so many by now. */
const paced = (
  count: number,
  spreadMs: number,
  act: (nth: number) => void,
  most: () => number = () => Number.POSITIVE_INFINITY,
): void => {
  const from = performance.now();
  let next = 0;
  const turn = () => {
    const share = spreadMs === 0 ? 1 : (performance.now() - from) / spreadMs;
    const due = Math.min(count, Math.ceil(share * count), most());
    while (next < due) act(next++);
    if (next < count) setTimeout(turn, 1);
  };
  turn();
};

/** A crowd of this size; `urlOf` is the server a player goes to, `raw` as of `openLean`. */
export const createCrowd = (size: number, urlOf: (player: number) => string, raw = false): Crowd => {
  const players: (Lean | undefined)[] = Array.from({ length: size });
  const listeners = new Set<(player: number, message: string) => void>();
  let bytes = 0;
  let latestId = 0;
  let answered: ((player: number, id: number, message: string) => void) | undefined;

  /** Waits for the answers to an event of these players; gives what is to be called when a player has sent it. */
  const asking = (who: readonly number[], mayRefuse = false) => {
    let refused = 0;
    const id = ++latestId;
    const sentAt = new Float64Array(size);
    const acks: number[] = [];
    const answers: string[] = Array.from({ length: size });
    let fail: (error: unknown) => void = () => {};
    const done = new Promise<Said>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`${who.length - acks.length} of ${who.length} got no answer`)),
        ANSWER_MS * 3,
      );
      fail = (error) => {
        clearTimeout(late);
        reject(error);
      };
      answered = (player, to, message) => {
        if (to !== id) return;
        const now = performance.now();
        const isRefused = !message.startsWith('[{"ok":true');
        if (isRefused && !mayRefuse) return fail(new Error(`player ${player} was refused: ${message}`));
        if (isRefused) refused++;
        else acks.push(now - (sentAt[player] ?? now));
        answers[player] = message;
        if (acks.length + refused < who.length) return;
        clearTimeout(late);
        resolve({ acks, refused, doneAt: now, answers });
      };
    });
    return { id, sentAt, done, fail, count: () => acks.length };
  };

  const ear = (player: number) => ({
    event: (message: string, size: number) => {
      bytes += size;
      for (const listener of listeners) listener(player, message);
    },
    answer: (id: number, message: string, size: number) => {
      bytes += size;
      answered?.(player, id, message);
    },
  });
  const everybody = Array.from({ length: size }, (_, player) => player);

  return {
    size,
    enter(spreadMs, event, atDoor = Number.POSITIVE_INFINITY) {
      if (raw) {
        const opening = everybody.map((player) => openLean(urlOf(player), addressOf(player), ear(player), true));
        return Promise.all(opening).then((opened) => {
          for (const [player, lean] of opened.entries()) players[player] = lean;
          return { acks: [], refused: 0, doneAt: performance.now(), answers: [] };
        });
      }
      const { id, sentAt, done, fail, count } = asking(everybody);
      const come = (player: number) => {
        sentAt[player] = performance.now();
        openLean(urlOf(player), addressOf(player), ear(player)).then((lean) => {
          players[player] = lean;
          lean.emit(id, event(player));
        }, fail);
      };
      paced(size, spreadMs, come, () => count() + atDoor);
      return done;
    },
    say(who, spreadMs, event, mayRefuse) {
      const { id, sentAt, done } = asking(who, mayRefuse);
      const events = who.map(event);
      paced(who.length, spreadMs, (nth) => {
        const player = who[nth] ?? 0;
        sentAt[player] = performance.now();
        players[player]?.emit(id, events[nth] ?? "");
      });
      return done;
    },
    hear(fits, who = everybody) {
      return new Promise((resolve, reject) => {
        const missing = new Set(who);
        let firstAt = Number.NaN;
        const end = () => {
          clearTimeout(late);
          listeners.delete(listener);
        };
        const late = setTimeout(() => {
          end();
          reject(new Error(`${missing.size} of ${who.length} players were not told`));
        }, ANSWER_MS);
        const listener = (player: number, message: string) => {
          if (!missing.has(player) || !fits(message)) return;
          missing.delete(player);
          const now = performance.now();
          if (missing.size === who.length - 1) firstAt = now;
          if (missing.size > 0) return;
          end();
          resolve({ firstAt, lastAt: now, message });
        };
        listeners.add(listener);
      });
    },
    bytes: () => bytes / size,
    leave() {
      for (const [player, lean] of players.entries()) {
        lean?.close();
        players[player] = undefined;
      }
    },
  };
};
