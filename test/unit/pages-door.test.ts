import { beforeEach, expect, test, vi } from "vitest";
import { applicant, CODED, emptyForm, type JoinForm, type Look, looked } from "../../src/pages/player/state.ts";

const ROSTER: Look = {
  identity: "roster",
  people: [
    { personId: "w1", name: "Bu Rina", taken: false },
    { personId: "w2", name: "Andi", taken: true },
  ],
};

const form = (look: Look, changes: Partial<JoinForm> = {}): JoinForm => {
  const fresh = emptyForm("482913", "7KQ2M");
  looked(fresh, look);
  return Object.assign(fresh, changes);
};

/** A browser that keeps things, and one that forbids it. */
const storage = (works: boolean) => {
  const kept = new Map<string, string>();
  const refuse = () => {
    throw new Error("forbidden");
  };
  return works
    ? {
        getItem: (key: string) => kept.get(key) ?? null,
        setItem: (key: string, value: string) => void kept.set(key, value),
        removeItem: (key: string) => void kept.delete(key),
      }
    : { getItem: refuse, setItem: refuse, removeItem: refuse };
};

beforeEach(() => {
  vi.resetModules();
  vi.unstubAllGlobals();
});

test("[ID1] a room with a list opens on the list, any other on a typed name", () => {
  expect(form(ROSTER).by).toBe("person");
  expect(form(CODED).by).toBe("name");
  expect(form({ identity: "anonymous" }).by).toBe("name");
});

test("[ID1] a list that comes again leaves the way that was chosen, and drops whom somebody else has taken", () => {
  const state = form(ROSTER, { by: "name", nickname: "Tamu", personId: "w1" });
  looked(state, ROSTER);
  expect([state.by, state.personId]).toEqual(["name", "w1"]);
  looked(state, { identity: "roster", people: [{ personId: "w1", name: "Bu Rina", taken: true }] });
  expect(state.personId).toBeNull();
});

test("[ID5] whoever is picked from the list joins as that person, without a code of their own", () => {
  expect(applicant(form(ROSTER, { personId: "w1" }))).toEqual({ nickname: "Bu Rina", personId: "w1" });
});

test("[ID7] a code of the list joins without a name; who is not on the list types one and may bring a code", () => {
  expect(applicant(form(ROSTER, { by: "code", code: " 9WXYZ " }))).toEqual({ nickname: " ", code: "9WXYZ" });
  expect(applicant(form(ROSTER, { by: "name", nickname: " Tamu " }))).toEqual({ nickname: "Tamu", code: "7KQ2M" });
});

test("[ID9] nothing that could recognise somebody is sent to an anonymous room", () => {
  const anonymous = form({ identity: "anonymous" }, { nickname: "Ani", personId: "w1" });
  expect(applicant(anonymous)).toEqual({ nickname: "Ani" });
});

test("[CD2] the code that the browser keeps goes along silently", () => {
  expect(applicant(form(CODED, { nickname: "Ani" }))).toEqual({ nickname: "Ani", code: "7KQ2M" });
  expect(applicant(form(CODED, { nickname: "Ani", code: "" }))).toEqual({ nickname: "Ani" });
});

test.each([true, false])(
  "[ID10] the phone's own id stays the same, is long enough to be random, and is never a stored oddity (storage %s)",
  async (works) => {
    const kept = storage(works);
    vi.stubGlobal("localStorage", kept);
    const { keptDevice } = await import("../../src/pages/player/kept.ts");
    const device = keptDevice();
    expect(device).toMatch(/^[\w-]{22,64}$/);
    expect(keptDevice()).toBe(device);
    if (!works) return;
    kept.setItem("cermat.device", "short");
    expect(keptDevice()).toMatch(/^[\w-]{22,64}$/);
  },
);

test("[RM9] the same wish to join has the same attempt until it is answered, another person or code another one", async () => {
  vi.stubGlobal("localStorage", storage(true));
  const { joinAnswered, joinAttempt } = await import("../../src/pages/player/kept.ts");
  const first = joinAttempt({ pin: "482913", nickname: "Ani" });
  expect(joinAttempt({ pin: "482913", nickname: "Ani" })).toBe(first);
  const other = joinAttempt({ pin: "482913", nickname: "Ani", personId: "w1" });
  expect(other).not.toBe(first);
  joinAnswered();
  expect(joinAttempt({ pin: "482913", nickname: "Ani", personId: "w1" })).not.toBe(other);
});
