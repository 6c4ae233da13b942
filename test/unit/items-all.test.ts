/** What holds for every item type of the list, those to come too. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ITEM_TYPES, type Item, ItemSchema, typeOf } from "../../src/items/index.ts";
import { itemPair, valueFor } from "./items-arbitrary.ts";

const idsOf = (item: Item): string[] => (typeOf(item).present(item, "en").options ?? []).map(({ id }) => id);

const item = (type: Item["type"]) => itemPair(type).map(([one]) => one);
const pairAndValues = (type: Item["type"]) =>
  itemPair(type).chain(([one, two]) =>
    fc.tuple(fc.constant(one), fc.constant(two), fc.array(valueFor(idsOf(one)), { maxLength: 30 })),
  );

describe.each(ITEM_TYPES.map(({ type }) => type))("%s", (type) => {
  const check = <Args extends unknown[]>(property: fc.IProperty<Args>) => fc.assert(property, { numRuns: 100 });

  it("[QZ1] survives being written and read", () => {
    check(
      fc.property(item(type), (one) => {
        expect(ItemSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
        expect(typeOf(one).type).toBe(type);
      }),
    );
  });

  it("[VW8] presents items that differ only in their key alike, byte for byte", () => {
    check(
      fc.property(itemPair(type), fc.constantFrom("en" as const, "id" as const), ([one, two], locale) => {
        expect(JSON.stringify(typeOf(one).present(one, locale))).toBe(JSON.stringify(typeOf(two).present(two, locale)));
      }),
    );
  });

  it("[VW6] marks options by their authored position, none beyond 6", () => {
    check(
      fc.property(item(type), (one) => {
        const options = typeOf(one).present(one, "en").options ?? [];
        expect(options.map(({ mark }) => mark)).toEqual([0, 1, 2, 3, 4, 5, 6].slice(0, options.length));
      }),
    );
  });

  it("[RS7] normalises a normalised value to itself, and by nothing of the key", () => {
    check(
      fc.property(pairAndValues(type), ([one, two, values]) => {
        for (const value of values) {
          const normal = typeOf(one).normalise(one, value);
          expect(typeOf(two).normalise(two, value)).toEqual(normal);
          if (normal !== null) expect(typeOf(one).normalise(one, normal)).toEqual(normal);
        }
      }),
    );
  });

  it("[SC5] gives every value that fits a credit of 0..1, or none at all when it is not scored", () => {
    check(
      fc.property(pairAndValues(type), ([one, , values]) => {
        const { judge, normalise, scored } = typeOf(one);
        for (const value of values) {
          const normal = normalise(one, value);
          if (normal === null) continue;
          const credit = judge(one, normal);
          if (!scored) expect(credit).toBeNull();
          else expect(credit !== null && credit >= 0 && credit <= 1).toBe(true);
        }
      }),
    );
  });

  it("[SC5] gives its own key full credit", () => {
    check(
      fc.property(item(type), (one) => {
        const { judge, key, normalise, present, scored } = typeOf(one);
        if (!scored) {
          expect(key(one)).toEqual([]);
          return;
        }
        const whole = ["choose-many", "order"].includes(present(one, "en").widget);
        const answers = whole ? [key(one)] : key(one);
        expect(answers.length).toBeGreaterThan(0);
        for (const answer of answers) {
          const normal = normalise(one, answer);
          expect(normal).not.toBeNull();
          expect(normal !== null && judge(one, normal)).toBe(1);
        }
      }),
    );
  });

  it("[WC6] counts every value it was given, a row for each option also at 0", () => {
    check(
      fc.property(pairAndValues(type), ([one, , values]) => {
        const { judge, normalise, present, summarise } = typeOf(one);
        const normal = values.map((value) => normalise(one, value)).filter((value) => value !== null);
        const rows = summarise(one, normal);
        const { options, widget } = present(one, "en");
        const counted = rows.reduce((sum, { count }) => sum + count, 0);
        if (widget === "choose-many") expect(counted).toBe(normal.flat().length);
        // In an order each place is right or wrong by itself: all are in who has it right, none is counted twice.
        else if (widget === "order") {
          const right = normal.filter((value) => judge(one, value) === 1).length;
          expect(rows.every(({ count }) => count >= right && count <= normal.length)).toBe(true);
        } else if (widget === "words")
          expect(counted).toBe(normal.flatMap((value) => String(value).split(", ")).length);
        else expect(counted).toBe(normal.length);
        expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
        if (options) expect(rows.map(({ id }) => id)).toEqual(options.map(({ id }) => id));
        else expect(rows.every(({ text, count }) => text !== undefined && count > 0)).toBe(true);
      }),
    );
  });
});
