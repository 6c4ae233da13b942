/** Moves that the protocol's suites share: bring a room into a phase, answer once the options show, keep every frame. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "../../protocol/events.ts";
import type { HostPayload } from "../../protocol/payloads.ts";
import type { HostSnapshotOf } from "../../protocol/snapshots.ts";
import { type HostClient, joinRoom, openRoom, type PlayerClient, SMALL_QUIZ, untilShown } from "../support.ts";
import type { TestApp } from "./stores.ts";

/** "ok", or the code of the refusal. */
export const codeOf = async (asked: Promise<Answer<object>>): Promise<string> => {
  const answer = await asked;
  return answer.ok ? "ok" : answer.error.code;
};

/** The code of the `connect_error` that refuses a connection; "connected" when none does. */
export const refusalOf = (connecting: Promise<Disposable>): Promise<unknown> =>
  connecting.then(
    (client) => {
      client[Symbol.dispose]();
      return "connected";
    },
    (error: { data?: { code?: string } }) => error.data?.code ?? "no connection",
  );

/** Resolves when the connection ends; to be called before what ends it. */
export const disconnected = ({ socket }: Pick<HostClient, "socket">): Promise<string> =>
  new Promise((settle) => socket.once("disconnect", settle));

/** Advances until the room is in the phase (and round); the host's snapshot of it. A step that the room took by itself is fine. */
export const bring = async (
  host: HostClient,
  phase: HostSnapshotOf["phase"],
  round?: number,
): Promise<HostSnapshotOf> => {
  for (;;) {
    const { last } = host;
    if (last?.phase === phase && (round === undefined || last.round === round)) return last;
    const from = last?.version ?? 0;
    await untilShown(host);
    const code = await codeOf(host.ask("room:advance", { version: from }));
    if (code !== "ok" && code !== "stale_version") throw new Error(`no way to ${phase}: ${code}`);
    await host.until((client) => (client.last?.version ?? 0) > from);
  }
};

/** Resolves once the options of the open round show, by the store's clock. */
export const shown = async ({ app }: TestApp, player: PlayerClient, round: number): Promise<void> => {
  const { openedAt } = await player.phase("open", round);
  await sleep(Math.max(0, openedAt - app.store.now()) + 5);
};

/** Responds once the options show. */
export const respond = async (app: TestApp, player: PlayerClient, round: number, value: unknown, attempt = "a1") => {
  await shown(app, player, round);
  return player.ask("response:submit", { round, attempt, value });
};

/** A quiz whose rounds wait for their hosts. */
export const UNTIMED_QUIZ = {
  ...SMALL_QUIZ,
  id: "untimed",
  items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: null })),
};

/** A room without previews, and its seated players by the names given. */
export const startGame = async (
  app: TestApp,
  nicknames: readonly string[],
  payload: Partial<HostPayload<"room:create">> = {},
) => {
  const { options, ...rest } = payload;
  const room = await openRoom(app.url, { quiz: SMALL_QUIZ, ...rest, options: { previewSeconds: 0, ...options } });
  const seats = [];
  for (const nickname of nicknames) seats.push(await joinRoom(app.url, { pin: room.pin, nickname }));
  const players = seats.map(({ player }) => player);
  return {
    ...room,
    seats,
    players,
    /** The stored document, seats and responses: all that a room is. */
    stored: async () => ({
      room: await app.app.store.room(room.roomId),
      seats: await app.app.store.seats(room.roomId, 0),
      responses: await Promise.all([1, 2, 3].map((round) => app.app.store.responses(room.roomId, round))),
    }),
    [Symbol.dispose]() {
      for (const client of [room.host, ...players]) client[Symbol.dispose]();
    },
  };
};

/** The nth of a list that is known to be long enough. */
export const nth = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`there is no entry ${index}`);
  return found;
};

/** Every text frame that reaches the client from here on, reconnections included. */
export const tape = ({ socket }: Pick<HostClient, "socket">): string[] => {
  const frames: string[] = [];
  const listen = () =>
    socket.io.engine.on("packet", ({ data }: { data?: unknown }) => {
      if (typeof data === "string") frames.push(data);
    });
  listen();
  socket.io.on("open", listen);
  return frames;
};
