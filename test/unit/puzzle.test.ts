import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { newPuzzle, solves } from "../../src/gateway/puzzle.ts";
import { solve } from "../../src/pages/player/proof.ts";
import { sha256 } from "../../src/pages/player/sha256.ts";

const hex = (text: string) =>
  sha256(text)
    .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
    .join("");

describe("the work before a join", () => {
  test("[AB8] the page's SHA-256 is that of the platform, over every length of the first blocks", () => {
    for (let length = 0; length < 200; length++) {
      const text = String.fromCharCode(...Array.from({ length }, (_, n) => 32 + ((n * 7 + length) % 95)));
      expect(hex(text)).toBe(createHash("sha256").update(text).digest("hex"));
    }
  });

  test("[AB8] what the page finds solves the puzzle; a wrong, missing or further answer does not", async () => {
    const puzzle = newPuzzle("r1", "0b7c5a1e-2f0d-4c53-9d53-3f5e9b1c7a44", 0);
    const answers = await solve(puzzle);
    expect(solves(puzzle, answers)).toBe(true);
    expect(solves(puzzle, answers.toSpliced(3, 1, "zzz"))).toBe(false);
    expect(solves(puzzle, answers.slice(1))).toBe(false);
    expect(solves(puzzle, [...answers, "1"])).toBe(false);
    expect(solves({ ...puzzle, challenge: "another" }, answers)).toBe(false);
    // In order: an answer for one place is none for another.
    expect(solves(puzzle, [...answers.slice(1), ...answers.slice(0, 1)])).toBe(false);
  });

  test("[AB8] one bit less than asked for is not enough", () => {
    const bitsOf = (text: string) => Math.clz32(createHash("sha256").update(text).digest().readUInt32BE(0));
    const puzzle = { challenge: "c", bits: 4, count: 1 };
    const found = (bits: number) => {
      for (let tried = 0; ; tried++) if (bitsOf(`c:0:${tried}`) === bits) return String(tried);
    };
    expect(solves(puzzle, [found(3)])).toBe(false);
    expect(solves(puzzle, [found(4)])).toBe(true);
  });
});
