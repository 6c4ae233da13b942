/** The files of a room: tables and data to take away. */
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import { quizLocale } from "../quiz.ts";
import { csvSlices, itemCsv, longCsv } from "../reports/csv.ts";
import { longColumns, longRows } from "../reports/long-report.ts";
import { longZip } from "../reports/long-zip.ts";
import { codeColumns, codeRows } from "../reports/participants.ts";
import { matrixCsv } from "../reports/wide.ts";
import type { Store } from "../store/store.ts";
import { roomFileName } from "./file-name.ts";
import { FileQuery } from "./file-query.ts";
import { download, gameFrom } from "./games.ts";
import { type Guard, whoOf } from "./rights.ts";
import { sharedReport } from "./shared-report.ts";
import { downloadCsv, downloadXlsx, downloadZip } from "./slices.ts";

interface FileParts {
  store: Store;
  guard: Guard;
}

/** Files answer in any phase, of closed rounds only. `min` is for tables; a file with a row a person is never one to share. */
export const registerRoomFiles = (plain: FastifyInstance, { store, guard }: FileParts): void => {
  const onRequest = guard.signedIn;
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const schema = <Query extends z.ZodObject>(summary: string, querystring: Query) => ({
    summary,
    tags: ["rooms"],
    params: z.object({ id: ItemId }),
    querystring,
  });

  app.get(
    "/api/rooms/:id/report.json",
    { onRequest, schema: schema("Items, test and questionnaire", FileQuery.pick({ bands: true, min: true })) },
    async (request, reply) => {
      const { params, query } = request;
      const game = await gameFrom(store, whoOf(request), params.id);
      const body = JSON.stringify(sharedReport(game, query), null, 2);
      return download(reply, roomFileName(game.room, "report.json"), "application/json", body);
    },
  );

  app.get(
    "/api/rooms/:id/report.csv",
    { onRequest, schema: schema("A row an item", FileQuery.pick({ min: true })) },
    async (request, reply) => {
      const { params, query } = request;
      const game = await gameFrom(store, whoOf(request), params.id);
      return download(reply, roomFileName(game.room, "report.csv"), "text/csv", itemCsv(sharedReport(game, query)));
    },
  );

  app.get(
    "/api/rooms/:id/report.xlsx",
    {
      onRequest,
      schema: schema(
        "A workbook: summary, items, distractors, people, questionnaire, data, dictionary",
        FileQuery.omit({ values: true }),
      ),
    },
    async (request, reply) => {
      const { params, query } = request;
      const game = await gameFrom(store, whoOf(request), params.id);
      const options = {
        lang: query.lang ?? quizLocale(game.quiz),
        names: query.names === "1",
        people: query.min === undefined,
      };
      const { roomWorkbook } = await import("../reports/workbooks.ts");
      const entries = roomWorkbook(game, sharedReport(game, query), options);
      return downloadXlsx(reply, roomFileName(game.room, "report.xlsx"), entries, store.now());
    },
  );

  app.get(
    "/api/rooms/:id/responses.csv",
    { onRequest, schema: schema("A row a person and item", FileQuery.pick({ names: true })) },
    async (request, reply) => {
      const { params, query } = request;
      const game = await gameFrom(store, whoOf(request), params.id);
      const rows = longRows(game, { names: query.names === "1" });
      return downloadCsv(reply, roomFileName(game.room, "responses.csv"), longCsv(rows, longColumns([game])));
    },
  );

  app.get(
    "/api/rooms/:id/long.zip",
    { onRequest, schema: schema("A row a person and item, and a codebook", FileQuery.pick({ names: true })) },
    async (request, reply) => {
      const { params, query } = request;
      const game = await gameFrom(store, whoOf(request), params.id);
      const entries = longZip(game, { names: query.names === "1" });
      return downloadZip(reply, roomFileName(game.room, "long.zip"), entries, store.now());
    },
  );

  app.get(
    "/api/rooms/:id/matrix.csv",
    { onRequest, schema: schema("A row a person, a column an item", FileQuery.pick({ values: true })) },
    async (request, reply) => {
      const { params, query } = request;
      const game = await gameFrom(store, whoOf(request), params.id);
      return downloadCsv(
        reply,
        roomFileName(game.room, query.values === "letters" ? "letters.csv" : "matrix.csv"),
        matrixCsv(game, query.values),
      );
    },
  );

  app.get(
    "/api/rooms/:id/codes.csv",
    { onRequest, schema: schema("Which code is whose", z.object({})) },
    async (request, reply) => {
      const game = await gameFrom(store, whoOf(request), request.params.id);
      return downloadCsv(reply, roomFileName(game.room, "codes.csv"), csvSlices(codeColumns(game), codeRows(game)));
    },
  );
};
