import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import { quizOf } from "../organisers/library.ts";
import { parseQuiz } from "../quiz.ts";
import { questionAt } from "../room.ts";
import { imageUrls } from "../rooms/image-urls.ts";
import { screensOf } from "../rooms/quiz-preview.ts";
import type { Store } from "../store/store.ts";
import { ownerOf } from "../who.ts";
import { refusal } from "./errors.ts";
import { type Guard, whoOf } from "./rights.ts";

const QUIZ_BYTES = 1024 * 1024;
const Body = z.object({ quiz: z.unknown(), itemId: ItemId });
const Listed = z.object({ items: z.array(z.unknown()) });
const Slide = z.object({ type: z.literal("slide") });
const Named = z.object({ id: ItemId });

export interface QuizParts {
  store: Store;
  guard: Guard;
  publicUrl(): string;
}

/** The screens of one item of a quiz that need not be stored. */
export const registerQuizPreview = (plain: FastifyInstance, { store, guard, publicUrl }: QuizParts): void => {
  plain.withTypeProvider<ZodTypeProvider>().post(
    "/api/quizzes/preview",
    {
      onRequest: guard.signedIn,
      bodyLimit: QUIZ_BYTES,
      schema: {
        summary: "How an item looks on the projector and on a phone; nothing is stored",
        tags: ["quizzes"],
        body: Body,
      },
    },
    async (request) => {
      const { quiz: document, itemId } = request.body;
      const { items = [] } = Listed.safeParse(document).data ?? {};
      const order = items.findIndex((item) => Named.safeParse(item).data?.id === itemId);
      // What else is in the quiz may still have faults.
      const parsed = parseQuiz({ ...(document as object), items: items.slice(order, order + 1) });
      if (order < 0) throw refusal("invalid_payload");
      if ("faults" in parsed) throw refusal("invalid_quiz", parsed.faults);
      const { quiz } = parsed;
      const stored = await quizOf(store, ownerOf(whoOf(request)), quiz.id);
      const slides = items.map((item) => Slide.safeParse(item).success);
      const place = { round: order + 1, rounds: items.length, ...questionAt(slides, order + 1) };
      const images = imageUrls(stored?.images ?? {});
      return { screens: screensOf({ quiz, place, images, joinUrl: `${publicUrl()}/?pin=482913`, now: store.now() }) };
    },
  );
};
