/** The steps a room takes from phase to phase. Pure: a room and the time in, the next room out. All times are ms. */
import { GRACE_MS, LEAD_MS, type Room, type Round } from "../room.ts";

/** How long auto-advance rests on a reveal and on a leaderboard, s, in rooms of before this could be chosen. */
const REVEAL_SECONDS = 8;
const LEADERBOARD_SECONDS = 6;

/** The round the room is in; undefined in the lobby. */
export const liveRound = (room: Room): Round | undefined => room.rounds[room.round - 1];

const planOf = (room: Room) => room.plan[room.round - 1];

/** The room with its live round changed. */
export const withLiveRound = (room: Room, change: Partial<Round>): Room => ({
  ...room,
  rounds: room.rounds.map((round, index) => (index === room.round - 1 ? { ...round, ...change } : round)),
});

/** Whether a slide is shown. */
export const isSlide = (room: Room): boolean => room.phase === "preview" && planOf(room)?.slide === true;

/** Whether the screen stays until its host goes on, or for the time that auto-advance gives it. */
export const isResting = (room: Room): boolean =>
  isSlide(room) || room.phase === "reveal" || room.phase === "leaderboard";

/** Under auto-advance a slide stands for the seconds of its item. */
const slideDue = (room: Room, now: number): number | null => {
  const seconds = planOf(room)?.seconds ?? null;
  return room.options.autoAdvance && seconds !== null ? now + seconds * 1000 : null;
};

/** When the room moves by itself, seen from its phase; null: it waits for its host. */
export const dueOf = (room: Room, now: number): number | null => {
  if (room.pausedAt !== null) return null;
  const { autoAdvance, revealSeconds = REVEAL_SECONDS, leaderboardSeconds = LEADERBOARD_SECONDS } = room.options;
  switch (room.phase) {
    case "preview":
      return room.opensAt === null ? slideDue(room, now) : Math.max(now, room.opensAt - LEAD_MS);
    case "open": {
      const deadline = liveRound(room)?.deadline ?? null;
      return deadline === null ? null : deadline + GRACE_MS;
    }
    case "reveal":
      return autoAdvance ? now + revealSeconds * 1000 : null;
    case "leaderboard":
      return autoAdvance ? now + leaderboardSeconds * 1000 : null;
    default:
      return null;
  }
};

const enter = (room: Room, now: number): Room => ({ ...room, due: dueOf(room, now) });

/** Commits the opening: options show LEAD_MS from now, the deadline follows from there. */
const openRound = (room: Room, now: number): Room => {
  const seconds = planOf(room)?.seconds ?? null;
  const openedAt = now + LEAD_MS;
  const deadline = seconds === null ? null : openedAt + seconds * 1000;
  const opened = withLiveRound(room, { openedAt, deadline });
  return enter({ ...opened, phase: "open", opensAt: null, pausedAt: null }, now);
};

/** Into the next round (its preview, or open at once), or to the end after the last. */
const nextRound = (room: Room, now: number): Room => {
  const planned = room.plan[room.round];
  if (!planned) return finishRoom(room, now);
  const reached: Room = {
    ...room,
    round: room.round + 1,
    startedAt: room.startedAt ?? now,
    pausedAt: null,
    rounds: [
      ...room.rounds,
      {
        itemId: planned.itemId,
        openedAt: null,
        deadline: null,
        closedAt: null,
        voided: false,
        pauses: [],
        outages: [],
      },
    ],
  };
  if (planned.slide) return enter({ ...reached, phase: "preview", opensAt: null }, now);
  const previewSeconds = planned.previewSeconds ?? room.options.previewSeconds;
  if (previewSeconds === 0) return openRound(reached, now);
  return enter({ ...reached, phase: "preview", opensAt: now + previewSeconds * 1000 }, now);
};

/** Writes the pause that is going on into the live round, and ends it. */
const endPause = (room: Room, now: number): Room => {
  const { pausedAt } = room;
  if (pausedAt === null) return room;
  const round = liveRound(room);
  if (room.phase !== "open" || !round) return { ...room, pausedAt: null };
  return { ...withLiveRound(room, { pauses: [...round.pauses, { from: pausedAt, to: now }] }), pausedAt: null };
};

/** Whether a round is in its lead: what its host asks for now was meant for the screen before. */
export const isOpening = (room: Room, now: number): boolean =>
  room.phase === "open" && now < (liveRound(room)?.openedAt ?? now);

/** From open (or a voided preview) to reveal. */
export const closeRound = (room: Room, now: number): Room => {
  const openedAt = liveRound(room)?.openedAt ?? null;
  // Ended in its lead, a round has shown its options to nobody: it was never open.
  const shown = openedAt !== null && openedAt <= (room.pausedAt ?? now);
  const ended = shown ? endPause(room, now) : { ...withLiveRound(room, { openedAt: null }), pausedAt: null };
  const closed = withLiveRound(ended, { closedAt: now });
  return enter({ ...closed, phase: "reveal", opensAt: null }, now);
};

/** Whether the leaderboard follows the round that is over; slides are no questions. */
const showsLeaderboard = ({ options, plan, round }: Room): boolean => {
  const { leaderboard, leaderboardEvery = 1, preset } = options;
  if (preset === "pretest" || leaderboard === "none") return false;
  if (leaderboard === "end") return round === plan.length;
  const asked = plan.slice(0, round).filter(({ slide }) => !slide).length;
  return asked % leaderboardEvery === 0 || plan.slice(round).every(({ slide }) => slide);
};

/** From reveal: to the leaderboard, to the next round, or to the end. */
const leaveReveal = (room: Room, now: number): Room =>
  showsLeaderboard(room) ? enter({ ...room, phase: "leaderboard", pausedAt: null }, now) : nextRound(room, now);

/** From a slide: to the last leaderboard, to the next round, or to the end. */
const leaveSlide = (room: Room, now: number): Room => {
  const left = withLiveRound({ ...room, pausedAt: null }, { closedAt: now });
  return room.options.leaderboard === "end" ? leaveReveal(left, now) : nextRound(left, now);
};

/** From preview or open to the next round, or to the end: what was skipped counts nowhere. A slide is only left. */
export const skipRound = (room: Room, now: number): Room =>
  isSlide(room) ? leaveSlide(room, now) : nextRound(closeRound(withLiveRound(room, { voided: true }), now), now);

/** One step on, as the host or the clock takes it; undefined in finished. */
export const step = (room: Room, now: number): Room | undefined => {
  switch (room.phase) {
    case "lobby":
    case "leaderboard":
      return nextRound(room, now);
    case "preview":
      return isSlide(room) ? leaveSlide(room, now) : openRound(room, now);
    case "open":
      return closeRound(room, now);
    case "reveal":
      return leaveReveal(room, now);
    default:
      return undefined;
  }
};

/** To the end from any phase; an open round is closed first. */
export const finishRoom = (room: Room, now: number): Room => {
  const closed = room.phase === "open" ? closeRound(room, now) : room;
  return { ...closed, phase: "finished", opensAt: null, pausedAt: null, due: null, finishedAt: now };
};

/** Stops the clock of the phase: nothing is due while paused. */
export const pauseRoom = (room: Room, now: number): Room => ({ ...room, pausedAt: now, due: null });

/** Resumes: what lies ahead moves by the length of the pause. */
export const unpauseRoom = (room: Room, now: number): Room => {
  const pausedAt = room.pausedAt ?? now;
  const length = now - pausedAt;
  const round = liveRound(room);
  if (room.phase === "preview") {
    const opensAt = room.opensAt === null ? null : room.opensAt + length;
    return enter({ ...room, pausedAt: null, opensAt }, now);
  }
  if (room.phase === "open" && round && round.openedAt !== null) {
    const deadline = round.deadline === null ? null : round.deadline + length;
    // A pause that began before the options showed delays them; a later one is time nobody could think in.
    const moved =
      round.openedAt > pausedAt
        ? withLiveRound({ ...room, pausedAt: null }, { openedAt: round.openedAt + length, deadline })
        : withLiveRound(endPause(room, now), { deadline });
    return enter(moved, now);
  }
  return enter({ ...room, pausedAt: null }, now);
};
