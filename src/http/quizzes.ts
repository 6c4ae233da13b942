import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { documentFault } from "../document-fault.ts";
import { ImageFile, ItemId } from "../items/item.ts";
import { quizOf, quizzesOf } from "../organisers/library.ts";
import { parseQuiz } from "../quiz.ts";
import { imageUrls } from "../rooms/image-urls.ts";
import { mayPut, quizVersion } from "../store/quiz-version.ts";
import { ownedBy } from "../who.ts";
import { needSpace, refusal } from "./errors.ts";
import { IMAGE_BYTES, imageType } from "./image-type.ts";
import { type QuizParts, registerQuizPreview } from "./quiz-preview.ts";
import { whoOf } from "./rights.ts";

const QUIZ_BYTES = 1024 * 1024;
const Params = z.object({ id: ItemId });
/** The administrator may ask for an organiser's library, or list all of them. */
const OwnerQuery = z.object({ owner: ItemId.optional() });
const ALL = "all";
/**
 * What a document was made from: the version that was read, or 0 when there was none; and the quiz whose images it has
 * beside its own.
 */
const PutQuery = z.object({
  base: z
    .string()
    .regex(/^(0|[0-9a-f]{32})$/)
    .optional(),
  images: ItemId.optional(),
});
/** How long what an organiser has added counts (ms), from the first of it on. */
const IMAGES_MS = 30 * 24 * 3_600_000;
const ImageParams = Params.extend({ file: ImageFile });
const tags = ["quizzes"];
/** The version of a quiz that is not there. */
const NO_VERSION = "0";

interface LibraryParts extends QuizParts {
  /** Bytes of new images that an organiser may add in 30 days. */
  imageBytes: number;
}

/** The library of quizzes, and images by their content's hash: whoever was shown one may read it, nobody can guess one. */
export const registerQuizzes = (plain: FastifyInstance, parts: LibraryParts): void => {
  const { store, guard, imageBytes } = parts;
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = guard.signedIn;

  /** Whose library is meant: one's own; the administrator may name an organiser's. Another's has nothing in it. */
  const libraryFor = (request: object, owner: string | undefined): string | undefined => {
    const who = whoOf(request);
    if (who.kind === "administrator") return owner;
    if (owner !== undefined && owner !== who.id) throw refusal("quiz_not_found");
    return who.id;
  };

  app.get(
    "/api/quizzes",
    { onRequest, schema: { summary: "All quizzes of the library", tags, querystring: OwnerQuery } },
    async (request) => {
      const { owner } = request.query;
      const all = owner === ALL && whoOf(request).kind === "administrator";
      return { quizzes: all ? await store.quizzes() : await quizzesOf(store, libraryFor(request, owner)) };
    },
  );

  app.get(
    "/api/quizzes/:id",
    { onRequest, schema: { summary: "A quiz document", tags, params: Params, querystring: OwnerQuery } },
    async (request) => {
      const stored = await quizOf(store, libraryFor(request, request.query.owner), request.params.id);
      if (!stored) throw refusal("quiz_not_found");
      return stored.quiz;
    },
  );

  app.get(
    "/api/quizzes/:id/stored",
    {
      onRequest,
      schema: { summary: "A quiz as an editor needs it: with its version and images", tags, params: Params },
    },
    async (request) => {
      const ownerId = libraryFor(request, undefined);
      const stored = await quizOf(store, ownerId, request.params.id);
      if (!stored) throw refusal("quiz_not_found");
      const { quiz, images, updatedAt } = stored;
      return { quiz, version: quizVersion(quiz), updatedAt, images: imageUrls(images) };
    },
  );

  app.put(
    "/api/quizzes/:id",
    {
      onRequest,
      bodyLimit: QUIZ_BYTES,
      schema: {
        summary: "Store a quiz document; its id must be the address's. With `base` only over that version",
        tags,
        params: Params,
        querystring: PutQuery,
        body: z.unknown(),
      },
    },
    async (request) => {
      const { params, body, query } = request;
      needSpace(store);
      const parsed = parseQuiz(body);
      if ("faults" in parsed) throw refusal("invalid_quiz", parsed.faults);
      const { quiz } = parsed;
      if (quiz.id !== params.id) {
        throw refusal("invalid_quiz", [
          documentFault("id", { code: "value_one", params: { values: JSON.stringify(params.id) } }),
        ]);
      }
      const ownerId = libraryFor(request, undefined);
      const held = await quizOf(store, ownerId, quiz.id);
      const others = query.images === undefined ? {} : (await quizOf(store, ownerId, query.images))?.images;
      const images = { ...others, ...held?.images };
      const next = { quiz, images, updatedAt: store.now(), ...ownedBy(ownerId) };
      const over = query.base === undefined ? undefined : { base: query.base === NO_VERSION ? null : query.base };
      // An organiser who changes a shipped quiz gets an own copy of it: over the version that is read, and none of one's own.
      const shipped = held !== undefined && held.ownerId !== ownerId;
      if (shipped && mayPut(held, next, over) === "stale") throw refusal("stale_version");
      const expected = shipped && over ? { base: null } : over;
      if (!(await store.putQuiz(next, expected))) throw refusal("stale_version");
      return { id: quiz.id, items: quiz.items.length, version: quizVersion(quiz) };
    },
  );

  registerQuizPreview(plain, parts);

  app.delete(
    "/api/quizzes/:id",
    {
      onRequest,
      schema: { summary: "Delete a quiz; rooms keep their copy", tags, params: Params, querystring: OwnerQuery },
    },
    async (request, reply) => {
      const ownerId = libraryFor(request, request.query.owner);
      if (!(await store.deleteQuiz(request.params.id, ownerId))) throw refusal("quiz_not_found");
      return reply.status(204).send();
    },
  );

  plain.register((scope, _options, done) => {
    // Somewhat more than allowed is read, so that it can be told what is wrong with it.
    const bodyLimit = 4 * IMAGE_BYTES;
    scope.addContentTypeParser(/^image\//, { parseAs: "buffer", bodyLimit }, (_request, body, done) =>
      done(null, body),
    );
    scope.withTypeProvider<ZodTypeProvider>().put(
      "/api/quizzes/:id/images/:file",
      {
        onRequest,
        bodyLimit,
        schema: { summary: "Store an image of a quiz: PNG, JPEG or WebP, at most 1 MB", tags, params: ImageParams },
      },
      async (request) => {
        const { params, body } = request;
        needSpace(store);
        const type = Buffer.isBuffer(body) && body.length <= IMAGE_BYTES ? imageType(body) : undefined;
        if (type === undefined || !Buffer.isBuffer(body)) throw refusal("image_invalid");
        // Before the image is stored, so that an unknown quiz leaves none behind.
        const ownerId = libraryFor(request, undefined);
        const before = await quizOf(store, ownerId, params.id);
        if (!before) throw refusal("quiz_not_found");
        const hash = createHash("sha256").update(body).digest("hex");
        const share = ownerId === undefined ? undefined : { ownerId, bytes: imageBytes, ms: IMAGES_MS };
        if (!(await store.putImage(hash, { type, bytes: body }, share))) throw refusal("images_full");
        if (before.ownerId !== ownerId) {
          const { quiz, images } = before;
          await store.putQuiz({ quiz, images, updatedAt: store.now(), ...ownedBy(ownerId) }, { ifAbsent: true });
        }
        if (!(await store.putQuizImage(params.id, params.file, hash, ownerId))) throw refusal("quiz_not_found");
        return { file: params.file, url: `/images/${hash}` };
      },
    );
    done();
  });

  app.get(
    "/images/:hash",
    {
      schema: {
        summary: "An image by the hash of its content",
        tags,
        params: z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
      },
    },
    async ({ params }, reply) => {
      const image = await store.image(params.hash);
      if (!image) throw refusal("not_found");
      return reply
        .header("cache-control", "public, max-age=31536000, immutable")
        .header("content-security-policy", "default-src 'none'; sandbox")
        .type(image.type)
        .send(Buffer.from(image.bytes));
    },
  );
};
