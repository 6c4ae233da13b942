/** What no schema asks for: strange numbers, deep and wide values, odd keys, broken text. As text, so that JSON can carry all of it. */
import type { Chance } from "./chance.ts";

const NUMBERS = [
  "-0",
  "0",
  "1e308",
  "-1e308",
  "1e999",
  "9007199254740992",
  "-9007199254740993",
  "1e-320",
  "0.1",
  "4294967296",
];
const TEXTS = [
  '""',
  '"\\ud800"',
  '"\\udfff\\ud800"',
  '"\\u0000"',
  '"\\u202e\\u200b\\u2066"',
  '"<img src=x onerror=1>"',
  '"=HYPERLINK(1)"',
  '"../../etc/passwd"',
  '"%00%2e%2e"',
  '"toString"',
  '"__proto__"',
  `"${"x".repeat(3000)}"`,
  `"${"e\\u0301".repeat(300)}"`,
];
const KEYS = [
  "a",
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "length",
  "_placeholder",
  "rejected",
  "ok",
  "then",
];

const nested = (depth: number, chance: Chance): string => {
  const [open, close] = chance.pick([
    ["[", "]"],
    ['{"a":', "}"],
  ] as [string, string][]);
  return open.repeat(depth) + (open === "[" ? "" : "1") + close.repeat(depth);
};

/** JSON text of a value of any kind. `names`: fields that a handler would look at. */
export const anything = (chance: Chance, names: readonly string[], level = 0): string => {
  const kind = chance.below(level > 3 ? 4 : 12);
  if (kind === 0) return chance.pick(NUMBERS);
  if (kind === 1) return chance.pick(TEXTS);
  if (kind === 2) return chance.pick(["null", "true", "false"]);
  if (kind === 3) return String(chance.between(-5, 5));
  if (kind === 4) return nested(chance.pick([5, 9, 10, 11, 12, 40, 900]), chance);
  if (kind === 5) return `[${Array.from({ length: chance.pick([3, 60, 700]) }, (_, index) => index).join()}]`;
  if (kind === 6)
    return `[${Array.from({ length: chance.between(0, 5) }, () => anything(chance, names, level + 1)).join()}]`;
  if (kind === 7 && chance.yes(0.2))
    return `{${Array.from({ length: 400 }, (_, index) => `"k${index}":${index}`).join()}}`;
  const keys = [...names, ...KEYS];
  const entries = Array.from(
    { length: chance.between(0, 6) },
    () => `${JSON.stringify(chance.pick(keys))}:${anything(chance, names, level + 1)}`,
  );
  return `{${entries.join()}}`;
};
