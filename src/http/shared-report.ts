import type { Report } from "../../protocol/reports.ts";
import { report } from "../reports/report.ts";
import { suppressReport } from "../reports/suppress-report.ts";
import type { Game } from "../verdicts.ts";
import { type SharedQuery, wantedBands } from "./file-query.ts";

/** A room's report as it was asked for: with these bands, and without cells of fewer than `min` people. Throws 400 for odd bands. */
export const sharedReport = (game: Game, { min, bands }: SharedQuery): Report => {
  const whole = report(game, { bands: wantedBands(bands) });
  return min === undefined ? whole : suppressReport(whole, min);
};
