import { describe, expect, test, vi } from "vitest";
import type { Room } from "../../src/room.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { identify, isSomebodyElse } from "../../src/rooms/identify.ts";
import { deviceDigest, peopleOf } from "../../src/rooms/people.ts";
import { seededBytes } from "../virtual.ts";
import { roomOf } from "./fixtures.ts";

const read = (list: Parameters<typeof peopleOf>[0], workshopId?: string, seed = 1) => {
  const people = peopleOf(list, drawFrom(seededBytes(seed)), workshopId);
  if ("rejected" in people) throw new Error(people.rejected);
  return people;
};
const refusal = (list: Parameters<typeof peopleOf>[0]) => {
  const people = peopleOf(list, drawFrom(seededBytes(1)));
  return "rejected" in people ? people.rejected : "accepted";
};
const names = (...typed: string[]) => read(typed.map((name) => ({ name }))).map(({ name }) => name);

/** How many graphemes are looked at while this is done: what names cost. */
const graphemesOf = (work: () => unknown): number => {
  const iterator = new Intl.Segmenter().segment("")[Symbol.iterator]();
  const next = vi.spyOn(Object.getPrototypeOf(iterator) as typeof iterator, "next");
  try {
    work();
    return next.mock.calls.length;
  } finally {
    next.mockRestore();
  }
};

describe("a list of people", () => {
  test("[ID3] names are cleaned, equal ones numbered, and none of the names made so is another's", () => {
    expect(names("  Bu \u200b Rina ", "Andi", "andi.", "Andi (2)", "ANDI")).toEqual([
      "Bu Rina",
      "Andi",
      "andi. (2)",
      "Andi (2) (2)",
      "ANDI (3)",
    ]);
  });

  test("[ID3] a long name loses its last words, a long word its end; its number stays", () => {
    const long = "Siti Nurhaliza Rahmawati, S.Pd.";
    expect(names(long, long)).toEqual(["Siti Nurhaliza", "Siti Nurhaliza (2)"]);
    expect(names("x".repeat(30), "x".repeat(40))).toEqual(["x".repeat(20), `${"x".repeat(16)} (2)`]);
    expect(names("Muhammad Ridwan Syah")).toEqual(["Muhammad Ridwan Syah"]);
  });

  test.each([
    ["short", "Guru", "Guru (2)", "Guru (150)"],
    ["long", `Guru ${"x".repeat(390)}`, "Guru (2)", "Guru (150)"],
    ["unbroken", "x".repeat(400), `${"x".repeat(16)} (2)`, `${"x".repeat(14)} (150)`],
  ])("[ID3] equal %s names cost a list no more than a few readings each", (_which, name, second, last) => {
    const list = (count: number) => Array.from({ length: count }, () => ({ name }));
    const made = read(list(150)).map((person) => person.name);
    expect([made[1], made[149], new Set(made).size]).toEqual([second, last, 150]);
    expect(graphemesOf(() => read(list(150)))).toBeLessThan(150 * 200);
  });

  test("[ID3] given codes are read as people write them, missing ones drawn, and none is anybody else's", () => {
    const drawn = read([{ name: "A" }])[0]?.code ?? "";
    const people = read([
      { name: "A" },
      { name: "B", code: "7kq-2m" },
      { name: "C", code: " " },
      { name: "D", code: drawn },
    ]);
    const codes = people.map(({ code }) => code);
    expect(codes[1]).toBe("7KQ2M");
    expect(codes[3]).toBe(drawn);
    expect(new Set(codes).size).toBe(4);
    for (const code of codes) expect(code).toMatch(/^[A-HJKMNP-Z2-9]{5}$/);
  });

  test("[ID3] an empty name, a malformed code and a code that stands there twice are refused", () => {
    expect(refusal([{ name: "A" }, { name: " \u200b " }])).toBe("nickname_invalid");
    expect(refusal([{ name: "A", code: "O0O0O" }])).toBe("code_invalid");
    expect(
      refusal([
        { name: "A", code: "7KQ2M" },
        { name: "B", code: "7kq2m" },
      ]),
    ).toBe("code_invalid");
  });

  test("[ID4] a name has one id in all lists of a workshop, another in other workshops, any without one", () => {
    const id = (name: string, workshopId?: string, seed?: number) => read([{ name }], workshopId, seed)[0]?.id;
    expect(id("Bu Rina", "w1", 1)).toBe(id("bu rina", "w1", 2));
    expect(id("Bu Rina", "w1")).not.toBe(id("Bu Rina", "w2"));
    expect(id("Bu Rina", "w1")).not.toBe(id("Pak Budi", "w1"));
    expect(id("Bu Rina", undefined, 1)).not.toBe(id("Bu Rina", undefined, 2));
  });
});

const PEOPLE = [
  { id: "rina", name: "Bu Rina", code: "7KQ2M" },
  { id: "andi", name: "Andi", code: "AAAAA" },
];
const roomWith = (identity: "coded" | "roster" | "anonymous", workshop?: string): Room => ({
  ...roomOf(undefined, { identity, ...(workshop ? { workshop: { id: workshop, occasion: "pre" } } : {}) }),
  roster: PEOPLE,
});
const RINA = { nickname: "Bu Rina", personId: "rina", code: "7KQ2M" };

describe("who somebody is", () => {
  const roster = roomWith("roster");

  test("[ID5] the person picked has the list's name and code, whatever nickname and code came along", () => {
    const picked = { ...RINA, codeGiven: false };
    expect(identify(roster, { nickname: "\u200b", personId: "rina" })).toMatchObject(picked);
    expect(identify(roster, { nickname: "Andi", personId: "rina", code: "aaaaa" })).toMatchObject(picked);
    expect(identify(roster, { nickname: "Andi", personId: "nobody" })).toEqual({ rejected: "person_unknown" });
  });

  test("[ID7] a person's code tells the seat, and a typed name of the list the person", () => {
    expect(identify(roster, { nickname: "someone", code: "7kq2m" })).toMatchObject({ ...RINA, codeGiven: true });
    expect(identify(roster, { nickname: "bu rina" })).toMatchObject({ ...RINA, codeGiven: false });
    const guest = { nickname: "Guest", personId: null };
    expect(identify(roster, { nickname: "Guest" })).toMatchObject({ ...guest, code: undefined, codeGiven: false });
    expect(identify(roster, { nickname: "Guest", code: "BBBBB" })).toMatchObject({
      ...guest,
      code: "BBBBB",
      codeGiven: true,
    });
    expect(identify(roster, { nickname: " " })).toEqual({ rejected: "nickname_invalid" });
    expect(identify(roster, { nickname: "Guest", code: "O" })).toEqual({ rejected: "code_invalid" });
  });

  test("[ID7] the names of a list are read once, whoever joins by what", () => {
    const people = Array.from({ length: 300 }, (_, n) => ({ id: `p${n}`, name: `Peserta ${n}`, code: "7KQ2M" }));
    const room = { ...roster, roster: people };
    expect(identify(room, { nickname: "peserta 299" })).toMatchObject({ personId: "p299" });
    const again = () => {
      expect(identify(room, { nickname: "Peserta 24" })).toMatchObject({ personId: "p24" });
      expect(isSomebodyElse({ ...room, version: 2 }, "p1", "peserta25")).toBe(true);
      expect(identify(room, { nickname: "Tamu" })).toMatchObject({ personId: null });
    };
    expect(graphemesOf(again)).toBeLessThan(100);
  });

  test("[ID9] an anonymous room keeps nothing: no code, no device, no person, however malformed they came", () => {
    const nobody = { code: "", codeGiven: false, device: null, personId: null };
    const device = "d".repeat(22);
    const all = { nickname: "Bu Rina", code: "O", personId: "rina", device };
    expect(identify(roomWith("anonymous"), all)).toMatchObject({ nickname: "Bu Rina", ...nobody });
  });

  test("[ID11] a room without identity is coded, and no list counts in it", () => {
    const coded = roomWith("coded");
    const { identity: _, ...options } = coded.options;
    const { roster: _list, ...rest } = coded;
    const old = { ...rest, options } as Room;
    for (const room of [coded, old]) {
      expect(identify(room, { nickname: "Bu Rina", personId: "rina" })).toMatchObject({
        nickname: "Bu Rina",
        code: undefined,
        personId: null,
      });
      expect(identify(room, { nickname: "X", code: "7kq2m" })).toMatchObject({ code: "7KQ2M", codeGiven: true });
    }
  });

  test("[ID10] a device is kept as a digest, the same within a workshop and another in the next", () => {
    const device = "a-device-of-22-letters";
    const kept = (workshop?: string) => deviceDigest(roomWith("coded", workshop), device);
    expect(kept("w1")).toMatch(/^[\w-]{22}$/);
    expect(kept("w1")).toBe(deviceDigest({ ...roomWith("coded", "w1"), id: "another" }, device));
    expect(new Set([kept("w1"), kept("w2"), kept(), device]).size).toBe(4);
    expect(identify(roomWith("coded", "w1"), { nickname: "A", device })).toMatchObject({ device: kept("w1") });
    expect(identify(roomWith("coded", "w1"), { nickname: "A" })).toMatchObject({ device: null });
  });
});
