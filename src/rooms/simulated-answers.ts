/** What a simulated phone answers, and when: it follows from the names of its seed alone. */
import type { Value } from "../../protocol/payloads.ts";
import { hash32 } from "../hash.ts";
import { type Item, typeOf } from "../items/index.ts";

/** A number from 0 to below 1 that a name stands for. */
const chance = (name: string): number => hash32(name) / 2 ** 32;

const WORDS = ["refleksi", "murid", "kolaborasi", "praktik baik", "waktu", "data", "percakapan", "umpan balik"];
const SENTENCES = [
  "Belajar bersama terasa lebih ringan.",
  "Waktunya perlu disepakati sejak awal.",
  "Saya ingin mencoba di kelas minggu depan.",
  "Masih bingung memilih masalahnya.",
  "Perlu contoh dari sekolah lain.",
];

const pick = <T>(list: readonly T[], name: string): T | undefined => list[Math.floor(chance(name) * list.length)];
const inOrder = <T>(list: readonly T[], name: string): T[] =>
  list
    .map((entry, place) => ({ entry, at: chance(`${name}:${place}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);

/** The middle of a scale more often than its ends. */
const onScale = (points: readonly string[], name: string): string => {
  const middle = (chance(`${name}:1`) + chance(`${name}:2`)) / 2;
  return points[Math.min(points.length - 1, Math.floor((0.15 + 0.85 * middle) * points.length))] ?? "1";
};

/** An answer that is perhaps wrong; of an item without a key any. */
const otherAnswer = (item: Item, name: string): Value | null => {
  const { widget, options = [] } = typeOf(item).present(item, "id");
  const ids = options.map(({ id }) => id);
  const key = typeOf(item).key(item);
  switch (widget) {
    case "choose-one":
      return pick(key.length > 0 ? ids.filter((id) => !key.includes(id)) : ids, name) ?? null;
    case "choose-many":
      return inOrder(ids, name).slice(0, 1 + Math.floor(chance(`${name}:many`) * 2));
    case "order":
      return inOrder(ids, name);
    case "number":
      return Number(key[0] ?? 0) + 1 + Math.floor(chance(name) * 5);
    case "scale":
      return onScale(ids, name);
    case "text":
      return pick(WORDS, name) ?? null;
    case "long-text":
      return pick(SENTENCES, name) ?? null;
    case "words":
      return inOrder(WORDS, name)
        .slice(0, 1 + Math.floor(chance(`${name}:words`) * 3))
        .join(", ");
    case "none":
      return null;
  }
};

const rightAnswer = (item: Item): Value | null => {
  const key = typeOf(item).key(item);
  const { widget } = typeOf(item).present(item, "id");
  return widget === "choose-many" || widget === "order" ? key : (key[0] ?? null);
};

/** Of all phones so many never answer; so many more are too late for an item. */
const SILENT = 2;
const LATE_SHARE = 0.03;
/** So many phones there are before any of them is silent. */
const CROWD = 10;
/** What an item without a limit is thought about for, at most, s. */
const UNLIMITED_S = 20;

export interface PlannedAnswer {
  /** Thinking time, ms. */
  afterMs: number;
  value: Value;
}

/**
 * What a phone (counted from 0) answers to an item, right with a chance of the item's own; null: nothing. `seed` names the
 * game: the same seed gives the same answers.
 */
export const plannedAnswer = (seed: string, phone: number, count: number, item: Item): PlannedAnswer | null => {
  const name = `${seed}:${item.id}:${phone}`;
  if (count >= CROWD && phone >= count - SILENT) return null;
  const share = 0.35 + 0.6 * chance(`${seed}:${item.id}`);
  const right = typeOf(item).scored && chance(`${name}:right`) < share;
  const value = right ? rightAnswer(item) : otherAnswer(item, name);
  const fits = value === null ? null : typeOf(item).normalise(item, value);
  if (fits === null) return null;
  const limitMs = (item.seconds ?? UNLIMITED_S) * 1000;
  // Most have read and decided within the first half, a few need nearly all of it.
  const spread = (chance(`${name}:a`) + chance(`${name}:b`) ** 2) / 2;
  const late = count >= CROWD && chance(`${name}:late`) < LATE_SHARE;
  return { afterMs: Math.round(limitMs * (late ? 1.1 : 0.06 + 0.85 * spread)), value: fits };
};
