/** Who somebody is who asks to join: what they say of themselves, read by the way the room knows people. */

import type { PlayerAnswers } from "../../protocol/events.ts";
import type { RosterEntry } from "../../protocol/workshops.ts";
import { parseNickname } from "../nickname.ts";
import { drawsNames, identityOf, type Rejection, type Room } from "../room.ts";
import { teamModeOf } from "../teams.ts";
import { parseCode } from "./draw.ts";
import type { LiveRoom } from "./live-room.ts";
import { deviceDigest } from "./people.ts";

/** As it came in the payload. */
interface Introduction {
  nickname: string;
  attempt?: string | undefined;
  code?: string | undefined;
  personId?: string | undefined;
  device?: string | undefined;
  team?: string | undefined;
}

export interface Joining {
  /** Empty: one is drawn. */
  nickname: string;
  nicknameKey: string;
  /** Another name is drawn when this one is taken. */
  drawn?: boolean;
  attempt: string | null;
  /** Well-formed, or empty in an anonymous room; undefined: one is drawn. */
  code: string | undefined;
  /** The code was told, so that the seat that bears it is theirs. */
  codeGiven: boolean;
  device: string | null;
  personId: string | null;
  /** The team that was chosen; null: none was, or one that is not there, or there is nothing to choose. */
  team: string | null;
}

const keyOf = (name: string): string | undefined => {
  const parsed = parseNickname(name);
  return "key" in parsed ? parsed.key : undefined;
};

/** Nickname key -> person, of each list that is in use: a list never changes, and reading its names takes long. */
const namesOf = new WeakMap<readonly RosterEntry[], ReadonlyMap<string, RosterEntry>>();

/** Who of the room's list has this name. */
const personNamed = ({ roster = [] }: Room, nicknameKey: string): RosterEntry | undefined => {
  const names = namesOf.get(roster) ?? new Map(roster.map((person) => [keyOf(person.name) ?? person.name, person]));
  namesOf.set(roster, names);
  return names.get(nicknameKey);
};

/** Whether a name is that of somebody on the list other than this person: it is kept for them. */
export const isSomebodyElse = (room: Room, personId: string | null | undefined, nicknameKey: string): boolean => {
  const person = personNamed(room, nicknameKey);
  return person !== undefined && person.id !== personId;
};

/** Whom of the list is meant: who was picked, else whose code was told, else who has the name that was typed. */
const personOf = (room: Room, said: Introduction, code: string | undefined): RosterEntry | Rejection | undefined => {
  const people = room.roster ?? [];
  if (said.personId !== undefined) {
    return people.find(({ id }) => id === said.personId) ?? { rejected: "person_unknown" };
  }
  const named = () => {
    const key = keyOf(said.nickname);
    return key === undefined ? undefined : personNamed(room, key);
  };
  return (code === undefined ? undefined : people.find((person) => person.code === code)) ?? named();
};

/**
 * Reads an introduction for a room; `former`: the name somebody had in the room that this one is a replay of. Rejects `nickname_invalid`, `code_invalid`,
 * `person_unknown`.
 */
export const identify = (room: Room, said: Introduction, former = ""): Joining | Rejection => {
  const identity = identityOf(room);
  const drawn = drawsNames(room);
  const parsed = drawn ? { nickname: former, key: keyOf(former) ?? "" } : parseNickname(said.nickname);
  const attempt = said.attempt ?? null;
  const team = teamModeOf(room) === "chosen" ? (room.teams?.find(({ id }) => id === said.team)?.id ?? null) : null;
  if (identity === "anonymous") {
    if ("rejected" in parsed) return parsed;
    const nobody = { code: "", codeGiven: false, device: null, personId: null };
    return { nickname: parsed.nickname, nicknameKey: parsed.key, drawn, attempt, team, ...nobody };
  }
  const code = said.code === undefined ? undefined : parseCode(said.code);
  if (said.code !== undefined && code === undefined) return { rejected: "code_invalid" };
  const device = said.device === undefined ? null : deviceDigest(room, said.device);
  const person = identity === "roster" ? personOf(room, said, code) : undefined;
  if (person && "rejected" in person) return person;
  if (person) {
    const known = { personId: person.id, code: person.code, codeGiven: code === person.code };
    return {
      nickname: person.name,
      nicknameKey: keyOf(person.name) ?? person.name,
      drawn,
      attempt,
      team,
      device,
      ...known,
    };
  }
  if ("rejected" in parsed) return parsed;
  const guest = { personId: null, code, codeGiven: code !== undefined };
  return { nickname: parsed.nickname, nicknameKey: parsed.key, drawn, attempt, team, device, ...guest };
};

/** The teams one may choose among, each with how many are in it. */
const teamsToChoose = ({ room, teams }: LiveRoom) => {
  const members = Map.groupBy(teams.values(), ({ id }) => id);
  return (room.teams ?? []).map((team) => ({ ...team, members: members.get(team.id)?.length ?? 0 }));
};

/** What one is told before joining: how people are known here and, of a list, who has come already. Never a code. */
export const lookAt = async (live: LiveRoom): Promise<PlayerAnswers["room:look"]> => {
  const identity = identityOf(live.room);
  const teamMode = teamModeOf(live.room);
  if (identity === "roster" || teamMode === "chosen") await live.readJoined();
  const teams = {
    ...(teamMode ? { teamMode } : {}),
    ...(teamMode === "chosen" ? { teams: teamsToChoose(live) } : {}),
  };
  if (identity !== "roster") {
    return { identity, ...(drawsNames(live.room) ? { names: "generated" as const } : {}), ...teams };
  }
  const taken = new Set(live.roster.seats.flatMap(({ personId, removed }) => (removed ? [] : [personId])));
  const people = (live.room.roster ?? []).map(({ id, name }) => ({ personId: id, name, taken: taken.has(id) }));
  return { identity, people, ...teams };
};
