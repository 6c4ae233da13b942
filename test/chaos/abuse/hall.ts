/** A hall full of people behind one address, who join one room within a minute: nobody attacks, and nobody is refused. */
import { advance, openRoom, SMALL_QUIZ } from "../../support.ts";
import type { Figures, Soak } from "../soaking.ts";
import { type Phone, startPhones } from "./orders.ts";
import { startServer } from "./server.ts";
import { joinTimes } from "./times.ts";

export interface HallSettings {
  phones: number;
  /** All phones are taken out of pockets within this time, ms. */
  withinMs: number;
  seed: number;
}

const MINUTE_MS = 60_000;
/** Files that a process opens beside its sockets. */
const FILES = 200;
const UNTIMED = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: null })) };

/** Sockets are files, and a shell may let a process open few. */
const checkFiles = (phones: number): void => {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files: { soft: number | "unlimited" } } };
  const files = Number(userLimits?.open_files.soft);
  if (files < phones + FILES) throw new Error(`${phones} phones need ulimit -n ${phones + FILES}, and it is ${files}`);
};

/** Fills a room with phones, which then all answer. Throws when one does not get in. */
export const runHall = async ({ phones, withinMs, seed }: HallSettings): Promise<Figures> => {
  checkFiles(phones);
  await using server = await startServer(phones);
  const { host, pin } = await openRoom(server.url, { quiz: UNTIMED, options: { previewSeconds: 0 } });
  using _host = host;
  using pockets = startPhones({ url: server.url, pin, phones, spreadMs: withinMs, seed });
  await pockets.told();
  pockets.order("join");
  // Nobody is removed.
  pockets.order([]);
  const { phones: seated } = await pockets.told<{ phones: Phone[] }>(withinMs + MINUTE_MS);
  const { players } = await host.get("player:list", {});
  await advance(host);
  pockets.order("answer");
  const { failed } = await pockets.told<{ failed: number }>();
  await pockets.stop();
  return {
    phonesIn: players.length,
    ...joinTimes("join", seated),
    phonesAskedToWork: seated.filter(({ crowded }) => crowded).length,
    tapsAgain: seated.reduce((sum, { taps }) => sum + taps, 0),
    responsesFailed: failed,
  };
};

/** `count` phones within a minute. */
export const soakHall = ({ count, seed }: Soak): Promise<Figures> =>
  runHall({ phones: count, withinMs: MINUTE_MS, seed });
