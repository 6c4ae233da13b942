/** The long form, a row a seat and item, as a past room. */
import type { Asked, Imported } from "./asked.ts";
import type { Wording } from "./codebook.ts";
import { type Faults, reasonOf } from "./faults.ts";
import { idOf } from "./ids.ts";
import { longItems } from "./long-items.ts";
import type { LongCells } from "./long-rows.ts";
import { longSeats } from "./long-seats.ts";
import { pastQuiz } from "./past.ts";
import { pastTeams } from "./past-teams.ts";

const MAX_ITEMS = 200;

const distinct = (texts: Iterable<string>): string[] => [...new Set(texts)].filter((text) => text !== "");
const listed = (texts: readonly string[]): string =>
  [...texts.slice(0, 3), ...(texts.length > 3 ? ["…"] : [])].join(", ");

/** The rows of the one room that is asked for; undefined (and a fault) when the file holds several. */
const oneRoom = (rows: LongCells[], asked: Asked, faults: Faults): LongCells[] | undefined => {
  const occasions = distinct(rows.map(({ occasion }) => occasion.toLowerCase()));
  let kept = rows;
  if (occasions.length > 1) {
    const wanted = asked.workshop?.occasion;
    if (wanted === undefined || !occasions.includes(wanted))
      return void faults.tell("occasion", "occasions_several", { list: listed(occasions) });
    kept = rows.filter(({ occasion }) => occasion.toLowerCase() === wanted);
    faults.tell("occasion", "occasion_aside", { count: rows.length - kept.length, occasion: wanted });
  }
  const sessions = distinct(kept.map(({ session }) => session));
  if (sessions.length <= 1) return kept;
  return void faults.tell("session", "sessions_several", { count: sessions.length, list: listed(sessions) });
};

/** Rows of the long form -> a past room; null when nothing of them can be kept. */
export const readLong = (
  all: LongCells[],
  asked: Asked,
  wordings: ReadonlyMap<string, Wording>,
  faults: Faults,
): Imported => {
  const refused = (...fault: Parameters<Faults["tell"]>): Imported => {
    faults.tell(...fault);
    return { past: null, faults: faults.all() };
  };
  const rows = oneRoom(all, asked, faults);
  if (!rows) return { past: null, faults: faults.all() };
  if (rows.length === 0) return refused("", "rows_none");
  if (rows.some(({ rehearsal }) => rehearsal === "1")) return refused("rehearsal", "rehearsal");
  const count = new Set(rows.map(({ item }) => item)).size;
  if (count > MAX_ITEMS) return refused("item_id", "items_many", { count, max: MAX_ITEMS });
  const { items, origins } = longItems(rows, asked, wordings, faults);
  const seated = longSeats(rows, items, faults);
  if (!seated || seated.seats.length === 0) return refused("", "none_kept");
  const teams = distinct(seated.seats.map(({ team = "" }) => team));
  const { idOf: teamIdOf } = pastTeams(teams);
  for (const name of teams.filter((team) => teamIdOf(team) === null))
    faults.tell("team", "team_impossible", { value: name });
  const origin = origins.size === 1 ? [...origins][0] : undefined;
  const value = (column: "workshop" | "session" | "occasion") => rows.find((row) => row[column] !== "")?.[column] ?? "";
  const session = value("session");
  const made = pastQuiz(
    asked.title ?? origin?.title ?? (session === "" ? "Imported" : `Session ${session}`),
    [...items.values()].map(({ item }) => item),
    origin,
  );
  if ("faults" in made) {
    for (const { path, ...fault } of made.faults) faults.tell(path, "quiz_invalid", reasonOf(fault));
    return { past: null, faults: faults.all() };
  }
  const [id, occasion] = [value("workshop"), value("occasion").toLowerCase()];
  const own =
    idOf(id) === id && id !== "" && (occasion === "pre" || occasion === "post")
      ? ({ id, occasion } as const)
      : undefined;
  return {
    past: {
      quiz: made.quiz,
      voided: [...items.values()].map(({ voided }) => voided),
      seats: seated.seats,
      workshop: asked.workshop ?? own,
      anonymous: seated.anonymous,
      heldAt: null,
    },
    faults: faults.all(),
  };
};
