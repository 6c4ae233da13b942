import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ImageFile, ItemId } from "../items/item.ts";
import { parseQuiz } from "../quiz.ts";
import type { Store } from "../store/store.ts";
import { refusal } from "./errors.ts";
import { IMAGE_BYTES, imageType } from "./image-type.ts";
import { requireKey } from "./rights.ts";

const QUIZ_BYTES = 1024 * 1024;
const Params = z.object({ id: ItemId });
const ImageParams = Params.extend({ file: ImageFile });
const tags = ["quizzes"];

/** The library of quizzes, and images by their content's hash: whoever was shown one may read it, nobody can guess one. */
export const registerQuizzes = (
  plain: FastifyInstance,
  { store, hostKey }: { store: Store; hostKey: string },
): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = requireKey(plain, hostKey);

  app.get("/api/quizzes", { onRequest, schema: { summary: "All quizzes of the library", tags } }, async () => ({
    quizzes: await store.quizzes(),
  }));

  app.get(
    "/api/quizzes/:id",
    { onRequest, schema: { summary: "A quiz document", tags, params: Params } },
    async ({ params }) => {
      const stored = await store.quiz(params.id);
      if (!stored) throw refusal("quiz_not_found");
      return stored.quiz;
    },
  );

  app.put(
    "/api/quizzes/:id",
    {
      onRequest,
      bodyLimit: QUIZ_BYTES,
      schema: {
        summary: "Store a quiz document; its id must be the address's",
        tags,
        params: Params,
        body: z.unknown(),
      },
    },
    async ({ params, body }) => {
      const parsed = parseQuiz(body);
      if ("faults" in parsed) throw refusal("invalid_quiz", parsed.faults);
      const { quiz } = parsed;
      if (quiz.id !== params.id) {
        throw refusal("invalid_quiz", [{ path: "id", message: `must be ${JSON.stringify(params.id)}` }]);
      }
      await store.putQuiz({ quiz, images: {}, updatedAt: store.now() });
      return { id: quiz.id, items: quiz.items.length };
    },
  );

  app.delete(
    "/api/quizzes/:id",
    { onRequest, schema: { summary: "Delete a quiz; rooms keep their copy", tags, params: Params } },
    async ({ params }, reply) => {
      if (!(await store.deleteQuiz(params.id))) throw refusal("quiz_not_found");
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
      async ({ params, body }) => {
        const type = Buffer.isBuffer(body) && body.length <= IMAGE_BYTES ? imageType(body) : undefined;
        if (type === undefined || !Buffer.isBuffer(body)) throw refusal("image_invalid");
        // Before the image is stored, so that an unknown quiz leaves none behind.
        if (!(await store.quiz(params.id))) throw refusal("quiz_not_found");
        const hash = createHash("sha256").update(body).digest("hex");
        await store.putImage(hash, { type, bytes: body });
        if (!(await store.putQuizImage(params.id, params.file, hash))) throw refusal("quiz_not_found");
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
