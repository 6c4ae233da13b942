import fastifyMultipart from "@fastify/multipart";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { pastGame } from "../importers/past.ts";
import { ItemId } from "../items/item.ts";
import { roomOwner } from "../organisers/owner.ts";
import type { Draw } from "../rooms/draw.ts";
import type { Store } from "../store/store.ts";
import { ownedBy } from "../who.ts";
import { needSpace, refusal } from "./errors.ts";
import { uploaded } from "./import-body.ts";
import { importLibrary } from "./import-library.ts";
import { importReader } from "./import-reader.ts";
import { registerQuizImport } from "./quiz-imports.ts";
import { type Guard, whoOf } from "./rights.ts";

/** The largest CSV and the largest archive, bytes. */
const CSV_BYTES = 8 * 1024 * 1024;
const ARCHIVE_BYTES = 4 * 1024 * 1024;
/** Bears no game: an imported room is finished, and nobody can join it. */
const NO_PIN = "000000";

const Query = z
  .object({
    title: z.string().trim().min(1).max(200).optional(),
    workshop: ItemId.optional(),
    occasion: z.enum(["pre", "post"]).optional(),
  })
  .refine(({ workshop, occasion }) => (workshop === undefined) === (occasion === undefined), {
    message: "workshop and occasion stand together",
  });

export interface ImportParts {
  store: Store;
  draw: Draw;
  guard: Guard;
}

/** Rooms that were held elsewhere, or on another server, and quizzes, from files. */
export const registerImports = (plain: FastifyInstance, { store, draw, guard }: ImportParts): void => {
  const reader = importReader();

  plain.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    // A file is told by its bytes, so any media type will do.
    scope.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: CSV_BYTES }, (_request, body, parsed) =>
      parsed(null, body),
    );
    scope.register(fastifyMultipart, { limits: { files: 1, fields: 10, parts: 11, fileSize: CSV_BYTES } });
    scope.withTypeProvider<ZodTypeProvider>().post(
      "/api/rooms/import",
      {
        onRequest: guard.signedIn,
        bodyLimit: CSV_BYTES,
        schema: {
          summary: "Import a past room: long CSV, its archive, or a Kahoot! report (XLSX)",
          tags: ["rooms"],
          querystring: Query,
        },
      },
      async (request, reply) => {
        needSpace(store);
        const { title, workshop, occasion } = request.query;
        const owner = await roomOwner(store, whoOf(request), workshop);
        const { bytes } = await uploaded(request, { text: CSV_BYTES, archive: ARCHIVE_BYTES });
        const asked = {
          title,
          workshop: workshop !== undefined && occasion !== undefined ? { id: workshop, occasion } : undefined,
        };
        const { past, faults } = await reader.past(bytes, asked, () => importLibrary(store, owner));
        if (!past) throw refusal("import_invalid", faults);
        const roomId = draw.roomId(NO_PIN);
        const names = {
          roomId,
          pin: NO_PIN,
          token: draw.token(roomId),
          nonce: draw.id(),
          seat: () => ({ playerId: draw.id(), token: draw.token(roomId) }),
        };
        const { room, quiz, seats, responses } = pastGame(past, names, store.now());
        const stored = { quiz, images: {}, updatedAt: store.now() };
        await store.importRoom({ room: { ...room, ...ownedBy(owner) }, quiz: stored, seats: [...seats], responses });
        const answer = { roomId, title: room.title, players: seats.length, items: quiz.items.length, faults };
        return reply.status(201).send(answer);
      },
    );
    registerQuizImport(scope, { guard, reader });
    done();
  });
};
