import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { ErrorCode } from "../../protocol/errors.ts";
import { LOCALES } from "../../src/i18n/index.ts";
import { emptyForm, type Play, UNKNOWN } from "../../src/pages/player/state.ts";

/** A file for the browser, whose globals this project does not know, is read by path. */
const SEATING = "../../src/pages/player/seating.ts";
const PROOF = "../../src/pages/player/proof.ts";
interface Seating {
  look(): Promise<void>;
  join(): Promise<void>;
  follow(): Promise<void>;
  toDoor(say: ((texts: typeof LOCALES.en) => string) | null): void;
}

type Payload = Record<string, unknown>;
type Answers = (event: string, payload: Payload, nth: number) => unknown;

const refused = (code: ErrorCode, more: object = {}) => ({ ok: false, error: { code, message: "" }, ...more });
const CROWDED = refused("rate_limited", { proof: { challenge: "x", bits: 1, count: 1 } });
const ROSTER = { ok: true, identity: "roster", people: [{ personId: "w1", name: "Bu Rina", taken: false }] };
const snapshot = {
  version: 1,
  serverNow: 0,
  phase: "lobby",
  round: 0,
  rounds: 3,
  language: "en",
  nickname: "Ani",
  code: "9WXYZ",
};
const SEATED = { ok: true, token: "s.2", nickname: "Ani", code: "9WXYZ", snapshot };

let stored: Map<string, string>;
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  stored = new Map([["cermat.code", "7KQ2M"]]);
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
  vi.stubGlobal("history", { replaceState() {} });
  vi.stubGlobal("location", { pathname: "/" });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A phone at the door of a room, whose server answers the nth question as the test says. */
const atDoor = async (answers: Answers) => {
  vi.resetModules();
  const { createSeating } = (await import(SEATING)) as { createSeating(...parts: unknown[]): Seating };
  const sent: Payload[] = [];
  const ask = async (event: string, payload: Payload) => {
    sent.push(payload);
    return answers(event, payload, sent.length);
  };
  const play: Play = {
    ...{ ...UNKNOWN, stage: "join", form: emptyForm("482913", "7KQ2M"), seat: null, linked: true, outdated: false },
  };
  const said = new Set<string>();
  const seating = createSeating(
    play,
    { socket: { id: "c1" }, ask, rest() {} },
    () => {},
    () => void said.add(`${play.form.look === null}${play.form.crowded}`),
  );
  /** Until it is settled, or a long time has passed. A chunk is loaded between two seconds. */
  const until = async (settling: Promise<void>) => {
    let settled = false;
    void settling.then(() => {
      settled = true;
    });
    for (let s = 0; s < 300 && !settled; s++) {
      await vi.advanceTimersByTimeAsync(1000);
      await new Promise(setImmediate);
    }
  };
  return {
    ...{ play, sent, said },
    look: () => until(seating.look()),
    join: () => until(seating.join()),
    follow: () => until(seating.follow()),
    toDoor: seating.toDoor,
    fault: () => {
      const { fault } = play.form;
      return fault && [fault.at, fault.say(LOCALES.en)];
    },
  };
};
const { errors, player } = LOCALES.en;

test("[PG13] whoever was removed joins again with one more tap, without the code that the browser goes on keeping", async () => {
  const phone = await atDoor((event, { code }) => {
    if (event === "room:look") return { ok: true, identity: "coded" };
    return code === "7KQ2M" ? refused("removed") : SEATED;
  });
  phone.play.seat = { token: "s.1", nickname: "Ani", code: "7KQ2M", pin: "482913" };
  phone.toDoor(({ player }) => player.closed.removed);
  expect(phone.play.form).toMatchObject({ step: "pin", pin: "482913", nickname: "Ani", code: "7KQ2M" });
  phone.play.form.step = "nickname";
  await phone.look();
  await phone.join();
  expect(phone.fault()).toEqual(["nickname", player.join.removed]);
  expect(stored.get("cermat.code")).toBe("7KQ2M");
  const [, refusedOne] = phone.sent;
  // Another room, asked for by its PIN, is told the code as ever.
  phone.play.form.look = null;
  await phone.look();
  expect(phone.play.form.code).toBe("7KQ2M");
  await phone.join();
  await phone.join();
  const joined = phone.sent.at(-1);
  expect(joined).not.toHaveProperty("code");
  expect([joined?.nickname, joined?.device]).toEqual(["Ani", refusedOne?.device]);
  expect(phone.play.seat).toMatchObject({ token: "s.2" });
});

test("[PG13] a try that the server knows as that of a removed seat is not made again", async () => {
  const phone = await atDoor((_event, _payload, nth) => (nth === 1 ? refused("removed") : SEATED));
  Object.assign(phone.play.form, { nickname: "Ani", code: "" });
  await phone.join();
  await phone.join();
  expect(phone.sent[1]?.attempt).not.toBe(phone.sent[0]?.attempt);
});

test("[PG13] in a room with a list the removed person is asked for a name of the list, not for a code", async () => {
  const phone = await atDoor((event) => (event === "room:look" ? ROSTER : refused("removed")));
  await phone.look();
  phone.play.form.by = "code";
  await phone.join();
  expect(phone.play.form).toMatchObject({ by: "person", code: "", fault: { at: "person" } });
});

test("[PG14] a room that refuses looks is asked again, ever more slowly, and the person hears why it takes long", async () => {
  const phone = await atDoor((_event, _payload, nth) => (nth < 5 ? refused("rate_limited") : ROSTER));
  await phone.look();
  expect(phone.play.form).toMatchObject({ by: "person", look: ROSTER, crowded: false });
  expect(phone.said).toContain("truetrue");
});

test("[PG14] a room whose looks were all refused is never taken for one where a name is typed", async () => {
  const phone = await atDoor(() => refused("rate_limited"));
  await phone.look();
  expect(phone.sent).toHaveLength(5);
  expect(phone.play.form).toMatchObject({ step: "pin", look: null, crowded: false });
  expect(phone.fault()).toEqual(["pin", player.join.pinDoubted]);
  const silent = await atDoor(() => null);
  await silent.look();
  expect(silent.play.form.look).toEqual({ identity: "coded" });
});

test("[PG14] a list that could not be read again stays as it is", async () => {
  const phone = await atDoor((event, _payload, nth) => {
    if (event === "room:join") return refused("person_taken");
    return nth === 1 ? ROSTER : refused("rate_limited");
  });
  await phone.look();
  phone.play.form.personId = "w1";
  await phone.join();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(phone.play.form).toMatchObject({ step: "nickname", by: "person", look: ROSTER });
  expect(phone.fault()).toEqual(["person", errors.person_taken]);
});

test("[PG16] joins that are refused without a puzzle are three at most, and then the PIN is doubted, not the crowd", async () => {
  const phone = await atDoor(() => refused("rate_limited"));
  phone.play.form.nickname = "Ani";
  await phone.join();
  expect(phone.sent).toHaveLength(3);
  expect(phone.said).not.toContain("truetrue");
  expect(phone.play.form).toMatchObject({ step: "pin", pin: "482913", nickname: "Ani", busy: false });
  expect(phone.fault()).toEqual(["pin", player.join.pinDoubted]);
});

test("[PG16] a room that asks for work is tried for a minute, and its crowd is named, not the PIN", async () => {
  await import(PROOF);
  const phone = await atDoor((_event, { proof }) => (proof === undefined ? CROWDED : refused("rate_limited")));
  phone.play.form.nickname = "Ani";
  await phone.join();
  expect(phone.sent.length).toBeGreaterThan(30);
  expect(phone.said).toContain("truetrue");
  expect(phone.fault()).toEqual(["nickname", player.join.full]);
});

const SEAT = { token: "s.1", nickname: "Ani", code: "7KQ2M", pin: "482913" };
/** A phone on the last screen of a room whose people play on. */
const atTheEnd = async (answers: Answers, seat = SEAT) => {
  const phone = await atDoor(answers);
  const end = { ...snapshot, version: 30, phase: "finished", next: { pin: "517204" } };
  Object.assign(phone.play, { stage: "room", seat, snapshot: end });
  return phone;
};

test("[RM70] a phone goes along with its name, code, device and seat, once", async () => {
  // Both wait as long, so that only the first may go.
  vi.spyOn(Math, "random").mockReturnValue(0.5);
  const phone = await atTheEnd(() => SEATED);
  await Promise.all([phone.follow(), phone.follow()]);
  expect(phone.sent).toHaveLength(1);
  expect(phone.sent[0]).toMatchObject({ pin: "517204", nickname: "Ani", code: "7KQ2M", from: "s.1" });
  expect(phone.sent[0]?.device).toMatch(/^[\w-]{22,}$/);
  expect(phone.play).toMatchObject({ stage: "room", moving: false, seat: { token: "s.2", pin: "517204" } });
  expect(phone.play.snapshot?.phase).toBe("lobby");
  await phone.follow();
  expect(phone.sent).toHaveLength(1);
  const nobody = await atTheEnd(() => SEATED, { ...SEAT, code: "" });
  await nobody.follow();
  expect(Object.keys(nobody.sent[0] ?? {}).toSorted()).toEqual(["attempt", "from", "nickname", "pin"]);
});

test("[RM70] where the name is taken the door of that room is shown; where there is no room the last screen stays", async () => {
  const taken = await atTheEnd((event) =>
    event === "room:look" ? { ok: true, identity: "coded" } : refused("nickname_taken"),
  );
  await taken.follow();
  expect(taken.play).toMatchObject({ stage: "join", seat: null, form: { pin: "517204", nickname: "Ani", by: "name" } });
  expect(taken.fault()).toEqual(["nickname", errors.nickname_taken]);
  const gone = await atTheEnd(() => refused("room_not_found"));
  await gone.follow();
  await gone.follow();
  expect(gone.sent).toHaveLength(1);
  expect(gone.play).toMatchObject({ stage: "room", moving: false, snapshot: { phase: "finished" } });
});

test("[RM70] without an answer the last screen stays, and it is tried again with the same attempt", async () => {
  const phone = await atTheEnd((_event, _payload, nth) => (nth <= 5 ? null : SEATED));
  await phone.follow();
  expect([phone.play.snapshot?.phase, phone.play.moving]).toEqual(["finished", false]);
  await phone.follow();
  expect(phone.play.seat).toMatchObject({ token: "s.2" });
  expect(new Set(phone.sent.map(({ attempt }) => attempt)).size).toBe(1);
});

test("[RM70] a phone whose connection comes back on the way goes along, and whoever leaves on the way is in no room", async () => {
  const back = await atTheEnd(() => {
    back.play.seat = { ...SEAT };
    return SEATED;
  });
  await back.follow();
  expect(back.play).toMatchObject({ stage: "room", moving: false, seat: { token: "s.2" } });
  const gone = await atTheEnd((event) => {
    if (event === "room:join") gone.toDoor(null);
    return event === "room:join" ? SEATED : { ok: true };
  });
  await gone.follow();
  expect([gone.play.seat, gone.play.moving, gone.sent.length, gone.sent.at(-1)]).toEqual([null, false, 2, {}]);
  const early = await atTheEnd(() => SEATED);
  const going = early.follow();
  early.toDoor(null);
  await going;
  expect([early.play.seat, early.sent]).toEqual([null, []]);
});

test("[NM8] where names are drawn a join sends none", async () => {
  const phone = await atDoor((event) =>
    event === "room:look" ? { ok: true, identity: "coded", names: "generated" } : SEATED,
  );
  await phone.look();
  await phone.join();
  expect(phone.sent.at(-1)).toMatchObject({ nickname: " ", pin: "482913" });
  expect(phone.play.seat).toMatchObject({ nickname: "Ani" });
});

test("[RM14] whoever asked for another PIN while the first room let them in is in no room", async () => {
  const phone = await atDoor((event) => {
    if (event === "room:join") phone.play.form = { ...emptyForm("", "7KQ2M"), pin: "482913" };
    return event === "room:join" ? SEATED : { ok: true };
  });
  await phone.join();
  expect([phone.play.stage, phone.play.form.step, phone.play.seat]).toEqual(["join", "pin", null]);
  expect(phone.sent).toHaveLength(2);
  expect(phone.sent.at(-1)).toEqual({});
});

test("[RM14] a full room is not asked for any longer once another PIN is wanted, and a late seat in it takes none in the other", async () => {
  await import(PROOF);
  const full = await atDoor(() => {
    if (full.sent.length === 3) full.play.form = { ...emptyForm("", "7KQ2M"), pin: "482913" };
    return CROWDED;
  });
  await full.join();
  expect(full.sent).toHaveLength(3);
  const other = await atDoor(() => {
    other.play.form = { ...emptyForm("517204", "7KQ2M"), busy: true };
    return SEATED;
  });
  await other.join();
  expect(other.sent).toHaveLength(1);
});
