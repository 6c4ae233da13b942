/** The list of people a room expects, and what is kept of their phones. */

import { createHash } from "node:crypto";
import type { RosterEntry } from "../../protocol/workshops.ts";
import { parseNickname } from "../nickname.ts";
import type { Rejection, Room } from "../room.ts";
import { type Draw, parseCode } from "./draw.ts";

/** The longest nickname, in graphemes. */
const LONGEST = 20;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const digest = (parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

/** The first `count` graphemes of a text; nothing after them is looked at, however long it is. */
const beginning = (text: string, count: number): string[] => {
  const signs: string[] = [];
  for (const { segment } of graphemes.segment(text)) if (signs.push(segment) === count) break;
  return signs;
};

/** The name and its mark as a nickname that fits; a long name loses its last words, or its end. */
const shortened = (name: string, mark: string): ReturnType<typeof parseNickname> => {
  const signs = beginning(name.trim(), LONGEST + 1);
  let room = LONGEST - mark.length;
  if (signs.length > room) {
    const word = signs.slice(0, room + 1).findLastIndex((sign) => sign.trim() === "");
    room = word > 0 ? word : room;
  }
  return parseNickname(signs.slice(0, room).join("").trim() + mark);
};

/** Numbers equal names, each from where the last one that was equal to it ended, so that no number is tried twice. */
const numbering = (taken: ReadonlySet<string>) => {
  const next = new Map<string, number>();
  return (name: string): ReturnType<typeof parseNickname> => {
    // Told by the marked form: a mark shortens a long name, and may make it equal to others.
    const second = shortened(name, " (2)");
    const family = "key" in second ? second.key : "";
    for (let number = next.get(family) ?? 2; ; number++) {
      const named = shortened(name, ` (${number})`);
      if ("key" in named && taken.has(named.key)) continue;
      next.set(family, number + 1);
      return named;
    }
  };
};

/**
 * A pasted list as a room keeps it: names as nicknames, a second equal name marked " (2)", codes read or drawn, none twice; a team
 * as it is written first.
 * `workshopId`: the same name in another list of the workshop gets the same id. Rejects `nickname_invalid`, `code_invalid`.
 */
export const peopleOf = (
  list: readonly { name: string; code?: string | undefined; team?: string | undefined }[],
  draw: Draw,
  workshopId?: string,
): RosterEntry[] | Rejection => {
  const codes = new Set<string>();
  const given: (string | undefined)[] = [];
  for (const { code: typed = "" } of list) {
    const code = typed.trim() === "" ? undefined : parseCode(typed);
    if (typed.trim() !== "" && (code === undefined || codes.has(code))) return { rejected: "code_invalid" };
    if (code !== undefined) codes.add(code);
    given.push(code);
  }
  const taken = new Set<string>();
  const numbered = numbering(taken);
  const people: RosterEntry[] = [];
  const teams = new Map<string, string>();
  for (const [index, { name, team: typed = "" }] of list.entries()) {
    let named = shortened(name, "");
    if ("key" in named && taken.has(named.key)) named = numbered(name);
    if ("rejected" in named) return named;
    taken.add(named.key);
    const code = given[index] ?? freeCode(draw, codes);
    codes.add(code);
    const id = workshopId === undefined ? draw.id() : digest([workshopId, named.key]);
    const team = typed.trim() === "" ? undefined : parseNickname(typed);
    if (team && "rejected" in team) return team;
    if (team && !teams.has(team.key)) teams.set(team.key, team.nickname);
    people.push({ id, name: named.nickname, code, ...(team ? { team: teams.get(team.key) ?? team.nickname } : {}) });
  }
  return people;
};

/** A code that none of those bears. */
export const freeCode = (draw: Draw, taken: ReadonlySet<string>): string => {
  for (;;) {
    const code = draw.code();
    if (!taken.has(code)) return code;
  }
};

/** What is kept of a phone: the same phone is known again within a workshop, or among rooms without one, and not across. */
export const deviceDigest = ({ options }: Room, device: string): string => digest([options.workshop?.id ?? "", device]);
