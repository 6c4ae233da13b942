import type { Room } from "../../../src/room.ts";

/** The invariants by their short names, as a broken game prints them. */
export const INVARIANTS = {
  I1: "every receipt and every response stays in the log, unchanged",
  I2: "one response counts per seat and round, the first that was durable",
  I3: "what counts was received while its round was open, by the store's clock",
  I4: "no key reaches a phone before the reveal",
  I5: "every screen, its totals and ranks follow from the log alone",
  I6: "soon after the last fault everybody shows the same version, hosts with the counts that are stored",
  I7: "versions go up by one, one writer each, and are shown only once written",
  I8: "a room without faults moves on, to its end",
  I9: "only the clock, the answers or a host closes a round",
  I10: "the same attempt always gets the same answer",
  I11: "a seat that is taken up again is the same seat, knows of its response, and has one page",
  I12: "tokens, codes and names are of one seat, and a removed seat never comes back",
  I14: "no node fails of itself",
  I17: "a round closes once, not before its deadline, which an outage moves once, and soon after it where all is well",
} as const;

/** Which phase may follow which. */
export const LEADS: Record<Room["phase"], readonly Room["phase"][]> = {
  lobby: ["preview", "open", "finished"],
  preview: ["open", "reveal", "finished"],
  open: ["reveal", "finished"],
  reveal: ["leaderboard", "preview", "open", "finished"],
  leaderboard: ["preview", "open", "finished"],
  finished: [],
};
