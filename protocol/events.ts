/** The whole contract as types, on one screen. Names are fixed for protocol 1; SPEC.md has the rules and examples. */
import type { ErrorCode } from "./errors.ts";
import type { HostPayload, Options, PlayerPayload, ProofOf, ReceiptOf } from "./payloads.ts";
import type {
  HostAnsweredOf,
  HostAskedOf,
  HostSettledOf,
  JoinsSurgingOf,
  ResponsesCountedOf,
  RoomClosedOf,
  RoomMovedOf,
  RosterChangedOf,
  StoreAwayOf,
} from "./pushes.ts";
import type { HostSnapshotOf, PaperAnswerOf, PlayerSnapshotOf, RosterPlayerOf } from "./snapshots.ts";

export type Refusal = { ok: false; error: { code: ErrorCode; message: string }; receipt?: ReceiptOf; proof?: ProofOf };
export type Answer<T> = ({ ok: true } & T) | Refusal;
type Ack<T> = (answer: Answer<T>) => void;

/** The answer beside `ok` for each event of a namespace. */
export interface PlayerAnswers {
  "room:look": {
    identity: Options["identity"];
    /** Nicknames are drawn: none is asked for. */
    names?: "generated";
    people?: { personId: string; name: string; taken: boolean }[];
    teamMode?: NonNullable<Options["teams"]>["mode"];
    /** Where players choose theirs. */
    teams?: { id: string; name: string; members: number }[];
  };
  "room:join": { playerId: string; token: string; code: string; nickname: string; snapshot: PlayerSnapshotOf };
  "room:resume": { playerId: string; code: string; nickname: string; total: number; snapshot: PlayerSnapshotOf };
  "response:submit": { receipt: ReceiptOf };
  "room:sync": { snapshot: PlayerSnapshotOf };
  "clock:probe": { now: number };
  "room:leave": object;
}

export interface HostAnswers {
  "room:create": { roomId: string; pin: string; token: string; snapshot: HostSnapshotOf };
  /** `token`: to a host of the room that this one is a replay of. */
  "room:attach": { roomId: string; pin: string; token?: string; snapshot: HostSnapshotOf };
  "room:advance": { version: number };
  "round:close": { version: number };
  "round:extend": { version: number };
  "round:void": { version: number };
  "round:skip": { version: number };
  "room:pause": { version: number };
  "room:lock": { version: number };
  "room:finish": { version: number };
  "room:replay": { roomId: string; pin: string; token: string; snapshot: HostSnapshotOf };
  "room:shares": { version: number };
  "room:release": { version: number };
  "text:hide": { version: number };
  "room:sync": { snapshot: HostSnapshotOf };
  "clock:probe": { now: number };
  "player:remove": object;
  "player:list": { players: RosterPlayerOf[] };
  "player:rename": object;
  "player:team": { version: number };
  "player:add": { playerId: string; code: string };
  "answer:list": { answers: PaperAnswerOf[] };
  "answer:enter": { version: number };
  "rehearsal:phones": { count: number };
  "host:ask": { askId: string };
  "host:approve": object;
}

export type PlayerToServer = {
  [Name in keyof PlayerAnswers]: (payload: PlayerPayload<Name>, ack: Ack<PlayerAnswers[Name]>) => void;
};
export type HostToServer = {
  [Name in keyof HostAnswers]: (payload: HostPayload<Name>, ack: Ack<HostAnswers[Name]>) => void;
};

export interface ServerToPlayer {
  snapshot: (snapshot: PlayerSnapshotOf) => void;
  "room:closed": (closed: RoomClosedOf) => void;
  "room:moved": (moved: RoomMovedOf) => void;
}

export interface ServerToHost {
  snapshot: (snapshot: HostSnapshotOf) => void;
  "responses:counted": (counted: ResponsesCountedOf) => void;
  "roster:changed": (changed: RosterChangedOf) => void;
  "joins:surging": (surge: JoinsSurgingOf) => void;
  "host:asked": (asked: HostAskedOf) => void;
  "host:settled": (settled: HostSettledOf) => void;
  "store:away": (away: StoreAwayOf) => void;
  "host:answered": (answered: HostAnsweredOf) => void;
}
