/** What a finished room's files say, held against what its phones were told. */

import { parse } from "csv-parse/sync";
import { HOST_KEY } from "../../support.ts";
import { until } from "../patience.ts";
import type { Phone, Tap } from "./phone.ts";

/** A file of the room, asked for until there is one. */
const fileOf = (url: string, roomId: string, name: string): Promise<string> => {
  const headers = { authorization: `Bearer ${HOST_KEY}` };
  const look = async (): Promise<string | undefined> => {
    const signal = AbortSignal.timeout(10_000);
    const answer = await fetch(`${url}/api/rooms/${roomId}/${name}`, { headers, signal }).catch(() => undefined);
    if (answer && !answer.ok && answer.status < 500) throw new Error(`${name}: ${answer.status}`);
    return answer?.ok ? answer.text().catch(() => undefined) : undefined;
  };
  return until(look, `${name} of a room`, { every: 200 });
};

interface Row {
  nickname: string;
  item_id: string;
  response: string;
}

interface Report {
  room: { phase: string; players: number };
  items: { id: string; n: number; omitted: number }[];
}

/** Counts of one game, and all that is wrong with it, in words. */
export interface Verdict {
  acknowledged: number;
  /** Tapped while the round was open, and refused as late. Not counted in a game that was ended early. */
  late: Tap[];
  faults: string[];
}

const faultsOf = (phone: Phone, rows: readonly Row[], closed: readonly string[]): string[] => {
  const own = rows.filter(({ nickname }) => nickname === phone.nickname);
  const found = phone.faults.splice(0);
  if (own.length !== closed.length) found.push(`${own.length} rows of ${closed.length} rounds`);
  for (const [index, item] of closed.entries()) {
    const recorded = own.filter(({ item_id }) => item_id === item);
    const tap = phone.taps.find(({ round }) => round === index + 1);
    if (recorded.length !== 1) found.push(`${item}: ${recorded.length} rows`);
    const response = recorded[0]?.response ?? "";
    const allowed = tap?.status === "sent" ? [tap.value] : tap?.status === "saving" ? ["", tap.value] : [""];
    if (!allowed.includes(response)) found.push(`${item}: "${response}" stands, ${JSON.stringify(tap)} was tapped`);
    if (tap?.status === "refused") found.push(`${item}: refused`);
  }
  return found.map((fault) => `${phone.nickname}: ${fault}`);
};

/** Reads the files of a room that is finished. `items`: ids of its quiz in order; `early`: it was ended before its last. */
export const verdictOn = async (
  url: string,
  roomId: string,
  phones: readonly Phone[],
  items: readonly string[],
  early: boolean,
): Promise<Verdict> => {
  const rows = parse(await fileOf(url, roomId, "responses.csv"), { columns: true, bom: true }) as Row[];
  const report = JSON.parse(await fileOf(url, roomId, "report.json")) as Report;
  const closed = [...new Set(rows.map(({ item_id }) => item_id))];
  const taps = phones.flatMap((phone) => phone.taps.filter(({ round }) => round <= closed.length));
  const which = (status: string) => taps.filter((tap) => tap.status === status);
  const faults = phones.flatMap((phone) => faultsOf(phone, rows, closed));
  if (report.room.phase !== "finished") faults.push(`the room is in ${report.room.phase}`);
  if (report.room.players !== phones.length) faults.push(`${report.room.players} players of ${phones.length}`);
  const played = early ? items.slice(0, closed.length) : items;
  if (closed.join() !== played.join()) faults.push(`rounds closed: ${closed.join()}`);
  for (const { id, n, omitted } of report.items) {
    const answered = rows.filter(({ item_id, response }) => item_id === id && response !== "").length;
    if (!closed.includes(id)) continue;
    // A round that was ended before its options showed was shown to nobody.
    const shown = early && n === 0 ? 0 : phones.length;
    if (n !== shown || answered !== n - omitted) faults.push(`${id}: ${answered} rows, n ${n}, omitted ${omitted}`);
  }
  return { acknowledged: which("sent").length, late: early ? [] : which("late"), faults };
};
