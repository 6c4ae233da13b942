/** Numbers that a spreadsheet shows as something else: shares, clock times, fractions, codes with zeros before them. */
import { attribute, tagsOf } from "./markup.ts";

/** A number as its cell shows it. */
export type Shown = (value: number) => string;

/** Those of the formats that every spreadsheet has by number. */
const BUILT_IN: Record<number, string> = {
  ...{ 9: "0%", 10: "0.00%", 12: "# ?/?", 13: "# ??/??" },
  ...{ 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss" },
};
const DAY_SECONDS = 86_400;

const two = (number: number): string => String(Math.floor(number)).padStart(2, "0");

/** Without the dust that calculating leaves: a spreadsheet shows at most 15 digits. */
export const undusted = (value: number): number => Number(value.toPrecision(15));

const share =
  (decimals: number): Shown =>
  (value) =>
    `${undusted(value * 100).toFixed(decimals)}%`;

const clock =
  (code: string): Shown =>
  (value) => {
    const all = Math.round((/\[h/i.test(code) ? value : value % 1) * DAY_SECONDS);
    const seconds = /s/i.test(code) ? `:${two(all % 60)}` : "";
    return /h/i.test(code) ? `${two(all / 3600)}:${two((all / 60) % 60)}${seconds}` : `${two(all / 60)}${seconds}`;
  };

const fraction =
  (most: number): Shown =>
  (value) => {
    const [whole, rest] = [Math.floor(Math.abs(value)), Math.abs(value) % 1];
    const errorOf = (below: number): number => Math.abs(Math.round(rest * below) / below - rest);
    let best = 1;
    for (let below = 2; below <= most; below++) if (errorOf(below) < errorOf(best) - 1e-9) best = below;
    const above = Math.round(rest * best);
    const sign = value < 0 ? "-" : "";
    if (above === 0 || above === best) return `${sign}${whole + (above === best ? 1 : 0)}`;
    return `${sign}${whole === 0 ? "" : `${whole} `}${above}/${best}`;
  };

/** How a format shows numbers, where that is neither a plain number nor a date. */
const shownBy = (format: string): Shown | undefined => {
  const [first = ""] = format.split(";");
  const code = first.replace(/"[^"]*"|\\.|_.|\[\$[^\]]*\]|\[(?![hms]+\])[^\]]*\]|am\/pm|a\/p/gi, "");
  if (code.includes("%")) return share(/\.(0+)/.exec(code)?.[1]?.length ?? 0);
  if (/[hs]/i.test(code) && !/[dy]/i.test(code) && !/general/i.test(code)) return clock(code);
  if (/^\s*0{2,}\s*$/.test(code)) {
    const { length } = code.trim();
    return (value) => (value < 0 ? String(value) : String(Math.round(value)).padStart(length, "0"));
  }
  const [, below] = /[#?0]\/([?#]{1,2})/.exec(code) ?? [];
  return below === undefined ? undefined : fraction(10 ** below.length - 1);
};

/** Of each style of cells, by its number, how it shows numbers; undefined: as they are, or as dates. */
export const stylesOf = (markup: string): (Shown | undefined)[] => {
  const own = new Map(
    tagsOf(markup, "numFmt").map((tag) => [Number(attribute(tag, "numFmtId")), attribute(tag, "formatCode") ?? ""]),
  );
  const from = markup.search(/<(?:\w+:)?cellXfs\b/);
  const to = markup.search(/<\/(?:\w+:)?cellXfs\b/);
  return tagsOf(markup.slice(Math.max(0, from), Math.max(0, to)), "xf").map((tag) => {
    const id = Number(attribute(tag, "numFmtId"));
    return shownBy(own.get(id) ?? BUILT_IN[id] ?? "");
  });
};
