import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { drawFrom, parseCode, type RandomBytes, roomOfToken } from "../../src/rooms/draw.ts";
import { shardOf } from "../../src/store/shard.ts";
import { anyText } from "./fixtures.ts";

/** A stream of bytes that follows from its seed. */
const seeded = (seed: string): RandomBytes => {
  let drawn = 0;
  return (count) => createHash("shake256", { outputLength: count }).update(`${seed}:${drawn++}`).digest();
};
const many = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

describe("draws", () => {
  const draw = drawFrom(seeded("draws"));

  test("[CD1] a code is five signs of the alphabet without 0, O, 1, I and L, and each sign occurs in each place", () => {
    const codes = many(2_000, draw.code);
    expect(codes.filter((code) => !/^[A-HJKMNP-Z2-9]{5}$/.test(code))).toEqual([]);
    for (const place of [0, 1, 2, 3, 4])
      expect([...new Set(codes.map((code) => code[place]))].toSorted().join("")).toBe([...SIGNS].toSorted().join(""));
    expect(codes.every((code) => parseCode(code) === code)).toBe(true);
  });

  test("[RM1] a PIN is six digits, the first not 0, spread over all its range", () => {
    const pins = many(2_000, () => draw.pin());
    expect(pins.filter((pin) => !/^[1-9]\d{5}$/.test(pin))).toEqual([]);
    expect(new Set(pins.map((pin) => pin[0])).size).toBe(9);
    expect(new Set(pins.map((pin) => pin[5])).size).toBe(10);
  });

  test("[ST2] a PIN of a shard is of that shard, and a room's id is of its PIN's", () => {
    for (let shard = 0; shard < 16; shard++) {
      const pin = draw.pin(shard);
      expect([pin.length, shardOf(pin)]).toEqual([6, shard]);
      const id = draw.roomId(pin);
      expect(id).toMatch(UUID);
      expect(shardOf(id)).toBe(shard);
    }
  });

  test("[RM12] a token is 256 bits behind its room's id, from which the room is found", () => {
    const roomId = draw.roomId(draw.pin());
    const tokens = many(50, () => draw.token(roomId));
    for (const token of tokens) {
      expect(token).toMatch(/^[0-9a-f-]{36}\.[A-Za-z0-9_-]{43}$/);
      expect(roomOfToken(token)).toBe(roomId);
    }
    expect(new Set(tokens).size).toBe(50);
  });

  test("[RM12] what is no token belongs to no room", () => {
    for (const token of ["", ".", ".abc", "abc", "no dot"]) expect(roomOfToken(token)).toBeUndefined();
  });

  test("[CD1] the same bytes give the same draws, other bytes others; by default bytes differ", () => {
    const all = (bytes?: RandomBytes) => {
      const from = drawFrom(bytes);
      const pin = from.pin();
      return [from.id(), from.code(), pin, from.pin(3), from.roomId(pin), from.token("r")];
    };
    expect(all(seeded("one"))).toEqual(all(seeded("one")));
    const [one, two] = [all(seeded("one")), all(seeded("two"))];
    expect(one.filter((drawn, index) => drawn === two[index])).toEqual([]);
    expect(all().filter((drawn, index) => drawn === all()[index])).toEqual([]);
  });

  test("[RM1] draws that would favour small numbers are thrown away", () => {
    const given = [
      [0xff, 0xff, 0xff],
      [0, 0, 7],
    ];
    const scripted: RandomBytes = () => Uint8Array.from(given.shift() ?? [0, 0, 0]);
    expect(drawFrom(scripted).pin()).toBe("100007");
  });
});

describe("codes as people type them", () => {
  test.each([
    ["7kq2m", "7KQ2M"],
    [" 7K-Q2 m ", "7KQ2M"],
    ["7KQ\t2M\n", "7KQ2M"],
    ["ABCDE", "ABCDE"],
  ])("[CD1] %j is %s", (typed, code) => {
    expect(parseCode(typed)).toBe(code);
  });

  test.each([
    "",
    "7KQ2",
    "7KQ2MM",
    "7KQ20",
    "7KQ2O",
    "7KQ21",
    "7KQ2I",
    "7KQ2L",
    "7KQ2l",
    "7KQ2É",
    "7KQ2Ａ",
    "7KQ2🙂",
    "7KQ.2M",
    "ß2345",
  ])("[CD2] %j is no code", (typed) => {
    expect(parseCode(typed)).toBeUndefined();
  });

  test("[CD1] case, spaces and dashes do not matter, and parsing again changes nothing", () => {
    const code = fc.array(fc.constantFrom(...SIGNS), { minLength: 5, maxLength: 5 });
    const gap = fc.constantFrom("", " ", "-", " - ");
    fc.assert(
      fc.property(code, fc.array(gap, { minLength: 5, maxLength: 5 }), fc.boolean(), (signs, gaps, lower) => {
        const typed = signs.map((sign, index) => `${lower ? sign.toLowerCase() : sign}${gaps[index]}`).join("");
        expect(parseCode(typed)).toBe(signs.join(""));
        expect(parseCode(signs.join(""))).toBe(signs.join(""));
      }),
    );
  });

  test("[CD2] any text is a code of the alphabet or none", () => {
    fc.assert(
      fc.property(anyText(8), (typed) => {
        expect(parseCode(typed) ?? "AAAAA").toMatch(/^[A-HJKMNP-Z2-9]{5}$/);
      }),
    );
  });
});
