/** Whoever plays a game: the server itself, or a yardstick that repeats its words. */
import type { Child } from "./child.ts";
import type { Crowd } from "./crowd.ts";
import type { Words } from "./words.ts";

export interface Side {
  /** As its column in the table is headed. */
  name: string;
  servers: readonly Child[];
  crowd: Crowd;
  joinEvent(player: number): string;
  responseEvent(round: number, player: number): string;
  /** Asks for the round to open; its players are then told. */
  open(round: number): Promise<unknown>;
  /** Everybody has responded. */
  complete(round: number): Promise<unknown>;
  isOpen(round: number): (message: string) => boolean;
  isRevealed(round: number): (message: string) => boolean;
  /** When its host heard of the reveal, ms of `performance.now()`; undefined where there is none. */
  hostToldAt?(round: number): Promise<number>;
  /** Taught to a yardstick before it plays. */
  learn?(words: Words): Promise<unknown>;
  leave(): void;
}

/** CPU that the servers of a side use from now on, ms. */
export const cpuFrom = ({ servers }: Side): (() => number) => {
  const used = () => servers.reduce((sum, server) => sum + server.cpuMs(), 0);
  const before = used();
  return () => used() - before;
};
