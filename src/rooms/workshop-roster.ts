import type { RosterEntry } from "../../protocol/workshops.ts";
import type { Rejection } from "../room.ts";
import { type Draw, parseCode } from "./draw.ts";
import { peopleOf } from "./people.ts";

/**
 * The list of a workshop as it is kept. Whoever was on it before keeps the code, which may be printed on a card; codes
 * that are missing are drawn. Rejects `nickname_invalid`, `code_invalid`.
 */
export const workshopRoster = (
  list: readonly { name: string; code?: string | undefined; team?: string | undefined }[],
  workshopId: string,
  before: readonly RosterEntry[],
  draw: Draw,
): RosterEntry[] | Rejection => {
  const names = list.map(({ name }) => ({ name }));
  const named = peopleOf(names, draw, workshopId);
  if ("rejected" in named) return named;
  const given = new Set(list.map(({ code = "" }) => parseCode(code)));
  const kept = new Map(before.filter(({ code }) => !given.has(code)).map(({ id, code }) => [id, code]));
  const coded = list.map(({ name, code = "", team }, index) => ({
    name,
    team,
    code: code.trim() === "" ? kept.get(named[index]?.id ?? "") : code,
  }));
  return peopleOf(coded, draw, workshopId);
};
