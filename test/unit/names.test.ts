import { describe, expect, test } from "vitest";
import { wordsOf } from "../../src/names/index.ts";
import { parseNickname } from "../../src/nickname.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { seededBytes } from "../virtual.ts";

const LISTS = [...wordsOf("id"), ...wordsOf("en")];

describe("drawn names", () => {
  test("[NM6] each language has at least 60 words on either side, none twice, written with a capital", () => {
    for (const list of LISTS) {
      expect(list.length).toBeGreaterThanOrEqual(60);
      expect(new Set(list.map((word) => word.toLowerCase())).size).toBe(list.length);
      expect(list.filter((word) => !/^[A-Z][a-z]+$/.test(word))).toEqual([]);
    }
  });

  test("[NM6] every pair is a nickname as it stands, no two pairs are the same one, and a number still fits", () => {
    for (const language of ["id", "en"]) {
      const [first, second] = wordsOf(language);
      const keys = new Set<string>();
      for (const one of first)
        for (const two of second) {
          const name = `${one} ${two}`;
          const parsed = parseNickname(name);
          expect(parsed).toMatchObject({ nickname: name });
          if ("key" in parsed) keys.add(parsed.key);
          expect(parseNickname(`${name} 99`)).toMatchObject({ nickname: `${name} 99` });
        }
      expect(keys.size).toBe(first.length * second.length);
    }
  });

  test("[NM6] Malay reads Indonesian ones, other languages English ones; a number comes only when it is asked for", () => {
    const draw = drawFrom(seededBytes(5));
    const [who, how] = wordsOf("id");
    for (const language of ["id", "id-ID", "ms"]) {
      const [one = "", two = ""] = draw.name(language, false).split(" ");
      expect([who.includes(one), how.includes(two)]).toEqual([true, true]);
    }
    expect(wordsOf("fr")).toEqual(wordsOf("en"));
    expect(wordsOf("idx")).toEqual(wordsOf("en"));
    expect(draw.name("en", true)).toMatch(/^[A-Z][a-z]+ [A-Z][a-z]+ \d{1,2}$/);
    expect(new Set(Array.from({ length: 40 }, () => draw.name("id", false))).size).toBeGreaterThan(35);
  });
});
