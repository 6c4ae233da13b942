import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ErrorCode } from "../../protocol/errors.ts";
import type { PlayerSnapshotOf } from "../../protocol/snapshots.ts";
import { accept, emptyForm, type Play, UNKNOWN } from "../../src/pages/player/state.ts";

/** Files for the browser, whose globals this project does not know, are read by path. */
const PLAYER = "../../src/pages/player";
interface Parts {
  createOutbox(
    play: Play,
    ask: unknown,
    seated: () => boolean,
    resume: () => void,
    changed: () => void,
  ): { flush(): void };
  createSeating(play: Play, connection: unknown, arrived: () => void, changed: () => void): Seating;
}
interface Seating {
  resume(): Promise<void>;
  replaced(): void;
  toDoor(say: null): void;
  seated(): boolean;
}

/** A browser's storage: one that takes everything, one that is full, one that is forbidden. */
const storage = (kind: "open" | "full" | "forbidden", stored = new Map<string, string>()) => {
  const refuse = (): never => {
    throw new Error("QuotaExceededError");
  };
  const full = kind !== "open";
  const closed = kind === "forbidden";
  return {
    getItem: closed ? refuse : (key: string) => stored.get(key) ?? null,
    setItem: full ? refuse : (key: string, value: string) => void stored.set(key, value),
    removeItem: closed ? refuse : (key: string) => void stored.delete(key),
  };
};

type Sent = { event: string; payload: Record<string, unknown>; answer(with_: unknown): Promise<void> };

const turns = async () => {
  for (let i = 0; i < 12; i++) await Promise.resolve();
};

/** The page without its screens, over a network that answers what the test says; loading it again is a reload. */
const page = async () => {
  vi.resetModules();
  const { createOutbox }: Parts = await import(`${PLAYER}/outbox.ts`);
  const { createSeating }: Parts = await import(`${PLAYER}/seating.ts`);
  const { keepReply, keepSeat, keptReply, keptSeat } = await import("../../src/pages/player/kept.ts");
  const sent: Sent[] = [];
  const socket: { id: string | undefined } = { id: "c1" };
  const ask = (event: string, payload: Record<string, unknown>) =>
    new Promise((resolve) => {
      const answer = (with_: unknown) => {
        resolve(with_);
        return turns();
      };
      sent.push({ event, payload, answer });
    });
  const rest = () => {
    socket.id = undefined;
  };
  const seat = keptSeat();
  const play: Play = {
    ...{ ...UNKNOWN, stage: "returning", form: emptyForm("", ""), seat, linked: true, outdated: false },
  };
  const outbox = createOutbox(
    play,
    ask,
    () => seating.seated(),
    () => void seating.resume(),
    () => {},
  );
  const seating = createSeating(
    play,
    { socket, ask, rest },
    () => outbox.flush(),
    () => {},
  );
  return {
    ...{ play, outbox, seating, socket, sent, keptReply, keptSeat, keepSeat },
    /** Whether anything was sent since the last look, and the last of it. */
    last: () => sent.splice(0).at(-1),
    /** The seat is asked for and given back, on the current screen. */
    resume: async (snapshot: PlayerSnapshotOf) => {
      const resuming = seating.resume();
      await sent.splice(0).at(-1)?.answer({ ok: true, nickname: "Ani", code: "", total: 0, snapshot });
      await resuming;
    },
    respond: (value: string, attempt = `try-${value}`) => {
      const round = play.snapshot?.round ?? 0;
      const token = play.seat?.token ?? "";
      play.reply = { token, round, attempt, value, elapsedMs: 900, status: "saving" };
      keepReply(play.reply);
      outbox.flush();
    },
  };
};

const open = (round: number, responded = false): PlayerSnapshotOf => ({
  ...{
    version: round * 10,
    serverNow: 0,
    phase: "open",
    round,
    rounds: 9,
    language: "en",
    paused: false,
    openedAt: 0,
    deadline: null,
  },
  prompt: { id: "q", type: "single-choice", widget: "choose-one", seconds: null, points: 1000 },
  responded,
});
const refused = (code: ErrorCode) => ({ ok: false, error: { code, message: "" } });
const OK = { ok: true, receipt: { round: 1, attempt: "try-b", receivedAt: 1 } };
const SILENCE = null;

let stored: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers();
  stored = new Map();
  vi.stubGlobal("localStorage", storage("open", stored));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A phone in its seat, in the open round 1. */
const seated = async (token = "s.1") => {
  const phone = await page();
  phone.play.seat = { token, nickname: "Ani", code: "", pin: "482913" };
  phone.keepSeat(phone.play.seat);
  await phone.resume(open(1));
  return phone;
};

test("[PG5] a response whose request or answer is lost is sent again with the same attempt until it is answered", async () => {
  const phone = await seated();
  phone.respond("b");
  for (let lost = 0; lost < 3; lost++) {
    const sent = phone.last();
    expect(sent).toMatchObject({ event: "response:submit", payload: { round: 1, attempt: "try-b", value: "b" } });
    await sent?.answer(SILENCE);
    await vi.advanceTimersByTimeAsync(0);
  }
  expect(phone.play.reply?.status).toBe("saving");
  await phone.last()?.answer(OK);
  expect(phone.play.reply?.status).toBe("sent");
  expect(phone.keptReply("s.1")).toMatchObject({ attempt: "try-b", status: "sent" });
  phone.outbox.flush();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(phone.last()).toBeUndefined();
});

test.each(["store_unavailable", "rate_limited", "not_open", "internal"] as const)(
  "[PG5] %s is no last word: the response is sent again a second later",
  async (code) => {
    const phone = await seated();
    phone.respond("b");
    await phone.last()?.answer(refused(code));
    await vi.advanceTimersByTimeAsync(900);
    expect(phone.last()).toBeUndefined();
    await vi.advanceTimersByTimeAsync(200);
    await phone.last()?.answer(OK);
    expect(phone.play.reply?.status).toBe("sent");
  },
);

test("[PG15] a phone that is told to hold no seat asks for its seat, and then sends the response again", async () => {
  const phone = await seated();
  phone.respond("b");
  for (let lost = 0; lost < 2; lost++) {
    expect(await phone.last()?.answer(refused("not_joined"))).toBeUndefined();
    expect(phone.play.reply?.status).toBe("saving");
    await vi.advanceTimersByTimeAsync(1_000);
    const asked = phone.last();
    expect(asked).toMatchObject({ event: "room:resume", payload: { token: "s.1" } });
    phone.outbox.flush();
    expect(phone.last()).toBeUndefined();
    await asked?.answer({ ok: true, nickname: "Ani", code: "", total: 0, snapshot: open(1) });
    expect(phone.sent).toMatchObject([{ event: "response:submit", payload: { attempt: "try-b" } }]);
  }
  await phone.last()?.answer(refused("not_joined"));
  await vi.advanceTimersByTimeAsync(1_000);
  await phone.last()?.answer(refused("removed"));
  expect([phone.play.stage, phone.play.seat, phone.play.reply]).toEqual(["join", null, null]);
});

test("[PG5] nothing is sent on a connection that has not got the seat back, and at once when it has", async () => {
  const phone = await seated();
  phone.socket.id = undefined;
  phone.respond("b");
  await vi.advanceTimersByTimeAsync(5_000);
  expect(phone.last()).toBeUndefined();
  phone.socket.id = "c2";
  phone.outbox.flush();
  expect(phone.last()).toBeUndefined();
  await phone.resume(open(1));
  expect(phone.last()).toMatchObject({ payload: { attempt: "try-b" } });
});

test.each([
  ["while it is under way", false],
  ["after it was stored and the answer lost", true],
])("[PG5] a page that is ended %s sends the same attempt when it is there again", async (_when, responded) => {
  const first = await seated();
  first.respond("b");
  const again = await page();
  expect(again.play.seat?.token).toBe("s.1");
  await again.resume(open(1, responded));
  const sent = again.last();
  expect(sent?.payload).toMatchObject({ round: 1, attempt: "try-b", value: "b" });
  await sent?.answer(OK);
  expect(again.play.reply?.status).toBe("sent");
});

test("[PG6] a response that arrives after the end of its round is told to be late, and not sent again", async () => {
  const phone = await seated();
  phone.respond("b");
  await phone.last()?.answer(refused("round_closed"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(phone.last()).toBeUndefined();
  expect(phone.play.reply?.status).toBe("late");
});

test("[PG6] an answer to the round before does not hold up or settle that of the next", async () => {
  const phone = await seated();
  phone.respond("b");
  const slow = phone.last();
  accept(phone.play, open(2));
  phone.respond("c");
  const next = phone.last();
  expect(next?.payload).toMatchObject({ round: 2, attempt: "try-c" });
  await slow?.answer(OK);
  expect(phone.play.reply).toMatchObject({ attempt: "try-c", status: "saving" });
  await next?.answer(SILENCE);
  await vi.advanceTimersByTimeAsync(0);
  await phone.last()?.answer(OK);
  expect(phone.play.reply).toMatchObject({ attempt: "try-c", status: "sent" });
});

test("[PG6] a response that was not acknowledged when the next round came is still sent, and told to be late", async () => {
  const phone = await seated();
  phone.respond("b");
  await phone.last()?.answer(SILENCE);
  accept(phone.play, open(2));
  expect(phone.play.reply).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  const again = phone.last();
  expect(again?.payload).toMatchObject({ round: 1, attempt: "try-b" });
  phone.respond("c");
  await phone.last()?.answer(OK);
  await again?.answer(refused("round_closed"));
  expect(phone.play).toMatchObject({ reply: { attempt: "try-c", status: "sent" }, earlier: { status: "late" } });
  expect(phone.keptReply("s.1")?.attempt).toBe("try-c");
  accept(phone.play, open(3));
  expect(phone.play.earlier).toBeNull();
});

test("[RS7] a response that does not fit is given back to be changed, and is not found again after a reload", async () => {
  const phone = await seated();
  phone.respond("b; c; d; e");
  await phone.last()?.answer(refused("invalid_payload"));
  expect(phone.play).toMatchObject({ reply: null, draft: "b; c; d; e", unfit: true });
  expect(phone.keptReply("s.1")).toBeNull();
  phone.respond("b", "second");
  expect(phone.last()?.payload).toMatchObject({ attempt: "second" });
});

test("[PG5] what is typed but not sent is there again after a reload, for its own seat and round", async () => {
  const { keepDraft } = await import("../../src/pages/player/kept.ts");
  const first = await seated();
  keepDraft({ token: "s.1", round: 1, value: "half a sen" });
  const again = await page();
  await again.resume(open(1));
  expect(again.play.draft).toBe("half a sen");
  const later = await page();
  await later.resume(open(2));
  expect(later.play.draft).toBeNull();
  first.respond("b");
  again.seating.toDoor(null);
  expect(stored.get("cermat.draft")).toBeUndefined();
});

test("[PG6] when the seat has answered from another screen, that is told without the choice made here", async () => {
  const phone = await seated();
  phone.respond("b");
  await phone.last()?.answer(refused("already_responded"));
  expect(phone.play.reply).toMatchObject({ status: "sent", value: [] });
});

test("[PG7] a response of another seat is never sent, and one to an earlier round for that round only", async () => {
  const first = await seated("s.1");
  first.respond("b");
  const later = await page();
  await later.resume(open(2));
  expect(later.play.reply).toBeNull();
  expect(later.last()?.payload).toMatchObject({ round: 1, attempt: "try-b" });
  const other = await page();
  other.play.seat = { token: "s.2", nickname: "Budi", code: "", pin: "482913" };
  await other.resume(open(1));
  expect(other.last()).toBeUndefined();
  other.play.reply = first.play.reply;
  other.outbox.flush();
  expect(other.last()).toBeUndefined();
});

test("[PG7] of two tabs with one seat, the later one goes on with the attempt of the earlier one", async () => {
  const first = await seated();
  const second = await page();
  await second.resume(open(1));
  second.respond("c");
  await second.last()?.answer(SILENCE);
  // The first one is tapped: it takes the seat back and finds what the second one has not got acknowledged.
  first.play.snapshot = null;
  await first.resume(open(1));
  expect(first.last()?.payload).toMatchObject({ attempt: "try-c", value: "c" });
});

test("[PG7] a tab that leaves its room forgets its own seat and response, not those of another tab's room", async () => {
  const first = await seated("s.1");
  const second = await seated("s.2");
  second.respond("b");
  first.seating.toDoor(null);
  expect(second.keptSeat()?.token).toBe("s.2");
  expect(second.keptReply("s.2")).not.toBeNull();
  second.seating.toDoor(null);
  expect(second.keptSeat()).toBeNull();
  expect(second.keptReply("s.2")).toBeNull();
});

test("[PG11] a page that comes back by itself says so; when another screen has the seat it rests until it is tapped", async () => {
  const phone = await page();
  phone.play.seat = { token: "s.1", nickname: "Ani", code: "", pin: "482913" };
  const resume = async (answer: unknown) => {
    const resuming = phone.seating.resume();
    const asked = phone.last();
    await asked?.answer(answer);
    await resuming;
    return asked?.payload.again;
  };
  const back = { ok: true, nickname: "Ani", code: "", total: 0, snapshot: open(1) };
  expect(await resume(SILENCE)).toBe(false);
  await vi.advanceTimersByTimeAsync(0);
  expect(await phone.last()?.payload).toMatchObject({ again: false });
  expect(await resume(back)).toBe(false);
  phone.socket.id = "c2";
  expect(await resume(back)).toBe(true);
  phone.socket.id = "c3";
  expect(await resume(refused("replaced"))).toBe(true);
  expect([phone.play.stage, phone.socket.id, phone.seating.seated()]).toEqual(["replaced", undefined, false]);
  // Tapped.
  phone.socket.id = "c4";
  expect(await resume(back)).toBe(false);
  expect(phone.play.stage).toBe("room");
});

test.each(["full", "forbidden"] as const)(
  "[PG8] where storage is %s the newest is kept in memory, and no older one comes back",
  async (kind) => {
    stored.set("cermat.join", JSON.stringify({ asked: "old", attempt: "old" }));
    stored.set("cermat.reply", JSON.stringify({ token: "s.1", attempt: "old", status: "saving", round: 1 }));
    vi.stubGlobal("localStorage", storage(kind, stored));
    const phone = await seated();
    if (kind === "full") await phone.sent.splice(0).at(-1)?.answer(refused("round_closed"));
    phone.respond("b");
    expect(phone.last()?.payload).toMatchObject({ attempt: "try-b" });
    expect(phone.keptReply("s.1")).toMatchObject({ attempt: "try-b" });
    const { joinAttempt } = await import("../../src/pages/player/kept.ts");
    const attempt = joinAttempt({ pin: "482913", nickname: "Ani" });
    expect(joinAttempt({ pin: "482913", nickname: "Ani" })).toBe(attempt);
    if (kind === "full") expect([...stored.keys()]).not.toContain("cermat.join");
  },
);
