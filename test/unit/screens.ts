/** Whole games played through the engine, and what every screen shows on the way. */
import type { Options, Value } from "../../protocol/payloads.ts";
import type { HostSnapshotOf, PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { hostView, playerParts, playerView } from "../../src/engine/view.ts";
import { packetOf } from "../../src/gateway/push.ts";
import type { Quiz } from "../../src/quiz.ts";
import type { Phase, Response, Room, Seat } from "../../src/room.ts";
import { teamStandings, teamsBySeat } from "../../src/teams.ts";
import { type Game, standingsOf } from "../../src/verdicts.ts";
import { advanced, ask, frozen, live, paused, responsesOf, roomOf, seatOf } from "./fixtures.ts";

export const SEATS = ["Alpha", "Bravo", "Carla", "Delta"].map((id) => seatOf(id));
/** What each seat answers to q1..q10, after 2 s; Delta is silent. */
export const ANSWERS: Value[][] = [
  ["b", ["a", "c"], "true", "refleksi", -5, "a", "4", "How to reflect", "together, calm", ["c", "a", "d", "b"]],
  [
    "a",
    ["a"],
    "false",
    "planted words of Bravo",
    7,
    "b",
    "5",
    "words planted by Bravo",
    "planted",
    ["c", "b", "d", "a"],
  ],
  ["c", ["a", "b"], "true", "refleksi awal", -4.5, "c", "5", "how to reflect!", "Calm", ["a", "b", "c", "d"]],
];
const IMAGES = { "a.png": "/images/a-hash.png", "q1.png": "/images/q1-hash.png" };

export interface Screen {
  room: Room;
  players: PlayerSnapshotOf[];
  /** The same as they are pushed. */
  pushed: string[];
  host: HostSnapshotOf;
  /** What would be shown had the host paused, voided or finished here; the game goes on without it. */
  aside: boolean;
}

export const screenOf = (game: Game, aside = false): Screen => {
  const responded = new Set(game.responses.get(game.room.round)?.keys());
  const standings = standingsOf(game);
  const teams = teamsBySeat(game.room, game.seats);
  const inTeams = game.room.teams ? { teams, teamStandings: teamStandings(game.room, teams, standings) } : {};
  const look = { game, now: 5_000, standings, images: IMAGES, ...inTeams };
  const present = new Set(["Alpha", "Bravo"]);
  const own = {
    joinUrl: "http://lan/?pin=482913",
    reportUrl: "/report",
    present,
    answered: responded,
    responded: responded.size,
    of: 4,
  };
  return {
    room: game.room,
    players: game.seats.map((seat) => playerView(look, seat, responded.has(seat.playerId))),
    pushed: game.seats.map((seat) => packetOf(...playerParts(look, seat, responded.has(seat.playerId))).text),
    host: hostView({ ...look, ...own }),
    aside,
  };
};

/** Every screen of a game, each phase 3 s long; an open round is shown before and after its responses. */
export const screensOf = (
  quiz: Quiz,
  options: Partial<Options> = {},
  answers: Value[][] = ANSWERS,
  seats: Seat[] = SEATS,
): Screen[] => {
  const responses = new Map<number, Map<string, Response>>();
  const screens: Screen[] = [];
  const show = (room: Room, aside = false) =>
    screens.push(screenOf({ room, quiz: frozen(quiz), seats, responses }, aside));
  let now = 1_000;
  let room = roomOf(quiz, options);
  for (show(room); room.phase !== "finished"; show(room)) {
    const { round } = room;
    if (room.phase === "open") {
      const given = answers.map(
        (row, index) => [seats[index]?.playerId ?? "", [row[round - 1] ?? "a", 2_000]] as const,
      );
      responses.set(round, responsesOf(live(room), Object.fromEntries(given) as Record<string, [Value, number]>));
      show(room);
    }
    show(paused(room, now + 1_000), true);
    show(ask(room, { kind: "finish" }, now + 1_000), true);
    if (round > 0) show(ask(room, { kind: "void", round }, now + 1_000), true);
    now += 3_000;
    room = advanced(room, now);
  }
  return screens;
};

/** The screen that the game itself rests on in a phase; of an open round the one after its responses. */
export const screenIn = (screens: Screen[], phase: Phase, round = 1): Screen => {
  const found = screens.findLast(
    ({ room, aside }) => !aside && room.phase === phase && (room.round === round || phase === "finished"),
  );
  if (!found) throw new Error(`no ${phase} of round ${round}`);
  return found;
};
