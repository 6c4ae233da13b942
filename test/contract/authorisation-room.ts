/** Rooms in every phase and connections in every role, in one process and without a network. */
import { drawFrom } from "../../src/rooms/draw.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { Line, withIo } from "../chaos/fuzz/line.ts";
import { HOST_KEY, SMALL_QUIZ, startApp } from "../support.ts";
import { seededBytes, VirtualClock } from "../virtual.ts";
import type { HostRole, PhaseName, PlayerRole } from "./authorisation-table.ts";
import { goodPayloads } from "./protocol-corpus.ts";
import { PASSWORD } from "./tenants.ts";

const QUIZ = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.slice(1).map((item) => ({ ...item, seconds: null })) };
const TEAMS = { mode: "dealt", names: ["Merah", "Putih"] };
/** Advances from the lobby to each phase. */
const STEPS: Record<PhaseName, number> = {
  lobby: 0,
  preview: 1,
  open: 2,
  paused: 2,
  reveal: 3,
  leaderboard: 4,
  finished: 4,
  "pretest reveal": 3,
  "pretest finished": 3,
};

type Answer = Record<string, never> & { ok: boolean; error?: { code: string } };
const tell = async (line: Line, event: string, payload: object): Promise<Answer> =>
  (await line.ask(event, JSON.stringify(payload))) as Answer;

const openServer = async () => {
  const clock = new VirtualClock(1_800_000_000_000);
  const store = openSqlite({ file: ":memory:", now: () => clock.now });
  const parts = { store, clock, draw: drawFrom(seededBytes(11)) };
  const { started: server, io } = await withIo(() => startApp({ PUBLIC_URL: "http://kelas.test" }, parts));
  /** The cookie of a new organiser's session. */
  const organiser = async (name: string): Promise<string> => {
    const { http } = server.app;
    const account = { name, password: PASSWORD };
    const headers = { authorization: `Bearer ${HOST_KEY}` };
    await http.inject({ method: "POST", url: "/api/organisers", headers, payload: account });
    const answer = await http.inject({ method: "POST", url: "/api/session", payload: account });
    return String(answer.headers["set-cookie"]).split(";")[0] ?? "";
  };
  return {
    clock,
    store,
    server,
    io,
    cookies: { owner: await organiser("Bu Rina"), other: await organiser("Pak Budi") },
  };
};

type Base = Awaited<ReturnType<typeof openServer>>;

/** Somebody new, who has not come in a crowd: nobody waits for the next reading of seats. */
const connect = async ({ io, clock }: Base, namespace: string, auth: object = {}, cookie?: string): Promise<Line> => {
  clock.now += 100;
  const line = new Line(io, namespace, cookie === undefined ? {} : { cookie });
  await line.enter(auth);
  return line;
};

/** A room in a phase, with the seats of Ani (who acts), Budi (removed when asked for) and Citra (who keeps the round open). */
const roomIn = async (base: Base, phase: PhaseName) => {
  const { clock, store, cookies } = base;
  const host = await connect(base, "host", {}, cookies.owner);
  const preset = phase.startsWith("pretest") ? "pretest" : "none";
  const made = await tell(host, "room:create", { quiz: QUIZ, options: { preset, teams: TEAMS } });
  const [roomId, pin, token] = [made.roomId ?? "", made.pin ?? "", made.token ?? ""];
  const seats: { playerId: string; token: string }[] = [];
  for (const nickname of ["Ani", "Budi", "Citra"]) {
    const player = await connect(base, "player");
    seats.push((await tell(player, "room:join", { pin, nickname })) as never);
    player.close();
  }
  for (let step = 0; step < STEPS[phase]; step++) {
    await tell(host, "room:advance", { version: (await store.room(roomId))?.version });
    clock.now += 500;
  }
  if (phase === "paused") await tell(host, "room:pause", { paused: true });
  if (phase.endsWith("finished")) await tell(host, "room:finish", {});
  host.close();
  return { roomId, pin, token, seats };
};
type RoomIn = Awaited<ReturnType<typeof roomIn>>;

/** A server with rooms made on demand. */
export const authorisationWorld = async () => {
  const base = await openServer();
  const { io, store, server } = base;
  let other: RoomIn | undefined;
  let joined = 0;

  const hostIn = async (room: RoomIn, role: HostRole): Promise<Line> => {
    other ??= await roomIn(base, "lobby");
    const of = role.endsWith("there") ? other : room;
    const auth = role.startsWith("key") ? { key: HOST_KEY } : role.startsWith("token") ? { token: of.token } : {};
    const cookie = role.startsWith("owner")
      ? base.cookies.owner
      : role === "another organiser"
        ? base.cookies.other
        : undefined;
    const line = await connect(base, "host", auth, cookie);
    if (role === "asker") await tell(line, "host:ask", { pin: room.pin, label: "HP" });
    if (role.includes("attached")) await tell(line, "room:attach", { token: of.token });
    return line;
  };

  const playerIn = async (room: RoomIn, role: PlayerRole): Promise<Line> => {
    other ??= await roomIn(base, "lobby");
    const line = await connect(base, "player");
    if (role === "nobody") return line;
    const seat = (role === "seated in another room" ? other : room).seats[role === "removed" ? 1 : 0];
    await tell(line, "room:resume", { token: seat?.token });
    if (role !== "removed") return line;
    const host = await hostIn(room, "key, attached");
    await tell(host, "player:remove", { playerIds: [seat?.playerId] });
    host.close();
    return line;
  };

  /** The payload that would be carried out in this room if its sender may. */
  const payload = async (room: RoomIn, event: string, namespace: "player" | "host", role: HostRole | PlayerRole) => {
    const version = (await store.room(room.roomId))?.version ?? 0;
    const { playerId = "" } = room.seats[2] ?? {};
    const tokens: Partial<Record<HostRole | PlayerRole, string | undefined>> = {
      nobody: `${room.roomId}.${"x".repeat(43)}`,
      removed: room.seats[1]?.token,
      "seated in another room": other?.seats[0]?.token,
    };
    const token = tokens[role] ?? room.seats[0]?.token ?? "";
    const good = goodPayloads({ ...room, version, round: 1, playerId, token })[namespace][event];
    joined++;
    // Names and attempts of their own, so that no answer is that of a repeat.
    if (event === "room:join") return { pin: room.pin, nickname: `Dewi ${joined}` };
    if (event === "room:create") return { quiz: QUIZ };
    if (event === "room:replay") return { attempt: `a replay of its own ${joined}`.padEnd(22, ".") };
    return event === "response:submit" ? { ...good, value: ["a"] } : good;
  };

  return {
    store,
    server,
    cookies: base.cookies,
    roomIn: (phase: PhaseName) => roomIn(base, phase),
    hostIn,
    playerIn,
    payload,
    tell,
    connect: (namespace: string) => new Line(io, namespace),
    /** All that a refusal must leave as it is. */
    state: async ({ roomId }: RoomIn): Promise<string> => {
      const [room, seats, pulse] = await Promise.all([store.room(roomId), store.seats(roomId, 0), store.pulse(roomId)]);
      return JSON.stringify([room, seats, pulse, await store.responses(roomId, 1).then(({ size }) => size)]);
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
};
