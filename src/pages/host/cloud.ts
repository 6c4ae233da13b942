/** A word cloud: which words, how often, and where they stand. Pure: the same texts give the same picture. */
import { STOP_WORDS } from "./stop-words.ts";

interface Counted {
  text: string;
  count: number;
}

interface Placed extends Counted {
  /** The middle of the word, and its type size, in the units of the box. */
  x: number;
  y: number;
  size: number;
}

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{M}\p{N}]+)*/gu;
/** More words than these say less. */
export const MOST_WORDS = 60;
const SMALLEST = 28;
const LARGEST = 170;

/** A capital that only the beginning of a sentence asked for. */
const INITIAL = /(?:^|[.!?]\s+)["“(]?\p{Lu}(?=\p{Ll})/gu;

const isWord = (word: string) => word.length > 1 && !STOP_WORDS.has(word) && !/^\p{N}+$/u.test(word);

/**
 * The words of texts by how many people wrote them, the most frequent first, equal ones by alphabet. A word counts once
 * a text; its capitals are kept (PMM, Jumat) unless somebody wrote it without.
 */
export const wordsIn = (texts: readonly Counted[]): Counted[] => {
  const found = new Map<string, { count: number; shown: string }>();
  for (const { text, count } of texts) {
    const plain = text.normalize("NFC").replace(INITIAL, (initial) => initial.toLowerCase());
    const once = new Map((plain.match(WORD) ?? []).map((word) => [word.toLowerCase(), word]));
    for (const [key, word] of once) {
      if (!isWord(key)) continue;
      const before = found.get(key);
      const shown = before?.shown === key ? key : word;
      found.set(key, { count: (before?.count ?? 0) + count, shown });
    }
  }
  const words = [...found.values()].map(({ shown, count }) => ({ text: shown, count }));
  return words.sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1)).slice(0, MOST_WORDS);
};

interface Box {
  width: number;
  height: number;
}

/** Type sizes by the square root of the count, so that the area of a word follows how often it was written. */
const sizesOf = (words: readonly Counted[]): number[] => {
  const counts = words.map(({ count }) => Math.sqrt(count));
  const [high, low] = [Math.max(...counts), Math.min(...counts)];
  const top = Math.min(LARGEST, 420 / Math.sqrt(words.length) + 60);
  return counts.map((count) => (high === low ? top / 2 : SMALLEST + ((top - SMALLEST) * (count - low)) / (high - low)));
};

/** Places words from the middle outwards along a spiral as wide as the box; null when one has no room. */
const tryPlacing = (
  words: readonly Counted[],
  sizes: readonly number[],
  widthOf: WidthOf,
  box: Box,
): Placed[] | null => {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const placed: Placed[] = [];
  const flat = box.height / box.width;
  for (const [index, word] of words.entries()) {
    const size = sizes[index] ?? SMALLEST;
    const [halfWidth, halfHeight] = [widthOf(word.text, size) / 2 + size * 0.12, size * 0.56];
    let free = false;
    for (let turn = 0; turn < 400 && !free; turn += 0.12) {
      const away = turn * 4.5;
      const x = box.width / 2 + away * Math.cos(turn);
      const y = box.height / 2 + away * flat * Math.sin(turn);
      const own = { left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
      if (own.left < 0 || own.top < 0 || own.right > box.width || own.bottom > box.height) {
        if (away > box.width) break;
        continue;
      }
      free = !taken.some((o) => own.left < o.right && own.right > o.left && own.top < o.bottom && own.bottom > o.top);
      if (!free) continue;
      taken.push(own);
      placed.push({ ...word, x, y, size });
    }
    if (!free) return null;
  }
  return placed;
};

/** How wide a word is at a type size, in the same units. */
export type WidthOf = (text: string, size: number) => number;

/** Places the words in the box as large as they fit; the rarest are left out when even the smallest type has no room. */
export const placeWords = (words: readonly Counted[], widthOf: WidthOf, box: Box): Placed[] => {
  if (words.length === 0 || box.width <= 0 || box.height <= 0) return [];
  for (let kept = words.length; kept > 0; kept = Math.floor(kept * 0.8)) {
    const shown = words.slice(0, kept);
    const sizes = sizesOf(shown);
    for (const scale of [1, 0.85, 0.72, 0.6, 0.5]) {
      const scaled = sizes.map((size) => Math.max(SMALLEST, size * scale));
      const placed = tryPlacing(shown, scaled, widthOf, box);
      if (placed !== null) return placed;
    }
  }
  return [];
};
