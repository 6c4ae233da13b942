/** Numbers as people write them. */
import { numeric } from "../../items/numeric.ts";
import type { Cell } from "../kahoot-rows.ts";

const NO_ITEM = { type: "numeric", id: "n", stem: "n", answer: 0, tolerance: 0, seconds: null, points: 0 } as const;

/** 12.000 is twelve thousand in Indonesian, 12,000 in English; elsewhere both are twelve. */
const GROUPED = { id: /^[1-9]\d{0,2}\.\d{3}$/, en: /^[1-9]\d{0,2},\d{3}$/ };
export type Language = keyof typeof GROUPED;

/** The number in a cell; undefined when it holds none. */
export const numberIn = (cell: Cell, language: Language): { value: number; isDoubtful: boolean } | undefined => {
  if (typeof cell !== "number" && typeof cell !== "string") return undefined;
  const isDoubtful = typeof cell === "string" && GROUPED[language].test(cell.trim());
  const value = numeric.normalise(NO_ITEM, isDoubtful ? cell.replace(/[.,]/, "") : cell);
  return typeof value === "number" ? { value, isDoubtful } : undefined;
};
