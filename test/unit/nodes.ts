/** Nodes on one embedded store in memory, with a line each that a test can cut, and a clock that only a test moves. */
import { type Options, RoomOptions } from "../../protocol/payloads.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import type { LiveRoom } from "../../src/rooms/live-room.ts";
import { Rooms } from "../../src/rooms/rooms.ts";
import { joinRoom, submitResponse } from "../../src/rooms/seats.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, StoreUnavailable } from "../../src/store/store.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import { quizOf } from "./fixtures.ts";

/** What a node asks of the store in a game. */
const LINE = ["beat", "outages", "present", "pulse", "due", "room", "seats", "respond", "transition"] as const;

interface Line {
  /** Nothing that is asked is carried out. */
  away: boolean;
  /** What is asked is carried out, and its answer lost. */
  mute: boolean;
}

export interface Node {
  line: Line;
  store: Store;
  rooms: Rooms;
}

/** A player of a room, and the node that serves their seat. */
export interface Served {
  live: LiveRoom;
  playerId: string;
  submit(attempt?: string): ReturnType<typeof submitResponse>;
}

export const startNodes = (count: number) => {
  const clock = new VirtualClock(1_800_000_000_000);
  const store = openSqlite({ file: ":memory:", now: () => clock.now });
  const draw = drawFrom(seededBytes(3));
  const nothing = () => {};
  const publish = {
    ...{ changed: nothing, counted: nothing, roster: nothing, removed: nothing },
    ...{ noted: nothing, away: nothing, erased: nothing },
  };
  const node = (): Node => {
    const line: Line = { away: false, mute: false };
    const reached =
      (operation: (...args: unknown[]) => Promise<unknown>) =>
      async (...args: unknown[]): Promise<unknown> => {
        if (line.away) throw new StoreUnavailable("away");
        const result = await operation(...args);
        if (line.mute) throw new StoreUnavailable("mute");
        return result;
      };
    const cut = Object.fromEntries(LINE.map((name) => [name, reached(store[name] as never)]));
    const reaching: Store = { ...store, ...cut };
    return { line, store: reaching, rooms: new Rooms({ store: reaching, clock, draw, publish, report: nothing }) };
  };
  const nodes = Array.from({ length: count }, node);
  /** The socket of a seat is on this node: its phone has just come, or is back. */
  const serve = async ({ rooms, store: reaching }: Node, roomId: string, playerId: string): Promise<Served> => {
    const live = await rooms.get(roomId);
    if (!live) throw new Error("the room is gone");
    live.roster.held.add(playerId);
    await store.present(roomId, [playerId], clock.now + 10_000);
    const sent = { round: 1, value: "b", elapsedMs: undefined, roundTripMs: undefined };
    const submit = (attempt = "a") =>
      submitResponse(reaching, live, playerId, { ...sent, attempt, receivedAt: clock.now });
    return { live, playerId, submit };
  };
  return {
    clock,
    store,
    nodes,
    serve,
    /** One more node. */
    async join(): Promise<Node> {
      const more = node();
      nodes.push(more);
      await more.rooms.start();
      return more;
    },
    /** Opens a room on the first node. */
    async create(options: Partial<Options>, quiz = quizOf()): Promise<string> {
      const opened = RoomOptions.parse(options);
      const created = await nodes[0]?.rooms.create({ quiz, images: {}, updatedAt: 0 }, opened, undefined);
      if (!created || "rejected" in created) throw new Error("no room");
      return created.room.id;
    },
    /** A new seat, whose socket is on this node. */
    async seat(at: Node, roomId: string, nickname: string): Promise<Served> {
      const live = await at.rooms.get(roomId);
      if (!live) throw new Error("the room is gone");
      const nobody = { attempt: null, code: undefined, codeGiven: false, device: null, personId: null, team: null };
      const joining = { nickname, nicknameKey: nickname.toLowerCase(), ...nobody };
      const joined = await joinRoom({ store, draw, capacity: 5 }, live, joining);
      if ("rejected" in joined) throw new Error(joined.rejected);
      return serve(at, roomId, joined.seat.playerId);
    },
    async [Symbol.asyncDispose]() {
      for (const { rooms } of nodes) rooms.close();
      await store.close();
    },
  };
};
