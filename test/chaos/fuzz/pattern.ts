/** Texts that fit a regular expression of the kind schemas use: classes, groups, alternatives, counts. */
import type { Chance } from "./chance.ts";

type Maker = (chance: Chance) => string;

const DIGITS = "0123456789";

/** Signs of a class, `a-z` spelled out. */
const spelled = (inside: string): string => {
  let signs = "";
  const text = inside.replaceAll("\\d", DIGITS).replace(/\\(.)/g, "$1");
  for (let at = 0; at < text.length; at++) {
    const [from, dash, to] = [text.codePointAt(at), text[at + 1], text.codePointAt(at + 2)];
    if (dash !== "-" || from === undefined || to === undefined) {
      signs += text[at];
      continue;
    }
    for (let code = from; code <= to; code++) signs += String.fromCodePoint(code);
    at += 2;
  }
  return signs;
};

/** Reads alternatives from `at` to the end or the bracket that closes them. */
const read = (source: string, at: number): [maker: Maker, at: number] => {
  const ways: Maker[][] = [[]];
  let place = at;
  const count = (): [from: number, to: number] => {
    const sign = source[place];
    if (sign === "?" || sign === "*" || sign === "+") {
      place++;
      return [sign === "+" ? 1 : 0, sign === "?" ? 1 : 4];
    }
    const braces = /^\{(\d+)(?:(,)(\d*))?\}/.exec(source.slice(place));
    if (!braces) return [1, 1];
    place += braces[0].length;
    const from = Number(braces[1]);
    return [from, braces[2] === undefined ? from : Number(braces[3] || from + 4)];
  };
  const add = (maker: Maker) => {
    const [from, to] = count();
    const longest = Math.min(to, from + 8);
    // Mostly short, at times as long as may be.
    const times = (chance: Chance) => (chance.yes(0.05) ? to : chance.between(from, longest));
    ways.at(-1)?.push((chance) => Array.from({ length: times(chance) }, () => maker(chance)).join(""));
  };
  while (place < source.length && source[place] !== ")") {
    const sign = source[place++];
    if (sign === "^" || sign === "$") continue;
    if (sign === "|") ways.push([]);
    else if (sign === "[") {
      const end = source.indexOf("]", place);
      const signs = spelled(source.slice(place, end));
      place = end + 1;
      add((chance) => chance.pick([...signs]));
    } else if (sign === "(") {
      if (source.startsWith("?:", place)) place += 2;
      const [inner, after] = read(source, place);
      place = after + 1;
      add(inner);
    } else {
      const literal = sign === "\\" ? source[place++] : sign;
      add((chance) => (sign === "\\" && literal === "d" ? chance.pick([...DIGITS]) : (literal ?? "")));
    }
  }
  const maker: Maker = (chance) =>
    chance
      .pick(ways)
      .map((make) => make(chance))
      .join("");
  return [maker, place];
};

const makers = new Map<string, Maker>();

/** A text that the pattern takes; throws when the pattern uses what is not read here. */
export const fitting = (pattern: RegExp, chance: Chance): string => {
  const maker = makers.get(pattern.source) ?? read(pattern.source, 0)[0];
  makers.set(pattern.source, maker);
  const text = maker(chance);
  if (!pattern.test(text)) throw new Error(`${JSON.stringify(text)} was made for ${pattern} and does not fit`);
  return text;
};
