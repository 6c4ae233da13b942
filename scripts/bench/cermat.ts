/** Rooms on the server, driven by a host over its own protocol. */
import type { HostAnswers } from "../../protocol/events.ts";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import type { Child } from "./child.ts";
import { createCrowd } from "./crowd.ts";
import type { Side } from "./side.ts";
import { ask, openSocket } from "./socket.ts";
import { isSnapshot, joinEvent, quizOf, responseEvent } from "./words.ts";

export interface Room extends Side {
  pin: string;
  roomId: string;
  /** Waits for the host to be told of a phase of a round: the snapshot, and when it came, ms of `performance.now()`. */
  told(phase: HostSnapshotOf["phase"], round: number): Promise<{ snapshot: HostSnapshotOf; at: number }>;
  /** Ends the game. */
  finish(): Promise<unknown>;
}

export interface RoomPlan {
  players: number;
  rounds: number;
  /** Of each question. */
  seconds: number;
}

const TOLD_MS = 30_000;

/** Opens a room on the first node; its players go to the nodes in turn. */
export const openRoom = async (nodes: readonly Child[], key: string, plan: RoomPlan): Promise<Room> => {
  const urlOf = (player: number) => nodes[player % nodes.length]?.url ?? "";
  const host = await openSocket(`${urlOf(0)}/host`, { key });
  const options = { previewSeconds: 0, leaderboard: "none" };
  const payload = { quiz: quizOf(plan.rounds, plan.seconds), options };
  const created = (await ask(host, "room:create", payload)) as unknown as HostAnswers["room:create"];
  const seen = new Map<string, { snapshot: HostSnapshotOf; at: number }>();
  const waiting = new Map<string, () => void>();
  let latest: HostSnapshotOf = created.snapshot;
  host.on("snapshot", (snapshot: HostSnapshotOf) => {
    if (snapshot.version >= latest.version) latest = snapshot;
    const name = `${snapshot.phase} ${snapshot.round}`;
    if (!seen.has(name)) seen.set(name, { snapshot, at: performance.now() });
    waiting.get(name)?.();
  });
  const crowd = createCrowd(plan.players, urlOf);

  const told: Room["told"] = async (phase, round) => {
    const name = `${phase} ${round}`;
    if (!seen.has(name)) {
      await new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`the host was not told of ${name}`)), TOLD_MS);
        waiting.set(name, () => {
          clearTimeout(late);
          resolve();
        });
      });
    }
    return seen.get(name) ?? { snapshot: latest, at: Number.NaN };
  };

  return {
    name: "Cermat",
    servers: nodes,
    crowd,
    pin: created.pin,
    roomId: created.roomId,
    joinEvent: (player) => joinEvent(created.pin, player),
    responseEvent,
    open: () => ask(host, "room:advance", { version: latest.version }),
    complete: () => Promise.resolve(),
    isOpen: (round) => (message) => isSnapshot(message, "open", round),
    isRevealed: (round) => (message) => isSnapshot(message, "reveal", round),
    told,
    hostToldAt: async (round) => (await told("reveal", round)).at,
    finish: () => ask(host, "room:finish", {}),
    leave: () => {
      crowd.leave();
      host.disconnect();
    },
  };
};
