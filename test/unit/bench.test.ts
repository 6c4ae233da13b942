import { describe, expect, test } from "vitest";
import { compare } from "../../scripts/bench/compare.ts";
import { columns, createResult, median, quantile, ratioOf, tableOf } from "../../scripts/bench/figures.ts";
import { clientFrame, createFrameReader } from "../../scripts/bench/frames.ts";
import { mixed } from "../../scripts/bench/rounds.ts";
import { TARGETS, targetsTable } from "../../scripts/bench/targets.ts";

/** A text message as a server sends it. */
const serverFrame = (text: string): Buffer => {
  const content = Buffer.from(text);
  const { length } = content;
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), content]);
  if (length < 65_536) return Buffer.concat([Buffer.from([0x81, 126, length >> 8, length & 255]), content]);
  const header = Buffer.alloc(10);
  header.set([0x81, 127]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, content]);
};

/** What a browser would read of a client's frame. */
const unmasked = (frame: Buffer): string => {
  const start = (frame[1] ?? 0) === (0x80 | 126) ? 4 : 2;
  const mask = frame.subarray(start, start + 4);
  return frame
    .subarray(start + 4)
    .map((byte, index) => byte ^ (mask[index & 3] ?? 0))
    .toString();
};

describe("the lean reader of frames", () => {
  const short = ["2", "", "x".repeat(125), "é".repeat(63), "y".repeat(126), "w".repeat(300), "3"];

  test.each([1, 2, 3, 7, 126, 4096, 1_000_000])("finds each message in pieces of %d bytes", (piece) => {
    const texts = piece < 100 ? short : [...short, "z".repeat(70_000), "3"];
    const stream = Buffer.concat(texts.map(serverFrame));
    const heard: string[] = [];
    let bytes = 0;
    const read = createFrameReader((message, size) => {
      heard.push(Buffer.from(message, "latin1").toString());
      bytes += size;
    });
    // The memory is used again, as the one that connections share.
    const shared = Buffer.alloc(piece);
    for (let at = 0; at < stream.length; at += piece) {
      const size = stream.copy(shared, 0, at, at + piece);
      read(shared.subarray(0, size));
    }
    expect(heard).toEqual(texts);
    expect(bytes).toBe(stream.length);
  });

  test("takes no piece of a message, no binary one and no mask; a goodbye is none", () => {
    const read = createFrameReader(() => {});
    expect(() => read(Buffer.from([0x01, 1, 65]))).toThrow("kind 1");
    expect(() => read(Buffer.from([0x82, 1, 65]))).toThrow("kind 82");
    expect(() => read(clientFrame("a"))).toThrow("mask");
    expect(() => read(Buffer.from([0x88, 2, 3, 232]))).not.toThrow();
  });

  test.each([0, 1, 125, 126, 4000])("a client's frame of %d bytes is masked, and says what it should", (length) => {
    const text = "b".repeat(length);
    const frame = clientFrame(text);
    expect(unmasked(frame)).toBe(text);
    expect((frame[1] ?? 0) & 0x80).toBe(0x80);
    if (length > 0) expect(frame.includes(text)).toBe(false);
  });
});

describe("the figures", () => {
  const result = (own: number[], other: number[], what = "CPU", about = "one room") => {
    const { add, result } = createResult("hall", about, ["Cermat", "bare"]);
    for (const value of own) add(what, "us", "Cermat", value);
    for (const value of other) add(what, "us", "bare", value);
    return result();
  };

  test("medians, quantiles and ratios are of the runs in turn", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(quantile([5, 1, 4, 2, 3], 0.99)).toBe(5);
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toBe(3);
    const [row] = result([10, 40, 30], [10, 20, 10]).rows;
    expect(row && ratioOf(row, "Cermat", "bare")).toEqual({ median: 2, least: 1, most: 3 });
    const [uneven] = result([30], [10, 20, 10]).rows;
    expect(uneven && ratioOf(uneven, "Cermat", "bare")).toEqual({ median: 3, least: 3, most: 3 });
    const [alone] = result([30], []).rows;
    expect(alone && ratioOf(alone, "Cermat", "bare")).toBeUndefined();
  });

  test("the table has a median, its spread, and the ratio to each yardstick", () => {
    const lines = tableOf(result([10, 40, 30], [10, 20, 10]));
    expect(lines[2]?.split(/\s{2,}/)).toEqual(["", "CPU", "us", "30.0", "10.0..40.0", "10.0", "2.00x"]);
    expect(
      columns([
        ["a", "bcd"],
        ["abc", "b"],
      ]),
    ).toEqual(["a     bcd", "abc     b"]);
  });

  test("responses come in the same mixed order each time, everybody once", () => {
    const order = mixed(1000);
    expect(mixed(1000)).toEqual(order);
    expect(order.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index));
    expect(order.filter((player, index) => player === index).length).toBeLessThan(10);
  });

  test("what moved is told by its ratio, and only beyond what runs differ by", () => {
    const before = [result([10, 11, 12], [10, 10, 10])];
    expect(compare(before, [result([20, 22, 24], [20, 20, 20])])).toEqual([
      "0 moved by more than their runs differ, 1 did not",
    ]);
    expect(compare(before, [result([11.5, 12, 12.5], [10, 10, 10])]).at(-1)).toMatch("0 moved");
    const [line, end] = compare(before, [result([16, 16.5, 17], [10, 10, 10])]);
    expect(line).toMatch(/hall: CPU.+1\.10 x \(1\.00\.\.1\.20\).+->.+1\.65 x.+\+50 %/);
    expect(end).toMatch("1 moved");
    // One run differs from another by chance.
    expect(compare([result([100], [])], [result([104], [])]).at(-1)).toMatch("0 moved");
    expect(compare([result([100], [])], [result([94], [])]).at(-1)).toMatch("1 moved");
  });

  test("what was not measured before is told as new", () => {
    const before = [result([10], [])];
    expect(compare(before, [result([10], [], "memory")])[0]).toMatch(/hall: memory +new/);
    expect(compare(before, [result([10], [], "CPU", "two rooms")])[0]).toMatch("not played before (two rooms)");
  });

  test("a target without a figure is missed, one at its bound is met", () => {
    expect(
      targetsTable({})
        .slice(1)
        .every((line) => line.endsWith("MISSED")),
    ).toBe(true);
    const { add, result } = createResult("start", "warm", ["Cermat"]);
    add("npm start to the first page", "ms", "Cermat", 2500);
    add("the server alone to the first page", "ms", "Cermat", 1001);
    const ends = targetsTable({ start: result() })
      .slice(-2)
      .map((line) => line.split(/\s{2,}/).slice(-3));
    expect(ends).toEqual([
      ["2500", "<= 2500", "met"],
      ["1001", "<= 1000", "MISSED"],
    ]);
    expect(new Set(TARGETS.map(({ what }) => what)).size).toBe(TARGETS.length);
  });
});
