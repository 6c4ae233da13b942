import type { FastifyInstance, onRequestHookHandler } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Draw } from "../rooms/draw.ts";
import { freeCode } from "../rooms/people.ts";

/** At most so many at once. */
const CODES = 500;

const Count = z.object({ count: z.coerce.number().int().min(1).max(CODES).default(45) });

interface CodeParts {
  draw: Draw;
  onRequest: onRequestHookHandler;
}

/** Participant codes for cards that are printed before anybody has joined. */
export const registerCodes = (plain: FastifyInstance, { draw, onRequest }: CodeParts): void => {
  plain
    .withTypeProvider<ZodTypeProvider>()
    .get(
      "/api/codes",
      { onRequest, schema: { summary: "Fresh codes for cards, none twice", tags: ["workshops"], querystring: Count } },
      async ({ query }) => {
        const codes = new Set<string>();
        while (codes.size < query.count) codes.add(freeCode(draw, codes));
        return { codes: [...codes] };
      },
    );
};
