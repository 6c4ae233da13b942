import { createHash } from "node:crypto";
import type { ErrorCode } from "../../protocol/errors.ts";
import type { HostAnswers } from "../../protocol/events.ts";
import type { HOST_EVENTS } from "../../protocol/payloads.ts";
import { rosterPlayer } from "../engine/roster-view.ts";
import { parseNickname } from "../nickname.ts";
import { quizOf } from "../organisers/library.ts";
import { roomOwner } from "../organisers/owner.ts";
import { parseQuiz } from "../quiz.ts";
import type { Command } from "../room.ts";
import type { Guesses } from "../rooms/guesses.ts";
import { isSomebodyElse } from "../rooms/identify.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { sameSecret } from "../secret.ts";
import type { StoredQuiz } from "../store/store.ts";
import { mayUse, ownedBy, ownerOf } from "../who.ts";
import type { Admission } from "./admission.ts";
import type { Asking } from "./asking.ts";
import type { Handlers, Refuse } from "./dispatch.ts";
import { type PaperParts, paperHandlers } from "./host-paper.ts";
import { replayRoom } from "./replay.ts";
import type { HostSocket } from "./sockets.ts";

/** Rooms in use on a node; one that nobody is in falls out of use after a minute. */
const MOST_ROOMS = 1000;

export interface HostParts extends PaperParts {
  rooms: Rooms;
  asking: Asking;
  admission: Pick<Admission, "ask" | "opens">;
  /** Binds a socket to a room: it gets the room's pushes from here on. */
  bind(socket: HostSocket, live: LiveRoom): void;
  addresses(live: LiveRoom): { joinUrl: string; reportUrl: string };
  guesses: { pins: Guesses; keys: Guesses };
  address(): string;
}

/** Handlers of one host's socket. */
export const hostHandlers = (socket: HostSocket, parts: HostParts): Handlers<typeof HOST_EVENTS, HostAnswers> => {
  const { store, rooms, draw, asking, guesses } = parts;
  const { data } = socket;

  /** Does something with the room this socket is bound to, if there is one and it still exists. */
  const inRoom = async <T extends object>(work: (live: LiveRoom) => Promise<T | Refuse>): Promise<T | Refuse> => {
    const { live } = data;
    if (!live) return { rejected: "unauthorized" };
    return live.ended ? { rejected: "room_not_found" } : work(live);
  };
  const wrong = (which: Guesses, rejected: ErrorCode): Refuse =>
    which.wrong(parts.address()) ? { rejected: "rate_limited" } : { rejected };
  /** What somebody does, where a page that is only open would not. */
  const act = <T extends object>(work: (live: LiveRoom) => Promise<T | Refuse>): Promise<T | Refuse> => {
    data.used = true;
    return inRoom(work);
  };
  const command = (what: Command) => act((live) => live.command(what));

  const quizFrom = async (
    owner: string | undefined,
    quizId: string | undefined,
    document: unknown,
  ): Promise<StoredQuiz | Refuse> => {
    if (quizId !== undefined) return (await quizOf(store, owner, quizId)) ?? { rejected: "quiz_not_found" };
    const parsed = parseQuiz(document);
    if ("quiz" in parsed) return { quiz: parsed.quiz, images: {}, updatedAt: store.now() };
    const message = parsed.faults.slice(0, 5).map((fault) => `${fault.path} ${fault.message}`);
    return { rejected: "invalid_quiz", message: message.join("; ") };
  };

  const attached = (live: LiveRoom) => {
    parts.bind(socket, live);
    const { id: roomId, pin } = live.room;
    return { roomId, pin, snapshot: live.hostSnapshot(parts.addresses(live)) };
  };

  const allows = () => parts.admission.opens(parts.address());

  return {
    async "room:create"(payload) {
      const { who } = data;
      if (!who) return { rejected: "unauthorized" };
      data.used = true;
      const { quizId, quiz: document, options, attempt: id } = payload;
      const body = createHash("sha256")
        .update(JSON.stringify({ quizId, document, options, ...ownedBy(ownerOf(who)) }))
        .digest("base64url");
      const attempt = id === undefined ? undefined : { id, body };
      let created = attempt && (await rooms.created(attempt));
      if (!created) {
        // Before anything is read: what refuses must cost less than what it refuses.
        if (rooms.size >= MOST_ROOMS) return { rejected: "rate_limited", message: "This server runs too many rooms." };
        const owner = await roomOwner(store, who, options.workshop?.id);
        const quiz = await quizFrom(owner, quizId, document);
        if ("rejected" in quiz) return quiz;
        created = await rooms.create(quiz, options, attempt, owner);
      }
      if ("rejected" in created) {
        const message = "gentle scoring needs the same points on every scored item";
        return created.rejected === "invalid_quiz" ? { ...created, message } : created;
      }
      const live = await rooms.get(created.room.id);
      if (!live) return { rejected: "room_not_found" };
      return { ...attached(live), token: created.room.token };
    },

    async "room:attach"({ token, roomId }) {
      const { who } = data;
      const from = [data.roomId, data.live?.room.id].filter((id) => id !== undefined);
      if (token === undefined && !who && from.length === 0) return { rejected: "unauthorized" };
      const live = await (token === undefined ? rooms.get(roomId ?? "") : rooms.byToken(token));
      // Whoever hosts a room hosts its replay.
      if (token === undefined && live && from.some((id) => id === live.room.replayOf))
        return { ...attached(live), token: live.room.token };
      if (token === undefined && !who) return { rejected: "unauthorized" };
      if (token === undefined && live && who && !mayUse(who, live.room)) return { rejected: "room_not_found" };
      if (!live) return token === undefined ? { rejected: "room_not_found" } : wrong(guesses.keys, "unauthorized");
      if (token !== undefined && !sameSecret(token, live.room.token)) return wrong(guesses.keys, "unauthorized");
      return attached(live);
    },

    "room:advance": ({ version }) => command({ kind: "advance", version }),
    "round:close": ({ round }) => command({ kind: "close", round }),
    // With an attempt in any case: a write that is sent again must not add its seconds twice.
    "round:extend": ({ round, seconds, attempt = draw.id() }) => command({ kind: "extend", round, seconds, attempt }),
    "round:void": ({ round }) => command({ kind: "void", round }),
    "round:skip": ({ round }) => command({ kind: "skip", round }),
    "room:pause": ({ paused }) => command({ kind: "pause", paused }),
    "room:lock": ({ locked }) => command({ kind: "lock", locked }),
    "room:finish": () => command({ kind: "finish" }),
    "room:replay": (wanted) =>
      act(async (live) => {
        const next = await replayRoom({ store, rooms, most: MOST_ROOMS, allows }, live, data.who, wanted);
        return "rejected" in next ? next : { ...attached(next), token: next.room.token };
      }),
    "room:shares": ({ shown }) => command({ kind: "shares", shown }),
    "room:release": () => command({ kind: "release" }),
    "text:hide": ({ round, ids, hidden }) =>
      act(async (live) => {
        // What nobody wrote is not remembered.
        if (live.room.rounds[round - 1]?.closedAt == null) await live.refresh();
        const texts = live.texts(round);
        return live.command({ kind: "hide", round, ids: ids.filter((id) => texts.has(id)), hidden });
      }),

    "room:sync": ({ version }) =>
      inRoom(async (live) => {
        if (version > live.room.version) await live.refresh();
        return { snapshot: live.hostSnapshot(parts.addresses(live)) };
      }),

    "clock:probe": () =>
      data.who || data.roomId !== undefined || data.live ? { now: store.now() } : { rejected: "unauthorized" },

    "player:remove": ({ playerIds }) =>
      act(async (live) => {
        const unknown = () => playerIds.some((playerId) => !live.roster.byId(playerId));
        if (unknown()) await live.readNewSeats();
        if (unknown()) return { rejected: "player_not_found" };
        const done = await live.command({ kind: "remove", playerIds });
        return "rejected" in done ? done : {};
      }),

    "player:list": ({ since = 0, until = Number.POSITIVE_INFINITY }) =>
      inRoom(async (live) => {
        await live.readNewSeats();
        const { seats, present } = live.roster;
        const asked = seats.filter(({ joinedAt, removed }) => !removed && joinedAt >= since && joinedAt <= until);
        return { players: asked.map((seat) => rosterPlayer(seat, present, live.room.paper, live.teams)) };
      }),

    "player:rename": ({ playerId, nickname: raw }) =>
      act(async (live) => {
        const parsed = parseNickname(raw);
        if ("rejected" in parsed) return parsed;
        const { nickname, key: nicknameKey } = parsed;
        if (isSomebodyElse(live.room, live.roster.byId(playerId)?.personId, nicknameKey))
          return { rejected: "nickname_taken" };
        const done = await live.command({ kind: "rename", playerId, nickname, nicknameKey });
        return "rejected" in done ? done : {};
      }),

    "player:team": ({ playerId, team }) =>
      act(async (live) => {
        if (!live.roster.byId(playerId)) await live.readNewSeats();
        if (live.roster.byId(playerId)?.removed !== false) return { rejected: "player_not_found" };
        return live.command({ kind: "move", playerId, team });
      }),

    ...paperHandlers(parts, { act, read: inRoom }),

    async "host:ask"({ pin, label }) {
      const live = await rooms.byPin(pin);
      if (!live) return wrong(guesses.pins, "room_not_found");
      return (await parts.admission.ask(live, parts.address())) ?? { askId: await asking.ask(socket, live, label) };
    },

    "host:approve": ({ askId, allow }) =>
      act(async (live) => {
        await asking.answer(live, askId, allow);
        return {};
      }),
  };
};
