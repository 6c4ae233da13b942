import type { ErrorCode } from "../../protocol/errors.ts";
import type { Command, Effect, Outage, Outcome, Rejection, Room, Round } from "../room.ts";
import { isPretest } from "./look.ts";
import {
  closeRound,
  dueOf,
  finishRoom,
  isOpening,
  isSlide,
  liveRound,
  pauseRoom,
  skipRound,
  step,
  unpauseRoom,
  withLiveRound,
} from "./phases.ts";

/** Attempts of extend, and of replay, that a room remembers, the latest ones. */
const KEPT = 100;
/** The longest time that one outage of the store gives back to an open round, ms. */
const OUTAGE_MS = 10_000;

const rejected = (code: ErrorCode): Rejection => ({ rejected: code });
const unchanged = (room: Room): Outcome => ({ unchanged: true, version: room.version });

const written = (room: Room, next: Room, effects: Effect[] = []): Outcome => ({
  room: { ...next, version: room.version + 1 },
  effects: next.phase === "finished" && room.phase !== "finished" ? [...effects, { kind: "release-pin" }] : effects,
});

const advance = (room: Room, version: number, now: number): Outcome => {
  if (version !== room.version) return rejected("stale_version");
  if (isOpening(room, now)) return unchanged(room);
  const next = step(room, now);
  return next ? written(room, next) : rejected("wrong_phase");
};

const close = (room: Room, round: number, now: number): Outcome => {
  if (round > room.round) return rejected("round_unknown");
  if (round < room.round || !["preview", "open"].includes(room.phase)) return unchanged(room);
  return room.phase === "preview" || isOpening(room, now) ? rejected("not_open") : written(room, closeRound(room, now));
};

const extend = (room: Room, command: Extract<Command, { kind: "extend" }>, now: number): Outcome => {
  const { round, seconds, attempt } = command;
  const known = attempt === undefined ? undefined : room.extensions.find((done) => done.attempt === attempt);
  if (known) {
    const same = known.round === round && known.seconds === seconds;
    return same ? { unchanged: true, version: known.version } : rejected("attempt_reused");
  }
  if (round > room.round) return rejected("round_unknown");
  if (round < room.round || !["preview", "open"].includes(room.phase)) return rejected("round_closed");
  if (room.phase === "preview") return rejected("not_open");
  const deadline = liveRound(room)?.deadline ?? null;
  if (deadline === null) return unchanged(room);
  const moved = withLiveRound(room, { deadline: deadline + seconds * 1000 });
  const done = attempt === undefined ? [] : [{ attempt, round, seconds, version: room.version + 1 }];
  return written(room, { ...moved, due: dueOf(moved, now), extensions: [...room.extensions, ...done].slice(-KEPT) });
};

const voidRound = (room: Room, round: number, now: number): Outcome => {
  const target = room.rounds[round - 1];
  if (!target) return rejected("round_unknown");
  if (target.voided) return unchanged(room);
  const marked = {
    ...room,
    rounds: room.rounds.map((other) => (other === target ? { ...other, voided: true } : other)),
  };
  // A slide counts nowhere anyway, and goes on being shown.
  const live = round === room.round && (room.phase === "preview" || room.phase === "open") && !isSlide(room);
  return written(room, live ? closeRound(marked, now) : marked);
};

/** A round that is over is not skipped any more: whoever asks again, or too late, changes nothing. */
const skip = (room: Room, round: number, now: number): Outcome => {
  if (round > room.round) return rejected("round_unknown");
  const live = round === room.round && (room.phase === "preview" || room.phase === "open");
  return live ? written(room, skipRound(room, now)) : unchanged(room);
};

const replay = (room: Room, { attempt, roomId, pin }: Extract<Command, { kind: "replay" }>): Outcome => {
  if (room.phase !== "finished") return rejected("wrong_phase");
  const { replays = [] } = room;
  if (replays.some((done) => done.attempt === attempt)) return unchanged(room);
  return written(room, { ...room, replays: [...replays, { attempt, roomId, pin }].slice(-KEPT) });
};

const pause = (room: Room, paused: boolean, now: number): Outcome => {
  if (room.phase === "finished") return rejected("wrong_phase");
  if (paused === (room.pausedAt !== null)) return unchanged(room);
  return written(room, paused ? pauseRoom(room, now) : unpauseRoom(room, now));
};

/** A pre-test's shares right are shown at its end only, and need no permission once it is released. */
const shares = (room: Room, shown: boolean): Outcome => {
  if (room.phase !== "finished" || !isPretest(room)) return rejected("wrong_phase");
  return shown === (room.sharesShown ?? false) ? unchanged(room) : written(room, { ...room, sharesShown: shown });
};

const release = (room: Room, now: number): Outcome => {
  if (room.options.preset !== "pretest") return rejected("wrong_phase");
  return isPretest(room) ? written(room, { ...room, releasedAt: now }) : unchanged(room);
};

const hide = (room: Room, { round, ids, hidden }: Extract<Command, { kind: "hide" }>): Outcome => {
  const target = room.rounds[round - 1];
  if (!target) return rejected("round_unknown");
  if (target.closedAt === null) return rejected("wrong_phase");
  const { hidden: before = [] } = target;
  const after = hidden ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id));
  if (after.length === before.length) return unchanged(room);
  const rounds = room.rounds.map((other) => (other === target ? { ...other, hidden: after } : other));
  return written(room, { ...room, rounds });
};

const move = (room: Room, { playerId, team }: Extract<Command, { kind: "move" }>): Outcome => {
  if (!room.teams?.some(({ id }) => id === team)) return rejected("team_unknown");
  if (room.moved?.[playerId] === team) return unchanged(room);
  return written(room, { ...room, moved: { ...room.moved, [playerId]: team } });
};

/** A paper is read when the round is over for the phones too, in any phase; a round that nobody was shown has no answers. */
const enter = (room: Room, rounds: readonly number[]): Outcome => {
  for (const number of rounds) {
    const round = room.rounds[number - 1];
    if (!round) return rejected("round_unknown");
    if (round.closedAt === null || round.openedAt === null) return rejected("wrong_phase");
  }
  const answersVersion = room.version + 1;
  const changed = room.rounds.map((round, index) =>
    rounds.includes(index + 1) ? { ...round, answersVersion } : round,
  );
  return written(room, { ...room, rounds: changed, answersVersion });
};

/** How much of an outage no pause covers, ms: what a pause covers, it has given back already. */
const lostIn = ({ pauses }: Round, { from, to }: Outage): number =>
  pauses.reduce((lost, pause) => lost - Math.max(0, Math.min(to, pause.to) - Math.max(from, pause.from)), to - from);

const due = (room: Room, outages: Outage[], now: number): Outcome => {
  if (room.due === null || now < room.due) return unchanged(room);
  const round = liveRound(room);
  if (room.phase === "open" && round && round.openedAt !== null && round.deadline !== null) {
    const { openedAt, deadline } = round;
    const open = outages.filter(
      (o) => !round.outages.includes(o.id) && o.to > openedAt && o.from < deadline && lostIn(round, o) > 0,
    );
    if (open.length > 0) {
      const back = open.reduce((sum, o) => sum + Math.min(lostIn(round, o), OUTAGE_MS), 0);
      const moved = withLiveRound(room, {
        deadline: deadline + back,
        outages: [...round.outages, ...open.map((o) => o.id)],
      });
      return written(room, { ...moved, due: dueOf(moved, now) });
    }
  }
  const next = step(room, now);
  return next ? written(room, next) : unchanged(room);
};

/**
 * The engine: a room, a command and the store's time (ms) give the next room with what the store must do beside it,
 * or say that nothing changes, or reject the command with a code. Nothing else may change a room.
 */
export const reduce = (room: Room, command: Command, now: number): Outcome => {
  switch (command.kind) {
    case "advance":
      return advance(room, command.version, now);
    case "close":
      return close(room, command.round, now);
    case "extend":
      return extend(room, command, now);
    case "void":
      return voidRound(room, command.round, now);
    case "skip":
      return skip(room, command.round, now);
    case "pause":
      return pause(room, command.paused, now);
    case "lock":
      if (room.phase === "finished") return rejected("wrong_phase");
      return command.locked === room.locked ? unchanged(room) : written(room, { ...room, locked: command.locked });
    case "finish":
      return room.phase === "finished" ? unchanged(room) : written(room, finishRoom(room, now));
    case "replay":
      return replay(room, command);
    case "shares":
      return shares(room, command.shown);
    case "release":
      return release(room, now);
    case "hide":
      return hide(room, command);
    case "move":
      return move(room, command);
    case "remove":
    case "rename":
      return written(room, { ...room, rosterVersion: room.version + 1 }, [command]);
    case "add":
      return written(room, { ...room, paper: [...(room.paper ?? []), command.playerId] });
    case "enter":
      return enter(room, command.rounds);
    case "due":
      return due(room, command.outages, now);
    case "all-responded":
      if (room.phase !== "open" || room.round !== command.round || room.pausedAt !== null) return unchanged(room);
      return written(room, closeRound(room, now));
  }
};
