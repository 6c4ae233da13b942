import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { ErrorCode } from "../../protocol/errors.ts";
import { ItemId } from "../items/item.ts";
import type { RosterEntry } from "../room.ts";
import type { Draw } from "../rooms/draw.ts";
import { freeCode } from "../rooms/people.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { occasionsOf, pairAmong } from "../rooms/workshop-pair.ts";
import { workshopRoster } from "../rooms/workshop-roster.ts";
import type { Store } from "../store/store.ts";
import type { Workshop } from "../workshop.ts";
import { HttpError } from "./errors.ts";
import { requireKey } from "./rights.ts";
import { roomLine } from "./room-line.ts";
import { checkNamed, WorkshopBody, WorkshopReplacement } from "./workshop-body.ts";

/** Ten thousand pairings fit. */
const WORKSHOP_BYTES = 2 * 1024 * 1024;
const CODES = 500;

const Params = z.object({ id: ItemId });
const Count = z.object({ count: z.coerce.number().int().min(1).max(CODES).default(45) });
const tags = ["workshops"];

const STATUS: Partial<Record<ErrorCode, number>> = { room_not_found: 404, wrong_phase: 409, stale_version: 409 };

interface WorkshopParts {
  store: Store;
  rooms: Rooms;
  draw: Draw;
  hostKey: string;
}

/** Workshops, the release of a pre-test, and codes for cards. */
export const registerWorkshops = (plain: FastifyInstance, { store, rooms, draw, hostKey }: WorkshopParts): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = requireKey(plain, hostKey);

  const rosterOf = ({ identity, roster = [] }: WorkshopBody, workshopId: string, before: RosterEntry[]) => {
    const people = identity === "roster" ? workshopRoster(roster, workshopId, before, draw) : [];
    if ("rejected" in people) throw new HttpError(400, people.rejected);
    return people;
  };

  const stored = async (id: string): Promise<Workshop> => {
    const workshop = await store.workshop(id);
    if (!workshop) throw new HttpError(404, "workshop_not_found");
    return workshop;
  };

  app.get("/api/workshops", { onRequest, schema: { summary: "All workshops, newest first", tags } }, async () => ({
    workshops: await store.workshops(),
  }));

  app.post(
    "/api/workshops",
    {
      onRequest,
      bodyLimit: WORKSHOP_BYTES,
      schema: {
        summary: "Make a workshop: a pre-test and a post-test, and who is expected; codes left out are drawn",
        tags,
        body: WorkshopBody,
      },
    },
    async ({ body }, reply) => {
      await checkNamed(store, body);
      const id = draw.id();
      const now = store.now();
      const { title, quizIds, identity } = body;
      const workshop: Workshop = {
        schema: 1,
        id,
        title,
        quizIds,
        identity,
        roster: rosterOf(body, id, []),
        rooms: { pre: null, post: null },
        pairings: [],
        version: 1,
        createdAt: now,
        updatedAt: now,
      };
      await store.putWorkshop(workshop);
      return reply.status(201).send({ workshop });
    },
  );

  app.get(
    "/api/workshops/:id",
    { onRequest, schema: { summary: "A workshop, its rooms, and the two that are compared", tags, params: Params } },
    async ({ params }) => {
      const workshop = await stored(params.id);
      const found = occasionsOf(await store.rooms(), workshop.id, workshop.rooms);
      const { pre, post } = pairAmong(found, workshop.rooms);
      return {
        workshop,
        rooms: { pre: found.pre.map(roomLine), post: found.post.map(roomLine) },
        pair: { pre: pre?.id ?? null, post: post?.id ?? null },
      };
    },
  );

  app.put(
    "/api/workshops/:id",
    {
      onRequest,
      bodyLimit: WORKSHOP_BYTES,
      schema: {
        summary: "Replace a workshop; `version` is the one that was read, another one is stale_version",
        tags,
        params: Params,
        body: WorkshopReplacement,
      },
    },
    async ({ params, body }) => {
      const before = await stored(params.id);
      if (body.version !== before.version) throw new HttpError(409, "stale_version");
      await checkNamed(store, body, before);
      const { title, quizIds, identity, rooms, pairings } = body;
      const workshop: Workshop = {
        ...before,
        title,
        quizIds,
        identity,
        roster: rosterOf(body, before.id, before.roster),
        rooms,
        pairings,
        version: before.version + 1,
        updatedAt: store.now(),
      };
      if (!(await store.putWorkshop(workshop))) throw new HttpError(409, "stale_version");
      return { workshop };
    },
  );

  app.delete(
    "/api/workshops/:id",
    { onRequest, schema: { summary: "Delete a workshop; its rooms stay", tags, params: Params } },
    async ({ params }, reply) => {
      if (!(await store.deleteWorkshop(params.id))) throw new HttpError(404, "workshop_not_found");
      return reply.status(204).send();
    },
  );

  app.post(
    "/api/rooms/:id/release",
    {
      onRequest,
      schema: { summary: "End the secrecy of a pre-test's results; again is the same", tags, params: Params },
    },
    async ({ params }) => {
      const live = await rooms.get(params.id);
      const answer = live ? await live.command({ kind: "release" }) : { rejected: "room_not_found" as const };
      if ("rejected" in answer) throw new HttpError(STATUS[answer.rejected] ?? 400, answer.rejected);
      return { version: answer.version };
    },
  );

  app.get(
    "/api/codes",
    { onRequest, schema: { summary: "Fresh codes for cards, none twice", tags, querystring: Count } },
    async ({ query }) => {
      const codes = new Set<string>();
      while (codes.size < query.count) codes.add(freeCode(draw, codes));
      return { codes: [...codes] };
    },
  );
};
