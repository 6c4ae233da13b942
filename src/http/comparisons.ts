import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Comparison } from "../../protocol/comparisons.ts";
import type { Who } from "../../protocol/sessions.ts";
import type { Pairing } from "../../protocol/workshops.ts";
import { ItemId } from "../items/item.ts";
import { quizLocale } from "../quiz.ts";
import { comparisonOf } from "../reports/comparison.ts";
import { type Sides, sidesOf } from "../reports/sides.ts";
import { suppressComparison } from "../reports/suppress-comparison.ts";
import { wideCsv } from "../reports/wide.ts";
import type { Room } from "../room.ts";
import type { Store } from "../store/store.ts";
import { mayUse } from "../who.ts";
import { runs } from "../workshop.ts";
import { refusal } from "./errors.ts";
import { comparisonFileName } from "./file-name.ts";
import { FileQuery } from "./file-query.ts";
import { download, gameFrom } from "./games.ts";
import { type Guard, whoOf } from "./rights.ts";
import { sharedReport } from "./shared-report.ts";
import { downloadCsv, downloadXlsx } from "./slices.ts";

const Query = FileQuery.extend({
  pre: ItemId,
  post: ItemId,
  worst: z.coerce.number().int().min(1).max(200).optional(),
});
/** Each route takes what changes its file. */
const JsonQuery = Query.pick({ pre: true, post: true, worst: true, names: true, min: true });
const CsvQuery = Query.pick({ pre: true, post: true, values: true });
const XlsxQuery = Query.omit({ values: true });

/** What the organiser of the workshop of this pair has said of it; nothing when there is no such workshop. */
const pairingsOf = async (store: Store, who: Who, pre: Room, post: Room): Promise<Pairing[]> => {
  const workshops = (await store.workshops()).filter((workshop) => mayUse(who, workshop));
  return workshops.find((each) => runs(each, "pre", pre) && runs(each, "post", post))?.pairings ?? [];
};

/** A pre-test and a post-test, person by person. Like reports: with the host key, of closed rounds, never redacted. */
export const registerComparisons = (plain: FastifyInstance, { store, guard }: { store: Store; guard: Guard }): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = guard.signedIn;

  const sidesFrom = async (who: Who, { pre, post }: { pre: string; post: string }): Promise<Sides> => {
    const [before, after] = await Promise.all([gameFrom(store, who, pre), gameFrom(store, who, post)]);
    if (before.room.options.rehearsal || after.room.options.rehearsal) throw refusal("room_not_found");
    return sidesOf(before, after, await pairingsOf(store, who, before.room, after.room));
  };
  const compared = (
    sides: Sides,
    { names, worst, min }: Pick<z.infer<typeof Query>, "names" | "worst" | "min">,
  ): Comparison => {
    const result = comparisonOf(sides, { names: names === "1", ...(worst !== undefined && { worst }) });
    if ("rejected" in result) throw refusal(result.rejected);
    return min === undefined ? result : suppressComparison(result, min);
  };

  app.get(
    "/api/comparisons.json",
    { onRequest, schema: { summary: "A pre-test and a post-test compared", tags: ["rooms"], querystring: JsonQuery } },
    async (request, reply) => {
      const { query } = request;
      const sides = await sidesFrom(whoOf(request), query);
      const body = JSON.stringify(compared(sides, query), null, 2);
      return download(reply, comparisonFileName(sides.games.pre.room, "json"), "application/json", body);
    },
  );

  app.get(
    "/api/comparisons.csv",
    { onRequest, schema: { summary: "A row a person, with both occasions", tags: ["rooms"], querystring: CsvQuery } },
    async (request, reply) => {
      const { query } = request;
      const sides = await sidesFrom(whoOf(request), query);
      const slices = wideCsv(sides, query.values);
      if ("rejected" in slices) throw refusal(slices.rejected);
      const variant = query.values === "letters" ? "letters" : undefined;
      return downloadCsv(reply, comparisonFileName(sides.games.pre.room, "csv", variant), slices);
    },
  );

  app.get(
    "/api/comparisons.xlsx",
    { onRequest, schema: { summary: "A workbook of both occasions", tags: ["rooms"], querystring: XlsxQuery } },
    async (request, reply) => {
      const { query } = request;
      const sides = await sidesFrom(whoOf(request), query);
      const { comparisonWorkbook } = await import("../reports/workbooks.ts");
      const entries = comparisonWorkbook(
        sides,
        { pre: sharedReport(sides.games.pre, query), post: sharedReport(sides.games.post, query) },
        compared(sides, query),
        {
          lang: query.lang ?? quizLocale(sides.games.post.quiz),
          names: query.names === "1",
          people: query.min === undefined,
        },
      );
      return downloadXlsx(reply, comparisonFileName(sides.games.pre.room, "xlsx"), entries, store.now());
    },
  );
};
