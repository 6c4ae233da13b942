/** Who the rows of the long form speak of, and how each of them did. */
import type { PastFaultCode } from "../../protocol/imports.ts";
import { typeOf } from "../items/index.ts";
import type { Attendance } from "../verdicts.ts";
import type { Faults, Params } from "./faults.ts";
import type { LongItem } from "./long-items.ts";
import type { LongCells } from "./long-rows.ts";
import { type PastEntry, type PastSeat, thinkingTime } from "./past.ts";
import { readValue } from "./rebuild.ts";

const MAX_SEATS = 10_000;
const CODE_LENGTH = 64;
/** Codes that only tell the rows of an anonymous room apart. */
const ROW_NAME = /^anon-/i;

const STATES = ["answered", "omitted", "absent", "void"];

/** What a row says, or why it is left out. */
const entryOf = (
  row: LongCells,
  item: LongItem,
): { entry: PastEntry | undefined } | { fault: PastFaultCode; params?: Params } => {
  const { response } = row;
  const said = row.status.toLowerCase();
  if (said !== "" && !STATES.includes(said)) return { fault: "status_unknown", params: { value: row.status } };
  const status = said === "" ? (response === "" || row.omitted === "1" ? "omitted" : "answered") : said;
  if (status !== "void" && (status === "answered") !== (response !== "")) {
    return response === "" ? { fault: "response_missing" } : { fault: "response_unexpected", params: { status } };
  }
  if (response === "") {
    if (status === "void") return { entry: undefined };
    return { entry: { attendance: status as Attendance, value: null, elapsedMs: null } };
  }
  const value = readValue(item, response);
  if (value === null) return { fault: "response_unfit", params: { value: response, item: row.item } };
  const elapsedMs = thinkingTime(row.ms === "" ? undefined : Number(row.ms));
  const paper = row.source.toLowerCase() === "paper" ? { paper: true } : {};
  return { entry: { attendance: "answered", value, elapsedMs, ...paper } };
};

/** Whether full credit by the item's own rules is what the file says. */
const judgedOtherwise = (row: LongCells, { item, voided }: LongItem, entry: PastEntry | undefined): boolean => {
  const type = typeOf(item);
  if (!type.scored || voided || !entry || entry.attendance === "absent" || row.correct === "") return false;
  const right = entry.value !== null && type.judge(item, entry.value) === 1;
  return right !== (Number(row.correct) === 1);
};

interface LongSeat extends PastSeat {
  /** Items whose row has been read. */
  told: Set<string>;
  nameless: boolean;
  /** Index of an item that was missed -> its row. */
  missed: Map<number, number>;
}

/** Who let an item pass was in the room from then on: nothing after it can have been missed. */
const tellContradictions = ({ entries, missed }: LongSeat, faults: Faults): void => {
  const passed = entries.findIndex((entry) => entry?.attendance === "omitted");
  for (const [index, row] of missed) {
    if (passed < 0 || index < passed) continue;
    faults.tell(`row ${row}`, "omitted_before");
  }
};

/** Code -> its nickname, when its rows have one only: then a blank one is that one. */
const nicknamesOf = (rows: readonly LongCells[]): Map<string, string> => {
  const found = new Map<string, Set<string>>();
  for (const { code, nickname } of rows)
    if (code !== "" && nickname !== "") found.set(code, (found.get(code) ?? new Set()).add(nickname));
  return new Map([...found].flatMap(([code, names]) => (names.size === 1 ? [[code, [...names][0] ?? ""]] : [])));
};

/** Items that the file judges and that have no key here. */
const tellUnjudged = (rows: readonly LongCells[], items: ReadonlyMap<string, LongItem>, faults: Faults): void => {
  const judged = new Set(rows.flatMap((row) => (row.correct === "1" && row.key === "" ? [row.item] : [])));
  for (const raw of judged) {
    const item = items.get(raw);
    if (item && !typeOf(item.item).scored) faults.tell("key", "key_missing", { item: raw });
  }
};

/** The seats in the order of the file; undefined (and a fault) when people cannot be told apart. */
export const longSeats = (
  rows: readonly LongCells[],
  items: ReadonlyMap<string, LongItem>,
  faults: Faults,
): { seats: PastSeat[]; anonymous: boolean } | undefined => {
  const order = new Map([...items.keys()].map((raw, index) => [raw, index]));
  const all: LongSeat[] = [];
  const current = new Map<string, LongSeat>();
  const nicknames = nicknamesOf(rows);
  tellUnjudged(rows, items, faults);
  let untimed = 0;
  let coded = false;
  let rowNames = false;
  for (const row of rows) {
    const path = `row ${row.row}`;
    const item = items.get(row.item);
    const index = order.get(row.item);
    if (!item || index === undefined) {
      if (row.item === "") faults.tell(path, "item_missing");
      continue;
    }
    if (row.code.length > CODE_LENGTH) {
      faults.tell(path, "code_long", { max: CODE_LENGTH });
      continue;
    }
    const read = entryOf(row, item);
    if ("fault" in read) {
      faults.tell(path, read.fault, read.params);
      continue;
    }
    const nickname = row.nickname === "" ? (nicknames.get(row.code) ?? "") : row.nickname;
    const nameless = row.code === "" && nickname === "";
    const who = JSON.stringify([row.code, nickname]);
    let seat = current.get(who);
    // Rows without any name follow one another person by person: an item that comes again is somebody else's.
    if (!seat || (nameless && seat.told.has(row.item))) {
      const rowName = ROW_NAME.test(row.code);
      rowNames ||= rowName;
      coded ||= row.code !== "" && !rowName;
      seat = {
        code: rowName ? "" : row.code,
        nickname,
        team: row.team,
        entries: [],
        told: new Set(),
        nameless,
        missed: new Map(),
      };
      current.set(who, seat);
      all.push(seat);
    }
    if (seat.told.has(row.item)) {
      faults.tell(path, "row_twice", { item: row.item });
      continue;
    }
    seat.told.add(row.item);
    const { entry } = read;
    seat.entries[index] = entry;
    if (entry?.attendance === "absent") seat.missed.set(index, row.row);
    if (entry?.attendance === "answered" && entry.elapsedMs === null && !entry.paper) untimed++;
    if (judgedOtherwise(row, item, entry)) {
      faults.tell(path, Number(row.correct) === 1 ? "says_correct" : "says_incorrect");
    }
  }
  if (untimed > 0) {
    faults.tell("response_time_ms", "untimed", { count: untimed });
  }
  for (const seat of all) tellContradictions(seat, faults);
  const nameless = all.filter((seat) => seat.nameless);
  if (nameless.some(({ told }) => told.size !== nameless[0]?.told.size)) {
    return void faults.tell("participant_code", "people_mixed");
  }
  if (all.length > MAX_SEATS) {
    return void faults.tell("participant_code", "seats_many", { count: all.length, max: MAX_SEATS });
  }
  const seats = all.map(({ code, nickname, team = "", entries }) => ({ code, nickname, team, entries }));
  return { seats, anonymous: rowNames && !coded };
};
