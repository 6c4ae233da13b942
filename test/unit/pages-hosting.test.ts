import { expect, test } from "vitest";
import { createAsks, digitsOf } from "../../src/pages/host/asks.ts";

test("[RM73] a press counts on the question that has stood where it is for 700 ms, whatever came or went around it", () => {
  let now = 0;
  const asks = createAsks(() => now);
  expect([asks.add("a"), asks.add("a")]).toEqual([true, false]);
  now = 699;
  expect(asks.stands("a")).toBe(false);
  now = 700;
  asks.add("b");
  expect([asks.stands("a"), asks.stands("b")]).toEqual([true, false]);
  now = 2000;
  asks.add("c");
  asks.settle("b");
  // What stood above moves nowhere, what stood below moves up under the pointer.
  expect(["a", "b", "c"].map(asks.stands)).toEqual([true, false, false]);
  now = 2700;
  expect(["a", "b", "c"].map(asks.stands)).toEqual([true, false, true]);
  asks.clear();
  expect(asks.stands("a")).toBe(false);
});

test("[RM73] the two digits follow from the question's id, and questions of one moment differ in them", () => {
  expect(digitsOf("k3")).toMatch(/^\d\d$/);
  expect(digitsOf("k3")).toBe(digitsOf("k3"));
  expect(new Set(["a1", "a2", "b1", "b2", "c9"].map(digitsOf)).size).toBe(5);
});
