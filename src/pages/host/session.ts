/** The host's end of a room: the newest snapshot, attaching and coming back, and commands with their errors in words. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { HostAnswers } from "../../../protocol/events.ts";
import type { HostPayload } from "../../../protocol/payloads.ts";
import type { HostAskedOf, JoinsSurgingOf, ResponsesCountedOf, RosterChangedOf } from "../../../protocol/pushes.ts";
import type { HostSnapshotOf, RosterPlayerOf } from "../../../protocol/snapshots.ts";
import { type Connection, connect } from "../shared/connection.ts";
import { answerTo } from "./answer-to.ts";
import { type KeptRoom, keepRoom, keptRoom } from "./kept.ts";
import { toast, toastError } from "./notices.ts";
import { withCount, withRoster } from "./roster.ts";
import { texts } from "./texts.ts";

/** What the page does when something arrives. */
export interface Listener {
  /** A snapshot to draw; null: there is no room, choose a quiz. */
  shown(snapshot: HostSnapshotOf | null): void;
  counted(counted: ResponsesCountedOf): void;
  roster(changed: RosterChangedOf): void;
  asked(asked: HostAskedOf): void;
  /** A question that was asked is over. */
  settled(askId: string): void;
  /** The room is about to be left for its next game: what is not saved is saved. */
  leaving(): Promise<void>;
  /** Another room, or none, is shown from here on. */
  entered(): void;
  surging(surge: JoinsSurgingOf): void;
  online(online: boolean): void;
  /** The server's store does not answer, or does again. */
  away(away: boolean): void;
  /** This device has no right here yet. */
  keyless(): void;
}

type Payloads = { [Name in keyof HostAnswers]: HostPayload<Name> };
type Created = { quizId: string; options: NonNullable<HostPayload<"room:create">["options"]>; attempt: string };

export interface Session {
  readonly room: KeptRoom | null;
  readonly snapshot: HostSnapshotOf | null;
  serverNow(): number;
  /** Makes a room and shows it; false when it was not made (the reason has been shown). */
  create(wanted: Created): Promise<boolean>;
  attach(room: KeptRoom): Promise<void>;
  /** Leaves the room's screen; the room itself goes on. */
  leave(): void;
  /** A command to the room; its error is shown. True: it was carried out. */
  command<Event extends keyof Payloads>(event: Event, payload: Payloads[Event]): Promise<boolean>;
  /** A question to the room; its answer or refusal as it is, null: none came. */
  ask: Connection<"/host">["ask"];
  /** Who is in the room, or joined within a time; null: not told (the reason has been shown). */
  people(asked: HostPayload<"player:list">): Promise<RosterPlayerOf[] | null>;
  /** Opens the next game for the same people and shows it; false when it was not made (the reason has been shown). */
  replay(wanted: HostPayload<"room:replay">): Promise<boolean>;
  /** Shows the next game, which another device has opened. */
  follow(roomId: string): Promise<void>;
  /** Asks the hosts of a room to let this device in: it is in, they refused, or it was not asked (the reason has been shown). `waits` hears that the question stands there. */
  askIn(pin: string, label: string, waits: (askId: string) => void): Promise<"in" | "refused" | "unasked">;
}

const RETRY_MS = 1000;

/** Opens the connection; the room in the address is attached at every connection. */
export const openSession = (listener: Listener): Session => {
  let room = keptRoom();
  let snapshot: HostSnapshotOf | null = null;

  const refused = (code: ErrorCode) => {
    if (code === "unauthorized") listener.keyless();
    else toastError(code);
  };
  /** Why a room was not made. A stored quiz has no faults of its own: only its points can be what does not fit. */
  const unmade = (code: ErrorCode) => {
    if (code === "invalid_quiz") toast(texts().host.choose.gentleUneven);
    else refused(code);
  };
  /** The token opens nothing any more: whoever is signed in may still come in by the room's id. False: there was none. */
  const dropToken = (): boolean => {
    if (room?.token === undefined) return false;
    room = { roomId: room.roomId };
    keepRoom(room);
    return true;
  };
  const connection: Connection<"/host"> = connect("/host", {
    auth: () => (room?.token === undefined ? {} : { token: room.token }),
    refused: (code) => {
      if (code === "unauthorized" && dropToken()) socket.connect();
      else refused(code);
    },
  });
  const { socket, ask } = connection;

  const take = (next: HostSnapshotOf) => {
    if (snapshot !== null && next.version < snapshot.version) return;
    const known = snapshot?.phase === "finished" ? (snapshot.next?.roomId ?? null) : undefined;
    snapshot = next;
    listener.shown(next);
    // Who has seen the game end goes along; who looks at an old one stays there.
    const onwards = next.phase === "finished" && known !== undefined ? next.next?.roomId : undefined;
    if (onwards !== undefined && onwards !== known && !replaying) void follow(onwards);
  };

  const enter = (next: KeptRoom | null, first: HostSnapshotOf | null) => {
    room = next;
    keepRoom(next);
    snapshot = first;
    listener.entered();
    listener.shown(first);
  };

  let replaying = false;

  const follow = async (roomId: string): Promise<void> => {
    await listener.leaving();
    const answer = await ask("room:attach", { roomId });
    if (answer === null) toast(texts().host.status.unknown);
    else if (!answer.ok) toastError(answer.error.code);
    else enter({ roomId, ...(answer.token === undefined ? {} : { token: answer.token }) }, answer.snapshot);
  };

  const attach = async (wanted: KeptRoom): Promise<void> => {
    const { roomId, token } = wanted;
    room = wanted;
    const answer = await ask("room:attach", token === undefined ? { roomId } : { token });
    if (room !== wanted) return;
    if (answer === null) {
      if (socket.connected) setTimeout(() => room === wanted && void attach(wanted), RETRY_MS);
    } else if (answer.ok) {
      if (snapshot === null || location.hash !== `#room=${answer.roomId}`) enter(wanted, answer.snapshot);
      else take(answer.snapshot);
    } else if (answer.error.code === "unauthorized") {
      if (dropToken()) await attach({ roomId });
      else listener.keyless();
    } else {
      toast(answer.error.code === "room_not_found" ? texts().host.status.gone : texts().errors[answer.error.code]);
      if (answer.error.code === "room_not_found") enter(null, null);
      else setTimeout(() => room === wanted && void attach(wanted), RETRY_MS);
    }
  };

  const sync = async () => {
    const answer = await ask("room:sync", { version: snapshot?.version ?? 0 });
    if (answer?.ok) take(answer.snapshot);
  };

  socket.on("connect", () => {
    listener.online(true);
    // Another node may be better off; this one tells when it is not.
    listener.away(false);
    if (room !== null) void attach(room);
  });
  socket.on("disconnect", () => listener.online(false));
  socket.on("snapshot", take);
  socket.on("responses:counted", (change) => {
    if (snapshot !== null) snapshot = withCount(snapshot, change);
    listener.counted(change);
  });
  socket.on("roster:changed", (change) => {
    if (snapshot !== null) snapshot = withRoster(snapshot, change);
    listener.roster(change);
  });
  socket.on("host:asked", listener.asked);
  socket.on("host:settled", ({ askId }) => listener.settled(askId));
  socket.on("joins:surging", listener.surging);
  socket.on("store:away", ({ away }) => listener.away(away));
  addEventListener("hashchange", () => {
    const next = keptRoom();
    if (next?.roomId === room?.roomId) return;
    snapshot = null;
    if (next === null) enter(null, null);
    else void attach(next);
  });

  return {
    get room() {
      return room;
    },
    get snapshot() {
      return snapshot;
    },
    serverNow: connection.serverNow,
    ask,
    attach: (wanted) => {
      snapshot = null;
      return attach(wanted);
    },
    create: async (wanted) => {
      const answer = await ask("room:create", wanted);
      if (answer === null) toast(texts().host.status.unknown);
      else if (!answer.ok) unmade(answer.error.code);
      else enter({ roomId: answer.roomId, token: answer.token }, answer.snapshot);
      return answer?.ok === true;
    },
    leave: () => {
      enter(null, null);
      // A fresh connection is bound to no room.
      socket.disconnect().connect();
    },
    command: async (event, payload) => {
      const answer = await ask(event, payload);
      if (answer === null) toast(texts().host.status.unknown);
      else if (!answer.ok && answer.error.code === "stale_version") await sync();
      else if (!answer.ok) toastError(answer.error.code);
      return answer?.ok === true;
    },
    follow,
    replay: async (wanted) => {
      replaying = true;
      const answer = await ask("room:replay", wanted);
      replaying = false;
      if (answer === null) toast(texts().host.status.unknown);
      else if (answer.ok) enter({ roomId: answer.roomId, token: answer.token }, answer.snapshot);
      else if (answer.error.code === "unauthorized") toastError(answer.error.code);
      else unmade(answer.error.code);
      return answer?.ok === true;
    },
    people: async (asked) => {
      const answer = await ask("player:list", asked);
      if (answer === null) toast(texts().host.status.unknown);
      else if (!answer.ok) toastError(answer.error.code);
      return answer?.ok ? answer.players : null;
    },
    askIn: async (pin, label, waits) => {
      const asked = await ask("host:ask", { pin, label });
      if (!asked?.ok) {
        if (asked === null) toast(texts().host.status.unknown);
        else toastError(asked.error.code);
        return "unasked";
      }
      waits(asked.askId);
      const answer = await answerTo(socket, asked.askId);
      if (answer?.allow === false) return "refused";
      const token = answer?.token;
      const attached = token === undefined ? null : await ask("room:attach", { token });
      if (token === undefined || !attached?.ok) {
        toast(texts().host.status.unknown);
        return "unasked";
      }
      enter({ roomId: attached.roomId, token }, attached.snapshot);
      return "in";
    },
  };
};
