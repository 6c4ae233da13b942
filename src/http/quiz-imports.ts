import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import { refusal } from "./errors.ts";
import { uploaded } from "./import-body.ts";
import type { importReader } from "./import-reader.ts";
import type { Guard } from "./rights.ts";

/** The largest text, bytes; a workbook has a limit of its own. */
const TEXT_BYTES = 4 * 1024 * 1024;

const Query = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  id: ItemId.optional(),
});

/** What is read of a file of questions; whoever asks may store it as a quiz, or not. */
export const registerQuizImport = (
  scope: FastifyInstance,
  { guard, reader }: { guard: Guard; reader: ReturnType<typeof importReader> },
): void => {
  scope.withTypeProvider<ZodTypeProvider>().post(
    "/api/quizzes/import",
    {
      onRequest: guard.signedIn,
      bodyLimit: TEXT_BYTES,
      schema: {
        summary: "Read a quiz from a file: Kahoot! sheet, table (CSV, XLSX), GIFT, Aiken, JSON; nothing is stored",
        tags: ["quizzes"],
        querystring: Query,
      },
    },
    async (request) => {
      const { bytes, name } = await uploaded(request, { text: TEXT_BYTES, archive: TEXT_BYTES });
      const read = await reader.quiz(bytes, { ...request.query, name });
      if (read.format === null) throw refusal("import_invalid", read.faults);
      return read;
    },
  );
};
