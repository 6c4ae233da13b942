import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import { quizLocale } from "../quiz.ts";
import { comparison } from "../reports/comparison.ts";
import type { Comparison } from "../reports/comparison-types.ts";
import { report } from "../reports/report.ts";
import { suppressComparison } from "../reports/suppress-comparison.ts";
import { suppressReport } from "../reports/suppress-report.ts";
import { type Pair, wideCsv } from "../reports/wide.ts";
import { comparisonWorkbook } from "../reports/workbooks.ts";
import type { Room } from "../room.ts";
import type { Store } from "../store/store.ts";
import type { Game } from "../verdicts.ts";
import type { Occasion, Pairing, Workshop } from "../workshop.ts";
import { HttpError } from "./errors.ts";
import { FileQuery, wantedBands } from "./file-query.ts";
import { download, gameFrom } from "./games.ts";
import { requireKey } from "./rights.ts";
import { downloadCsv, downloadXlsx } from "./slices.ts";

const Query = FileQuery.extend({
  pre: ItemId,
  post: ItemId,
  worst: z.coerce.number().int().min(1).max(200).default(4),
});

/** What the organiser of the workshop of this pair has said of it; nothing when there is no such workshop. */
const pairingsOf = async (store: Store, pre: Room, post: Room): Promise<Pairing[]> => {
  const runs = (workshop: Workshop, occasion: Occasion, { id, options }: Room): boolean =>
    workshop.rooms[occasion] === id || (options.workshop?.id === workshop.id && options.workshop.occasion === occasion);
  const workshops = await store.workshops();
  return workshops.find((each) => runs(each, "pre", pre) && runs(each, "post", post))?.pairings ?? [];
};

/** A pre-test and a post-test, person by person. Like reports: with the host key, of closed rounds, never redacted. */
export const registerComparisons = (
  plain: FastifyInstance,
  { store, hostKey }: { store: Store; hostKey: string },
): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = requireKey(plain, hostKey);

  const pairFrom = async ({ pre, post }: { pre: string; post: string }): Promise<Pair> => {
    const [before, after] = await Promise.all([gameFrom(store, pre), gameFrom(store, post)]);
    return { pre: before, post: after, pairings: await pairingsOf(store, before.room, after.room) };
  };
  const compared = (
    { pre, post, pairings }: Pair,
    { names, worst, min }: Pick<z.infer<typeof Query>, "names" | "worst" | "min">,
  ): Comparison => {
    const result = comparison(pre, post, { pairings, worst, names: names === "1" });
    if ("rejected" in result) throw new HttpError(409, result.rejected);
    return min === undefined ? result : suppressComparison(result, min);
  };
  const fileName = ({ pre }: Pair, kind: string) => `${pre.room.quizId}-comparison.${kind}`;

  app.get(
    "/api/comparisons.json",
    { onRequest, schema: { summary: "A pre-test and a post-test compared", tags: ["rooms"], querystring: Query } },
    async ({ query }, reply) => {
      const pair = await pairFrom(query);
      const body = JSON.stringify(compared(pair, query), null, 2);
      return download(reply, fileName(pair, "json"), "application/json", body);
    },
  );

  app.get(
    "/api/comparisons.csv",
    { onRequest, schema: { summary: "A row a person, with both occasions", tags: ["rooms"], querystring: Query } },
    async ({ query }, reply) => {
      const pair = await pairFrom(query);
      const slices = wideCsv(pair, query.values);
      if ("rejected" in slices) throw new HttpError(409, slices.rejected);
      return downloadCsv(reply, fileName(pair, "csv"), slices);
    },
  );

  app.get(
    "/api/comparisons.xlsx",
    { onRequest, schema: { summary: "A workbook of both occasions", tags: ["rooms"], querystring: Query } },
    async ({ query }, reply) => {
      const pair = await pairFrom(query);
      const { min } = query;
      const reportIn = (game: Game) => {
        const whole = report(game, { bands: wantedBands(query.bands) });
        return min === undefined ? whole : suppressReport(whole, min);
      };
      const entries = comparisonWorkbook(
        pair,
        { pre: reportIn(pair.pre), post: reportIn(pair.post) },
        compared(pair, query),
        { lang: query.lang ?? quizLocale(pair.post.quiz), names: query.names === "1", people: min === undefined },
      );
      return downloadXlsx(reply, fileName(pair, "xlsx"), entries, store.now());
    },
  );
};
