/** The list of people a room expects, and what is kept of their phones. */
import { createHash } from "node:crypto";
import type { Options } from "../../protocol/payloads.ts";
import { parseNickname } from "../nickname.ts";
import type { Rejection, Room, RosterEntry } from "../room.ts";
import { type Draw, parseCode } from "./draw.ts";

/** The longest nickname, in graphemes. */
const LONGEST = 20;
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const digest = (parts: readonly string[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);

/** The name and its mark as a nickname that fits; a long name loses its last words, or its end. */
const shortened = (name: string, mark: string): ReturnType<typeof parseNickname> => {
  const signs = [...graphemes.segment(name.trim())].map(({ segment }) => segment);
  let room = LONGEST - mark.length;
  if (signs.length > room) {
    const word = signs.slice(0, room + 1).findLastIndex((sign) => sign.trim() === "");
    room = word > 0 ? word : room;
  }
  return parseNickname(signs.slice(0, room).join("").trim() + mark);
};

/**
 * A pasted list as a room keeps it: names as nicknames, a second equal name marked " (2)", codes read or drawn, none twice.
 * `workshopId`: the same name in another list of the workshop gets the same id. Rejects `nickname_invalid`, `code_invalid`.
 */
export const peopleOf = (
  list: readonly { name: string; code?: string | undefined }[],
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
  const people: RosterEntry[] = [];
  for (const [index, { name }] of list.entries()) {
    let named = shortened(name, "");
    for (let next = 2; "key" in named && taken.has(named.key); next++) named = shortened(name, ` (${next})`);
    if ("rejected" in named) return named;
    taken.add(named.key);
    const code = given[index] ?? freeCode(draw, codes);
    codes.add(code);
    const id = workshopId === undefined ? draw.id() : digest([workshopId, named.key]);
    people.push({ id, name: named.nickname, code });
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

/** How people of a room are known; rooms of before this was asked are coded. */
export const identityOf = ({ options }: Room): Options["identity"] => options.identity ?? "coded";

/** What is kept of a phone: the same phone is known again within a workshop, or among rooms without one, and not across. */
export const deviceDigest = ({ options }: Room, device: string): string => digest([options.workshop?.id ?? "", device]);
