import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Who } from "../../protocol/sessions.ts";
import { quizTable } from "../importers/quiz/own-rows.ts";
import { ItemId } from "../items/item.ts";
import { quizOf } from "../organisers/library.ts";
import type { Quiz } from "../quiz.ts";
import { csvSlices } from "../reports/csv.ts";
import { workbook } from "../reports/xlsx.ts";
import type { Store } from "../store/store.ts";
import { refusal } from "./errors.ts";
import { type Guard, whoOf } from "./rights.ts";
import { downloadCsv, downloadXlsx } from "./slices.ts";

/** Widths of the columns that hold sentences, and of all others, in characters. */
const WIDE = 40;
const NARROW = 14;

/** A quiz as tables to take away, and to import again. */
export const registerQuizFiles = (plain: FastifyInstance, { store, guard }: { store: Store; guard: Guard }): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const schema = (summary: string) => ({
    summary,
    tags: ["quizzes"],
    params: z.object({ id: ItemId }),
    querystring: z.object({ owner: ItemId.optional() }),
  });
  /** The administrator may name an organiser's library; another's has nothing in it. */
  const quizFor = async (who: Who, id: string, owner: string | undefined): Promise<Quiz> => {
    const ownerId = who.kind === "administrator" ? owner : who.id;
    const stored = owner === undefined || owner === ownerId ? await quizOf(store, ownerId, id) : undefined;
    if (!stored) throw refusal("quiz_not_found");
    return stored.quiz;
  };

  app.get(
    "/api/quizzes/:id.csv",
    { onRequest: guard.signedIn, schema: schema("A quiz as a table, a row an item (CSV)") },
    async (request, reply) => {
      const { params, query } = request;
      const { headings, rows } = quizTable(await quizFor(whoOf(request), params.id, query.owner));
      return downloadCsv(reply, `${params.id}.csv`, csvSlices(headings, rows));
    },
  );

  app.get(
    "/api/quizzes/:id.xlsx",
    { onRequest: guard.signedIn, schema: schema("A quiz as a table, a row an item (XLSX)") },
    async (request, reply) => {
      const { params, query } = request;
      const { headings, rows } = quizTable(await quizFor(whoOf(request), params.id, query.owner));
      const widths = headings.map((heading) => (/^(?:stem|text|explanation|option_.)$/.test(heading) ? WIDE : NARROW));
      const head = headings.map((value) => ({ value, style: "head" as const }));
      const entries = workbook([{ name: "Quiz", widths, rows: [head, ...rows] }]);
      return downloadXlsx(reply, `${params.id}.xlsx`, entries, store.now());
    },
  );
};
