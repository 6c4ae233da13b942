/** Named classes of a rating's mean or TCR. They are house rules, so a reader may bring others. */
import type { Bands } from "../../protocol/reports.ts";
import { LOCALES } from "../i18n/index.ts";

type Preset = Omit<Bands, "name" | "names">;

/** Edges are where the next class begins. */
const PRESETS = {
  /** Equal fifths of the TCR. */
  fifths: { of: "tcr", scale: null, edges: [20, 40, 60, 80] },
  /** Equal quarters of 25..100, all that a mean of four points can be. */
  quarters: { of: "tcr", scale: 4, edges: [43.75, 62.5, 81.25] },
  /** 1.00-2.50, 2.51-3.00, 3.01-3.50, 3.51-4.00 of four points. */
  "undip-fsm": { of: "mean", scale: 4, edges: [2.51, 3.01, 3.51] },
  /** The community satisfaction index of Permenpan-RB 14/2017: 25-64.99, 65-76.60, 76.61-88.30, 88.31-100. */
  ikm: { of: "tcr", scale: 4, edges: [65, 76.61, 88.31] },
} as const satisfies Record<string, Preset>;

const MOST = 9;

const preset = (name: keyof typeof PRESETS): Bands => {
  const { of, scale, edges } = PRESETS[name];
  return {
    ...{ name, of, scale, edges: [...edges] },
    names: { en: LOCALES.en.report.bands[name].split("|"), id: LOCALES.id.report.bands[name].split("|") },
  };
};

export const FIFTHS = preset("fifths");

/**
 * The bands of a query: the name of a preset, or names and rising TCR edges (above 0, below 100) in turn, as
 * "low,40,medium,70,high". Undefined when it is neither.
 */
export const bandsFor = (query: string): Bands | undefined => {
  if (Object.hasOwn(PRESETS, query)) return preset(query as keyof typeof PRESETS);
  const parts = query.split(",").map((part) => part.trim());
  const names = parts.filter((_, index) => index % 2 === 0);
  const edges = parts.filter((_, index) => index % 2 === 1).map(Number);
  const rising = edges.every((edge, index) => edge > (edges[index - 1] ?? 0) && edge < 100);
  const named = names.length === edges.length + 1 && names.every((name) => name !== "" && name.length <= 40);
  if (!rising || !named || edges.length === 0 || names.length > MOST) return undefined;
  return { name: "custom", of: "tcr", scale: null, edges, names: { en: names, id: names } };
};

/** The place of the class of a value, from 0; a value at an edge is in the upper one. */
export const bandPlace = ({ edges }: Bands, value: number): number => edges.filter((edge) => value >= edge).length;
