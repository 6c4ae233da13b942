/** What may be asked of reports and files. */

import { z } from "zod";
import type { Bands } from "../../protocol/reports.ts";
import { LANGUAGES, type Locale } from "../i18n/languages.ts";
import { bandsFor, FIFTHS } from "../reports/bands.ts";
import { refusal } from "./errors.ts";

export const FileQuery = z.object({
  /** 0: nicknames are left out; codes stay. */
  names: z.enum(["0", "1"]).default("1"),
  values: z.enum(["scores", "letters"]).default("scores"),
  lang: z.enum(Object.keys(LANGUAGES) as [Locale, ...Locale[]]).optional(),
  bands: z.string().max(400).optional(),
  /** Cells of fewer people than this are left out. */
  min: z.coerce.number().int().min(2).max(100).optional(),
});

/** What a report can be asked for. */
export type SharedQuery = Partial<Pick<z.output<typeof FileQuery>, "bands" | "min">>;

/** The classes of a questionnaire that are asked for. Throws 400 for a name or a list that means none. */
export const wantedBands = (wanted: string | undefined): Bands => {
  const bands = wanted === undefined ? FIFTHS : bandsFor(wanted);
  if (!bands) throw refusal("invalid_payload");
  return bands;
};
