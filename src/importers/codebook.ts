/** The wording of items, from the codebook that lies beside a long file. */
import { z } from "zod";
import { restored } from "../neutral.ts";
import { readDelimited } from "./delimited.ts";
import { heading } from "./long-rows.ts";

export interface Wording {
  stem?: string | undefined;
  options?: { id: string; text: string }[] | undefined;
  key?: string[] | undefined;
  tolerance?: number | undefined;
  scale?: number | undefined;
  reverse?: boolean | undefined;
  /** The authored limit; undefined: none, or not known. */
  seconds?: number | undefined;
}

const Options = z.array(z.object({ id: z.string(), text: z.string() })).min(1);
const Key = z.array(z.string()).min(1);

/** What JSON in a cell says, when it is JSON and of this shape. */
const jsonIn = <T>(cell: string, shape: z.ZodType<T>): T | undefined => {
  try {
    return shape.safeParse(JSON.parse(cell)).data;
  } catch {
    return undefined;
  }
};

/** `a=Teachers; b=Pupils` in one cell; a part without an id belongs to the text before it. */
const listedOptions = (cell: string): { id: string; text: string }[] | undefined => {
  const options: { id: string; text: string }[] = [];
  for (const part of cell.split(/[;|\n]/)) {
    const found = /^\s*([A-Za-z0-9_-]{1,64})\s*[=:]\s*(.*)$/s.exec(part);
    const last = options.at(-1);
    if (found?.[1] && !options.some(({ id }) => id === found[1])) options.push({ id: found[1], text: found[2] ?? "" });
    else if (last) last.text += `;${part}`;
  }
  return options.length === 0 ? undefined : options.map(({ id, text }) => ({ id, text: text.trim() || id }));
};

const numberIn = (cell: string, fits: (value: number) => boolean): number | undefined =>
  cell !== "" && fits(Number(cell)) ? Number(cell) : undefined;

/** Item id -> wording, and item id, space, version -> wording. What makes no sense is left out without a word. */
export const readCodebook = (text: string): Map<string, Wording> => {
  const items = new Map<string, Wording>();
  let names: string[] | undefined;
  readDelimited(text, (cells) => {
    if (!names) {
      names = cells.map(heading);
      return;
    }
    const cellOf = (...columns: string[]): string => {
      const at = columns.map((column) => names?.indexOf(column) ?? -1).find((index) => index >= 0);
      return at === undefined ? "" : restored((cells[at] ?? "").trim());
    };
    const id = cellOf("item_id", "item");
    if (id === "") return;
    const options = cellOf("options");
    const wording: Wording = {
      stem: cellOf("wording", "stem").slice(0, 1000) || undefined,
      options: jsonIn(options, Options) ?? listedOptions(options),
      key: jsonIn(cellOf("key"), Key),
      tolerance: numberIn(cellOf("tolerance"), (value) => value >= 0),
      scale: numberIn(cellOf("scale"), Number.isInteger),
      reverse: /^(1|true|yes|ya)$/i.test(cellOf("reverse")),
      seconds: numberIn(cellOf("seconds"), (value) => value >= 5 && value <= 240),
    };
    for (const key of [id, `${id} ${cellOf("item_version")}`]) if (!items.has(key)) items.set(key, wording);
  });
  return items;
};
