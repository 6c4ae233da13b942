/** How one item of a quiz looks, without a room: the screens are those of a real one, with one person who answers right. */
import { RoomOptions, type Value } from "../../protocol/payloads.ts";
import type { HostSnapshotOf, PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { reduce } from "../engine/reduce.ts";
import { hostView, playerView } from "../engine/view.ts";
import { type Item, typeOf } from "../items/index.ts";
import { type Quiz, quizLocale } from "../quiz.ts";
import { LEAD_MS, newRoom, type questionAt, type Response, type Room, type Seat } from "../room.ts";
import { type Game, standingsOf } from "../verdicts.ts";

export interface Screens {
  phase: "preview" | "open" | "reveal";
  host: HostSnapshotOf;
  player: PlayerSnapshotOf;
}

const PHASES: readonly string[] = ["preview", "open", "reveal"];
const PIN = "482913";
/** From phase to phase, and how long the one person thinks, ms. */
const STEP_MS = 10_000;
const THOUGHT_MS = 4000;

const SEAT: Seat = {
  playerId: "preview",
  nickname: "Ani",
  nicknameKey: "ani",
  token: "",
  code: "7KQ2M",
  attempt: null,
  device: null,
  personId: null,
  team: null,
  joinedAt: 0,
  removed: false,
};

/** A value that gets full credit; of what is never judged, one that fits. */
const answerOf = (item: Item, quiz: Quiz): Value | null => {
  const type = typeOf(item);
  const key = type.key(item);
  const { options = [] } = type.present(item, quizLocale(quiz));
  const ids = options.map(({ id }) => id);
  const tries: Value[] = [key, ...key, Number(key[0]), ...ids.slice(-2, -1), ...ids, quiz.title.slice(0, 30)].filter(
    (value) => !Number.isNaN(value),
  );
  const fitting = tries.map((value) => type.normalise(item, value)).filter((value) => value !== null);
  return fitting.find((value) => type.judge(item, value) === 1) ?? fitting[0] ?? null;
};

interface Wanted {
  /** Its first item is shown, as the round `place` of so many. */
  quiz: Quiz;
  place: { round: number; rounds: number } & ReturnType<typeof questionAt>;
  images: Readonly<Record<string, string>>;
  joinUrl: string;
  /** The store's time, ms. */
  now: number;
}

/** The screens of an item, phase by phase. What nobody answers has its preview only. */
export const screensOf = ({ quiz, place, images, joinUrl, now }: Wanted): Screens[] => {
  const [item] = quiz.items;
  if (item === undefined) return [];
  const options = RoomOptions.parse({ leaderboard: "none" });
  const names = { id: "preview", pin: PIN, token: "", nonce: "" };
  const value = answerOf(item, quiz);
  const response = {
    attempt: "preview",
    value: value ?? "",
    receivedAt: now + STEP_MS + LEAD_MS + THOUGHT_MS,
    lagMs: 0,
  };
  const given = new Map<string, Response>(value === null ? [] : [[SEAT.playerId, response]]);

  const drawn = (room: Room): Screens => {
    const game: Game = { room, quiz, seats: [SEAT], responses: new Map([[1, given]]) };
    const look = { game, now: room.rounds[0]?.openedAt ?? now, standings: standingsOf(game), images };
    const closed = room.phase === "reveal";
    const host = hostView({
      ...look,
      joinUrl,
      reportUrl: "",
      present: new Set([SEAT.playerId]),
      answered: new Set(closed ? given.keys() : []),
      responded: closed ? given.size : 0,
      of: 1,
    });
    return {
      phase: room.phase as Screens["phase"],
      host: { ...host, ...place },
      player: { ...playerView(look, SEAT, false), ...place },
    };
  };

  const screens: Screens[] = [];
  let room = newRoom({ ...quiz, items: [item] }, options, names, now);
  for (let step = 0; step < PHASES.length; step++) {
    const next = reduce(room, { kind: "advance", version: room.version }, now + step * STEP_MS);
    if (!("room" in next) || !PHASES.includes(next.room.phase)) break;
    room = next.room;
    screens.push(drawn(room));
  }
  return screens;
};
