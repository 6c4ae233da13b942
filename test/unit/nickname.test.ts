import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseNickname } from "../../src/nickname.ts";

const nicknameOf = (raw: string): string | undefined => {
  const parsed = parseNickname(raw);
  return "rejected" in parsed ? undefined : parsed.nickname;
};
const keyOf = (raw: string): string => {
  const parsed = parseNickname(raw);
  if ("rejected" in parsed) throw new Error(`${JSON.stringify(raw)} was refused`);
  return parsed.key;
};

const REFUSED: Record<string, string> = {
  "nothing at all": "",
  "spaces only": "   ",
  "no-break spaces": "\u00A0\u00A0",
  "an ideographic space": "\u3000",
  "four zero-width spaces": "\u200B\u200B\u200B\u200B",
  "joiners alone": "\u200C\u200D\u2060",
  "byte order marks": "\uFEFF\uFEFF",
  "soft hyphens": "\u00AD\u00AD",
  "the Hangul filler": "\u3164",
  "Hangul jamo fillers": "\u115F\u1160",
  "the halfwidth Hangul filler": "\uFFA0",
  "Braille blanks": "\u2800\u2800",
  "tag characters": "\u{E0041}\u{E0042}",
  "a bidi override": "\u202E",
  "a lone surrogate": "Anna\uD800",
  "private use characters": "\uE000\uE001",
  "an unassigned code point": "\u0378",
  "control characters": "\u0000\u0007\u001B",
  "line and paragraph separators": "\u2028\u2029",
  "a grapheme joiner": "\u034F",
  "the Mongolian vowel separator": "\u180E",
  "Khmer inherent vowels": "\u17B4\u17B5",
  "a musical null notehead": "\u{1D159}",
  "variation selectors": "\uFE0F\uFE0F",
  "a mark without a base": "\u0301",
  "59 stacked marks": `A${"\u0301\u0316".repeat(29)}`,
  "three marks on one base": "q\u0301\u0316\u0323",
  "21 graphemes": "a".repeat(21),
  "more than 80 bytes": "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}".repeat(4),
};

const CLEANED: [what: string, raw: string, nickname: string][] = [
  ["a zero-width space inside", "An\u200Bna", "Anna"],
  ["a bidi override around", "\u202EAnna\u202C", "Anna"],
  ["a hidden tag text", "Anna\u{E0068}\u{E0069}", "Anna"],
  ["a Hangul filler behind", "Anna\u3164", "Anna"],
  ["Braille blanks between", "Bu\u2800\u2800Rina", "Bu Rina"],
  ["runs of many spaces", " \u00A0Bu \u2003\u3000 Rina\u2009 ", "Bu Rina"],
  ["a tag text inside a flag", "\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F} Tom", "\u{1F3F4} Tom"],
  ["a joiner that joins nothing", "An\u200Dna", "Anna"],
  ["a variation selector behind a letter", "Anna\uFE0F", "Anna"],
  ["a decomposed accent", "Rene\u0301", "Ren\u00E9"],
  ["an accent kept apart by a zero-width space", "Rene\u200B\u0301", "Ren\u00E9"],
];

const VALID = [
  "José Ñáñez",
  "Nguyễn Thị Hòa",
  "Þórður Łukasz",
  "ꦧꦸꦫꦶꦤ",
  "ꦏꦿꦸꦁ",
  "محمد علي",
  "مُحَمَّد",
  "王小明",
  "さくら",
  "가나다",
  "ก้อง",
  "लक्ष्मी",
  "Ольга",
  "Ni'mah",
  "<img src=x>",
  '=HYPERLINK("x")',
  "1",
  "?!",
];

const EMOJI = [
  "\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}",
  "\u2764\uFE0F\u200D\u{1F525}",
  "1\uFE0F\u20E3",
  "\u{1F44B}\u{1F3FD}",
  "\u{1F1EE}\u{1F1E9}",
];

describe("what a nickname may be", () => {
  test.each(Object.entries(REFUSED))("[NM2] %s is no nickname", (_what, raw) => {
    expect(parseNickname(raw)).toEqual({ rejected: "nickname_invalid" });
  });

  test.each(CLEANED)("[NM1] %s is cleaned away", (_what, raw, nickname) => {
    expect(nicknameOf(raw)).toBe(nickname);
  });

  test.each(VALID)("[NM3] %s stays as it was typed", (name) => {
    expect(nicknameOf(name)).toBe(name.normalize("NFC"));
  });

  test.each(EMOJI)("[NM3] the emoji %s survives whole", (emoji) => {
    expect(nicknameOf(`Rina ${emoji}`)).toBe(`Rina ${emoji}`);
  });

  test("[NM2] twenty graphemes fit, whatever their number of code points", () => {
    expect(nicknameOf("e\u0301".repeat(20))).toBe("\u00E9".repeat(20));
  });
});

const SAME: [string, string][] = [
  ["Bu Rina", "BuRina"],
  ["Bu Rina", "bu-rina."],
  ["Andi1", "Andil"],
  ["Andi1", "AndiI"],
  ["Andi1", "Andi|"],
  ["BUDI", "budi"],
  ["Ali", "AIi"],
  ["Tono", "T0n0"],
  ["Rahma", "Rahrna"],
  ["Dewi", "Devvi"],
  ["Anna", "\u0410nna"],
  ["Anna", "Ann\u0430"],
  ["Nina", "\u039Dina"],
  ["Rina", "\uFF32\uFF49\uFF4E\uFF41"],
  ["Rina", "\u{1D411}\u{1D422}\u{1D427}\u{1D41A}"],
  ["Rina", "\u24C7\u24D8\u24DD\u24D0"],
  ["Rina", "\u0280\u026A\u0274\u1D00"],
  ["Rene", "René"],
  ["Dodo", "Đodø"],
  ["Rahma", "R@hma"],
  ["Straße", "STRASSE"],
  ["محمد", "مُحَمَّد"],
];

const DIFFERENT: [string, string][] = [
  ["Andi 1", "Andi 2"],
  ["Andi 1", "Andi 11"],
  ["Andi", "Andi 1"],
  ["Rina", "Rini"],
  ["Nina", "Vina"],
  ["ꦏꦶ", "ꦏꦸ"],
  ["か", "が"],
  ["王", "玉"],
  ["?", "!"],
  ["Rina \u{1F600}", "Rina \u{1F525}"],
];

describe("when two nicknames are the same one", () => {
  test.each(SAME)("[NM4] %s and %s share a key", (one, other) => {
    expect(keyOf(other)).toBe(keyOf(one));
  });

  test.each(DIFFERENT)("[NM5] %s and %s have different keys", (one, other) => {
    expect(keyOf(other)).not.toBe(keyOf(one));
  });
});

const noise = [
  "\u200B",
  "\u200C",
  "\u2060",
  "\u00AD",
  "\uFE0E",
  "\u3164",
  "\u{E0061}",
  "\u202E",
  " ",
  "\u00A0",
  "\u2800",
  "\u0301",
];
const tricky = fc.oneof(
  fc.constantFrom(
    ...noise,
    "\u200D",
    "\uFE0F",
    "\u20E3",
    "\u{1F468}",
    "\u{1F469}",
    "\u{1F466}",
    "\u{1F3FD}",
    "\u{1F1EE}",
    "\u{1F3F4}",
    "\u1100",
    "\u1161",
    "1",
    "e",
    "ꦏ",
    "ꦿ",
    "ꦸ",
  ),
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
);
const typed = fc.array(tricky, { maxLength: 12 }).map((parts) => parts.join(""));
const invisible = /[[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]--[\u200D\uFE0F]]/v;

describe("whatever is typed", () => {
  test("[NM1] a nickname has no invisible character, no outer space and no run of spaces", () => {
    fc.assert(
      fc.property(typed, (raw) => {
        const nickname = nicknameOf(raw);
        if (nickname === undefined) return;
        expect(nickname).not.toMatch(invisible);
        expect(nickname.replace(/\p{RGI_Emoji}/gv, "")).not.toMatch(/[\u200D\uFE0F]/);
        expect(nickname).not.toMatch(/^\s|\s$|\s\s|[^\S ]/);
        expect(nickname).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/v);
      }),
      { numRuns: 3000 },
    );
  });

  test("[NM1] parsing a nickname again changes nothing", () => {
    fc.assert(
      fc.property(typed, (raw) => {
        const parsed = parseNickname(raw);
        if (!("rejected" in parsed)) expect(parseNickname(parsed.nickname)).toEqual(parsed);
      }),
      { numRuns: 3000 },
    );
  });

  test("[NM4] case, spaces and invisible noise do not change the key", () => {
    const letter = fc.constantFrom(..."abdefgikmnoprstuwyzéаиеηç12");
    const clean = fc.array(letter, { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(
        clean,
        fc.infiniteStream(fc.tuple(fc.boolean(), fc.constantFrom("", ...noise.slice(0, -1)))),
        (letters, mess) => {
          const messy = letters.map((each) => {
            const [upper, between] = mess.next().value;
            return (upper ? each.toUpperCase() : each) + between;
          });
          expect(keyOf(messy.join(""))).toBe(keyOf(letters.join("")));
        },
      ),
      { numRuns: 1000 },
    );
  });

  test("[NM3] emoji sequences survive between letters", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EMOJI, "a", "B", "7"), { minLength: 1, maxLength: 3 }), (parts) => {
        expect(nicknameOf(parts.join("-"))).toBe(parts.join("-"));
      }),
    );
  });
});
