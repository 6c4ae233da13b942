import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AddressRow } from "../../protocol/addresses.ts";
import { askedPin } from "../../src/pages/host/address.ts";
import { meanChange, pairedItems } from "../../src/pages/host/change.ts";
import { placeWords, wordsIn } from "../../src/pages/host/cloud.ts";
import { joinAddressOf } from "../../src/pages/host/join-address.ts";
import { languageFirst } from "../../src/pages/host/language-first.ts";
import { medianPoint, topTwoShare } from "../../src/pages/host/likert.ts";
import { peopleIn } from "../../src/pages/host/names.ts";
import { plannedRoom } from "../../src/pages/host/planned.ts";

describe("what the organiser page asks for", () => {
  test.each([
    ["#new=kombel&workshop=w1&occasion=pre", { quizId: "kombel", workshop: { id: "w1", occasion: "pre" } }],
    ["#new=kombel&workshop=w1&occasion=post", { quizId: "kombel", workshop: { id: "w1", occasion: "post" } }],
    ["#new=kombel", { quizId: "kombel", workshop: null }],
    ["#new=kombel&workshop=w1&occasion=later", { quizId: "kombel", workshop: null }],
    ["#new=../x&workshop=w1&occasion=pre", null],
    ["#new=a%2Fb", null],
    ["#room=r1", null],
    ["", null],
  ])("[WS1] the host page reads %j", (hash, planned) => {
    expect(plannedRoom(hash)).toEqual(planned);
  });

  test("[PG35] quizzes in the page's language come first, each part by title as it was", () => {
    const quizzes = [
      ["a", "en"],
      ["b", "id"],
      ["c", "fr"],
      ["d", "ID-id"],
      ["e", "en-GB"],
    ].map(([id = "", language = ""]) => ({ id, language }));
    const ordered = (language: string) => languageFirst(quizzes, language).map(({ id }) => id);
    expect(ordered("id").join("")).toBe("bdace");
    expect(ordered("en").join("")).toBe("aebcd");
  });

  test("[RM72] the PIN of the room that a device asks to steer is read from the address, and nothing else is", () => {
    expect(["#ask=482913", "#ask=48291", "#ask=482913x", "#room=482913", ""].map(askedPin)).toEqual([
      "482913",
      ...[null, null, null, null],
    ]);
  });

  test("[ID2] a pasted list is one name a line, without blank lines and running numbers, at most 500", () => {
    const namesIn = (text: string) => peopleIn(text).map(({ name }) => name);
    expect(namesIn("Ani\r\n\r\n  Budi   Santoso \n3.\tCandra\n4\tDewi")).toEqual([
      "Ani",
      "Budi Santoso",
      "Candra",
      "Dewi",
    ]);
    expect(namesIn("7 Rina")).toEqual(["7 Rina"]);
    expect(namesIn("a\n".repeat(501))).toHaveLength(500);
    expect(namesIn(" \n")).toEqual([]);
  });

  test("[TE4] a group may stand in the next column of a pasted list; commas belong to names", () => {
    expect(peopleIn("1.\tAni\tTim A\nBudi, S.Pd.; Tim B\nCitra;\nDewi\tUniversitas Negeri Semarang")).toEqual([
      { name: "Ani", team: "Tim A" },
      { name: "Budi, S.Pd.", team: "Tim B" },
      { name: "Citra" },
      { name: "Dewi" },
    ]);
  });
});

/** The answers themselves, sorted, from how often each point was chosen. */
const answers = (counts: readonly number[]) => counts.flatMap((count, index) => Array<number>(count).fill(index + 1));

describe("a rating", () => {
  test("[QZ9] the median of the screen is the middle answer, or the mean of the two middle ones", () => {
    expect(medianPoint([1, 2, 6, 9, 7])).toBe(4);
    expect(medianPoint([2, 0, 0, 0, 2])).toBe(3);
    expect(medianPoint([0, 0, 1, 1, 0])).toBe(3.5);
    expect(medianPoint([0, 0, 0])).toBeNull();
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 2, maxLength: 7 }), (counts) => {
        const all = answers(counts);
        const [low, high] = [all[Math.ceil(all.length / 2) - 1], all[Math.floor(all.length / 2)]];
        const expected = low === undefined || high === undefined ? null : (low + high) / 2;
        expect(medianPoint(counts)).toBe(expected);
      }),
    );
  });

  test("[QZ9] top-2 is the share of the two highest points of those who answered, from four points on", () => {
    expect(topTwoShare([1, 2, 6, 9, 7])).toBeCloseTo(16 / 25, 12);
    expect(topTwoShare([1, 1, 1, 1])).toBe(0.5);
    expect(topTwoShare([1, 1, 1])).toBeNull();
    expect(topTwoShare([0, 0, 0, 0, 0])).toBeNull();
  });
});

/** Every letter as wide as a third of its size. */
const widthOf = (text: string, size: number) => (text.length * size) / 3;

describe("a word cloud", () => {
  test("[VW10] counts a word once a person, leaves out what every text has, and keeps real capitals", () => {
    const texts = [
      { text: "Guru belajar dari guru, dan data", count: 2 },
      { text: "Data murid dulu. Guru memakai PMM setiap Jumat", count: 1 },
      { text: "the 2 of 10", count: 9 },
    ];
    const found = Object.fromEntries(wordsIn(texts).map(({ text, count }) => [text, count]));
    expect(found).toEqual({ guru: 3, data: 3, belajar: 2, murid: 1, dulu: 1, memakai: 1, PMM: 1, Jumat: 1 });
  });

  const sentences = fc.array(
    fc.record({
      text: fc
        .array(fc.stringMatching(/^[a-z]{2,14}$/), { minLength: 1, maxLength: 8 })
        .map((words) => words.join(" ")),
      count: fc.integer({ min: 1, max: 40 }),
    }),
    { minLength: 1, maxLength: 30 },
  );
  const box = { width: 1776, height: 600 };

  test("[VW10] is the same picture for the same texts in any order, inside its place, no word on another", () => {
    fc.assert(
      fc.property(sentences, (texts) => {
        const placed = placeWords(wordsIn(texts), widthOf, box);
        expect(placeWords(wordsIn([...texts].reverse()), widthOf, box)).toEqual(placed);
        expect(placed.length).toBeGreaterThan(0);
        for (const [index, { text, x, y, size }] of placed.entries()) {
          const [half, high] = [widthOf(text, size) / 2, size / 2];
          expect(x - half >= 0 && x + half <= box.width && y - high >= 0 && y + high <= box.height).toBe(true);
          for (const other of placed.slice(index + 1)) {
            const apart =
              Math.abs(x - other.x) >= half + widthOf(other.text, other.size) / 2 ||
              Math.abs(y - other.y) >= high + other.size / 2;
            expect(apart).toBe(true);
            expect(size).toBeGreaterThanOrEqual(other.size);
          }
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("before and after", () => {
  const item = (itemId: string, correctShare: number | null, before?: number | null, voided = false) => ({
    itemId,
    position: 1,
    stem: itemId,
    voided,
    correctShare,
    ...(before === undefined ? {} : { before: { correctShare: before } }),
  });

  test("[RM46] only items whose share right exists in both tests are compared, and both means are over the same ones", () => {
    const pairs = pairedItems([
      item("a", 0.5, 0.25),
      item("b", 1, 0.5),
      item("poll", null, null),
      item("new", 0.9),
      item("void", 0.9, 0.1, true),
    ]);
    expect(pairs.map(({ itemId }) => itemId)).toEqual(["a", "b"]);
    expect(meanChange(pairs)).toEqual({ before: 0.375, after: 0.75 });
    expect(meanChange([])).toBeNull();
  });
});

describe("the address of the QR code", () => {
  const row = (url: string, likely = true): AddressRow => ({ url, network: "x0", kind: "network", likely });
  const [wifi, cable, docker] = [
    row("http://10.0.0.5:3000"),
    row("http://192.168.1.5:3000"),
    row("http://172.17.0.1:3000", false),
  ];
  const of = (own: string, addresses: AddressRow[], kept: string | null = null, fixed: string | null = null) =>
    joinAddressOf({ fixed, addresses }, { own, kept, told: "http://10.0.0.5:3000" });
  const urls = ({ offered }: { offered: readonly AddressRow[] }) => offered.map(({ url }) => url);

  test("[KT3] is where the page was opened, but on localhost the likeliest", () => {
    const all = [wifi, cable, docker];
    expect(of("http://192.168.1.5:3000", all).url).toBe(cable.url);
    expect(of("http://172.17.0.1:3000", all).url).toBe(docker.url);
    expect(of("https://quiz.example.org", all).url).toBe("https://quiz.example.org");
    for (const own of ["http://localhost:3000", "http://127.0.0.1:3000", "http://[::1]:3000"]) {
      expect(of(own, all).url).toBe(wifi.url);
    }
    // Phones may not know the name of a laptop.
    expect(of("http://laptop-rina:3000", all).url).toBe(wifi.url);
    expect(of("http://laptop.local:3000", all).url).toBe(wifi.url);
    expect(of("http://localhost:3000", []).url).toBe("http://10.0.0.5:3000");
  });

  test("[KT3] is chosen where several are likely, and the choice holds while the machine has it", () => {
    expect(urls(of("http://localhost:3000", [wifi, cable, docker]))).toEqual([wifi.url, cable.url, docker.url]);
    expect(of("http://10.0.0.5:3000", [wifi, cable], cable.url).url).toBe(cable.url);
    expect(of("http://localhost:3000", [wifi, docker], cable.url).url).toBe(wifi.url);
    expect(urls(of("http://localhost:3000", [wifi, docker]))).toEqual([]);
    expect(urls(of("http://172.17.0.1:3000", [wifi, docker]))).toEqual([wifi.url, docker.url]);
    expect(urls(of("http://laptop.local:3000", [wifi]))).toEqual(["http://laptop.local:3000", wifi.url]);
  });

  test("[KT3] is the operator's where there is one, and the server's where nobody may ask", () => {
    expect(of("http://192.168.1.5:3000", [], null, "http://10.0.0.5:3000")).toEqual({
      url: "http://10.0.0.5:3000",
      offered: [],
    });
    const told = { own: "http://192.168.1.5:3000", kept: null, told: "http://10.0.0.5:3000" };
    expect(joinAddressOf(null, told)).toEqual({ url: "http://10.0.0.5:3000", offered: [] });
  });
});
