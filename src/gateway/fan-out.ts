/** What live rooms tell the sockets of this node. A screen common to all phones is encoded once. */
import { setImmediate as nextTurn } from "node:timers/promises";
import { z } from "zod";
import type { Metrics } from "../metrics.ts";
import type { Seat } from "../room.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Publish } from "../rooms/publish.ts";
import type { Rehearsals } from "../rooms/rehearsal.ts";
import type { Asking } from "./asking.ts";
import { packetOf, push } from "./push.ts";
import type { Seating } from "./seating.ts";
import { channelOf, type HostNamespace, type PlayerSocket } from "./sockets.ts";
import type { Surges } from "./surges.ts";

/** Phones that are told something in one go, some milliseconds of work; acknowledgements pass between the slices. */
const SLICE = 50;

/** What nodes tell each other through the store. */
const Note = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("seated"),
    seats: z.array(
      z.object({
        playerId: z.string(),
        by: z.string(),
        at: z.number(),
        screen: z.string().optional(),
        turn: z.number().optional(),
        again: z.boolean().optional(),
      }),
    ),
  }),
  z.object({ kind: z.literal("asked"), askId: z.string(), label: z.string() }),
  z.object({ kind: z.literal("answered"), askId: z.string(), allow: z.boolean() }),
  z.object({ kind: z.literal("crowded") }),
  z.object({ kind: z.literal("phones"), by: z.string(), count: z.number() }),
]);

const readNote = (text: string): z.infer<typeof Note> | undefined => {
  try {
    return Note.parse(JSON.parse(text));
  } catch {
    // Another version's node may say what this one does not know.
    return undefined;
  }
};

export interface FanOutParts {
  hosts: HostNamespace;
  seating: Seating;
  asking: Asking;
  surges: Surges;
  rehearsals: Pick<Rehearsals, "elsewhere">;
  metrics: Metrics;
  addresses(live: LiveRoom): { joinUrl: string; reportUrl: string };
  /** The room is no more: its copy is dropped. */
  forget(live: LiveRoom): void;
  report(error: unknown): void;
}

/** Does `tell` for slice after slice, until what it tells `isStale`. */
const inSlices = async <T>(list: readonly T[], tell: (slice: T[]) => void, isStale = () => false): Promise<void> => {
  for (let first = 0; first < list.length; first += SLICE) {
    if (first > 0) await nextTurn();
    if (isStale()) return;
    tell(list.slice(first, first + SLICE));
  }
};

/** Whether every phone shows the same: the stem, or an item just opened that nobody has answered, in authored order. */
const isCommon = (live: LiveRoom): boolean =>
  live.room.phase === "preview" ||
  (live.room.phase === "open" && !live.room.options.shuffleOptions && !live.progress.any);

/** The Publish of a node: every push to its sockets goes through here. */
export const createFanOut = (parts: FanOutParts): Publish => {
  const { hosts, seating, asking, surges, rehearsals, metrics } = parts;

  const toHosts = (live: LiveRoom) => hosts.local.to(channelOf(live.room.id));

  const tellAll = (live: LiveRoom, sockets: PlayerSocket[]): Promise<void> => {
    const { version, phase } = live.room;
    let common: ReturnType<typeof packetOf> | undefined;
    const screenOf = (seat: Seat) => {
      if (!isCommon(live)) return packetOf(...live.playerParts(seat));
      common ??= packetOf(live.playerSnapshot(seat, false));
      return common;
    };
    const packetFor = ({ data: { seated } }: PlayerSocket) => {
      if (seated?.live !== live) return undefined;
      const seat = live.roster.byId(seated.seat.playerId) ?? seated.seat;
      return seat.removed ? undefined : screenOf(seat);
    };
    const end = (socket: PlayerSocket) => {
      const { seated } = socket.data;
      if (seated?.live !== live) return;
      if (!seated.ended) socket.emit("room:closed", { reason: "finished" });
      seated.ended = true;
      const next = live.room.replays?.at(-1)?.pin;
      if (next === undefined || next === seated.moved) return;
      seated.moved = next;
      socket.emit("room:moved", { pin: next });
    };
    // All screens of a slice are made before the first is sent: that costs less than one after the other.
    const tell = (slice: readonly PlayerSocket[]) => {
      const screens = slice.flatMap((socket) => {
        const packet = packetFor(socket);
        return packet ? [{ socket, packet }] : [];
      });
      for (const { socket, packet } of screens) {
        push(socket, packet);
        if (phase === "finished") end(socket);
      }
    };
    // A newer version is already on its way to everyone.
    return inSlices(sockets, tell, () => live.room.version !== version);
  };

  const dismiss = (live: LiveRoom, playerIds: readonly string[], reason: "removed" | "expired") => {
    const tell = (slice: readonly string[]) => {
      for (const playerId of slice) {
        // Looked up only now: its socket may have taken another seat meanwhile.
        const socket = seating.of(live.room.id).get(playerId);
        if (socket) seating.dismiss(socket, reason);
      }
    };
    inSlices(playerIds, tell).catch(parts.report);
  };

  return {
    changed(live) {
      const { id } = live.room;
      surges.changed(live);
      if (live.hosts > 0) {
        toHosts(live).emit("snapshot", live.hostSnapshot(parts.addresses(live)));
        metrics.snapshots.inc({ to: "host" });
      }
      const sockets = [...seating.of(id).values()];
      metrics.snapshots.inc({ to: "player" }, sockets.length);
      tellAll(live, sockets).catch(parts.report);
    },
    counted(live, counted) {
      toHosts(live).emit("responses:counted", counted);
    },
    roster(live, delta) {
      toHosts(live).emit("roster:changed", delta);
      surges.joined(live, delta.joined);
    },
    removed(live, playerIds) {
      dismiss(live, playerIds, "removed");
    },
    noted(live, text) {
      const note = readNote(text);
      if (!note) return;
      if (note.kind === "seated") {
        for (const taken of note.seats) seating.replace(live.room.id, taken).catch(parts.report);
      } else if (note.kind === "asked") toHosts(live).emit("host:asked", { askId: note.askId, label: note.label });
      else if (note.kind === "crowded") surges.crowded(live);
      else if (note.kind === "phones") rehearsals.elsewhere(live, note.by, note.count);
      else {
        asking.answered(live, note.askId, note.allow);
        toHosts(live).emit("host:settled", { askId: note.askId });
      }
    },
    away(away) {
      for (const socket of hosts.sockets.values()) if (socket.data.live) socket.emit("store:away", { away });
    },
    erased(live) {
      dismiss(live, [...seating.of(live.room.id).keys()], "expired");
      parts.forget(live);
    },
  };
};
