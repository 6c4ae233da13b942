import { describe, expect, test } from "vitest";
import { typeOf } from "../../src/items/index.ts";
import { lettersOf, typedValue, valueTyped } from "../../src/pages/host/paper-letters.ts";
import { EVERY_TYPE, quizOf } from "./fixtures.ts";

const { items } = quizOf(EVERY_TYPE);
const promptOf = (id: string, locale: "id" | "en" = "id") => {
  const item = items.find((each) => each.id === id);
  if (!item) throw new Error(id);
  return typeOf(item).present(item, locale);
};

describe("what is typed from a paper", () => {
  test("[PA13] letters stand for options, the first letters of their words for true and false, digits for points of a scale", () => {
    expect([...lettersOf(promptOf("q1"))]).toEqual([
      ["a", "A"],
      ["b", "B"],
      ["c", "C"],
      ["d", "D"],
    ]);
    expect([...lettersOf(promptOf("q3")).values()]).toEqual(["B", "S"]);
    expect([...lettersOf(promptOf("q3", "en")).values()]).toEqual(["T", "F"]);
    expect(typedValue(promptOf("q3"), " s ")).toBe("false");
    expect(typedValue(promptOf("q3", "en"), "t")).toBe("true");
    expect(typedValue(promptOf("q7"), "4")).toBe("4");
  });

  test("[PA13] one letter for one option, several for several and for an order, with or without commas", () => {
    expect(typedValue(promptOf("q1"), "b")).toBe("b");
    expect(typedValue(promptOf("q1"), "bc")).toBeUndefined();
    expect(typedValue(promptOf("q1"), "x")).toBeUndefined();
    expect(typedValue(promptOf("q7"), "9")).toBeUndefined();
    expect(typedValue(promptOf("q2"), "a, C")).toEqual(["a", "c"]);
    expect(typedValue(promptOf("q2"), "az")).toBeUndefined();
    expect(typedValue(promptOf("q10"), "CADB")).toEqual(["c", "a", "d", "b"]);
  });

  test("[PA13] texts and numbers go as they are typed, nothing is nothing, and what was stored is shown as it would be typed", () => {
    for (const id of ["q4", "q5", "q8", "q9"]) expect(typedValue(promptOf(id), " 4,5 ")).toBe("4,5");
    for (const { id } of items) expect(typedValue(promptOf(id), "  ")).toBeNull();
    expect(valueTyped(promptOf("q2"), ["c", "a"])).toBe("CA");
    expect(valueTyped(promptOf("q3"), "true")).toBe("B");
    expect(valueTyped(promptOf("q7"), "3")).toBe("3");
    expect(valueTyped(promptOf("q5"), -4.5)).toBe("-4.5");
    expect(valueTyped(promptOf("q8"), "Abc")).toBe("Abc");
    expect(valueTyped(promptOf("q1"), undefined)).toBe("");
  });

  test("[PA13] marks that are not in the order of the list give the letters, as the projector shows them", () => {
    const options = [
      { id: "x", text: "X", mark: 1 },
      { id: "y", text: "Y", mark: 0 },
    ];
    expect(typedValue({ widget: "order", options }, "ab")).toEqual(["y", "x"]);
  });
});
