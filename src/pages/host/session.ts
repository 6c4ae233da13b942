/** The host's end of a room: the newest snapshot, attaching and coming back, and commands with their errors in words. */
import type { ErrorCode } from "../../../protocol/errors.ts";
import type { HostAnswers } from "../../../protocol/events.ts";
import type { HostPayload } from "../../../protocol/payloads.ts";
import type {
  HostAnsweredOf,
  HostAskedOf,
  HostSnapshotOf,
  ResponsesCountedOf,
  RosterChangedOf,
} from "../../../protocol/snapshots.ts";
import { type Connection, connect } from "../shared/connection.ts";
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
  online(online: boolean): void;
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
  /** A command to the room; its error is shown. */
  command<Event extends keyof Payloads>(event: Event, payload: Payloads[Event]): Promise<void>;
  /** Asks the hosts of a room to let this device in; true: it is in. */
  askIn(pin: string, label: string): Promise<boolean>;
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
  const connection: Connection<"/host"> = connect("/host", {
    auth: () => (room?.token === undefined ? {} : { token: room.token }),
    refused,
  });
  const { socket, ask } = connection;

  const take = (next: HostSnapshotOf) => {
    if (snapshot !== null && next.version < snapshot.version) return;
    snapshot = next;
    listener.shown(next);
  };

  const enter = (next: KeptRoom | null, first: HostSnapshotOf | null) => {
    room = next;
    keepRoom(next);
    snapshot = first;
    listener.shown(first);
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
      listener.keyless();
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
    attach: (wanted) => {
      snapshot = null;
      return attach(wanted);
    },
    create: async (wanted) => {
      const answer = await ask("room:create", wanted);
      if (answer === null) toast(texts().host.status.unknown);
      else if (!answer.ok) refused(answer.error.code);
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
    },
    askIn: (pin, label) =>
      new Promise((resolve) => {
        void ask("host:ask", { pin, label }).then((answer) => {
          if (answer?.ok !== true) {
            if (answer === null) toast(texts().host.status.unknown);
            else toastError(answer.error.code);
            resolve(false);
            return;
          }
          const enterWith = async (token: string) => {
            const attached = await ask("room:attach", { token });
            if (attached?.ok) enter({ roomId: attached.roomId, token }, attached.snapshot);
            resolve(attached?.ok === true);
          };
          const answered = ({ askId, allow, token }: HostAnsweredOf) => {
            if (askId !== answer.askId) return;
            socket.off("host:answered", answered);
            if (allow && token !== undefined) void enterWith(token);
            else resolve(false);
          };
          socket.on("host:answered", answered);
        });
      }),
  };
};
