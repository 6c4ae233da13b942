import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { Who } from "../../protocol/sessions.ts";
import type { RosterEntry, Workshop, WorkshopView } from "../../protocol/workshops.ts";
import { ItemId } from "../items/item.ts";
import type { Draw } from "../rooms/draw.ts";
import { occasionsOf, pairAmong } from "../rooms/workshop-pair.ts";
import { workshopRoster } from "../rooms/workshop-roster.ts";
import type { Store } from "../store/store.ts";
import { mayUse, ownedBy, ownerOf } from "../who.ts";
import { registerCodes } from "./codes.ts";
import { refusal } from "./errors.ts";
import { type Guard, whoOf } from "./rights.ts";
import { roomRow } from "./room-row.ts";
import { checkNamed, WorkshopBody, WorkshopReplacement } from "./workshop-body.ts";

/** Ten thousand pairings fit. */
const WORKSHOP_BYTES = 2 * 1024 * 1024;

const Params = z.object({ id: ItemId });
const tags = ["workshops"];

interface WorkshopParts {
  store: Store;
  draw: Draw;
  guard: Guard;
}

/** Workshops. */
export const registerWorkshops = (plain: FastifyInstance, { store, draw, guard }: WorkshopParts): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = guard.signedIn;

  const rosterOf = ({ identity, roster = [] }: WorkshopBody, workshopId: string, before: RosterEntry[]) => {
    const people = identity === "roster" ? workshopRoster(roster, workshopId, before, draw) : [];
    if ("rejected" in people) throw refusal(people.rejected);
    return people;
  };

  const stored = async (who: Who, id: string): Promise<Workshop> => {
    const workshop = await store.workshop(id);
    if (!workshop || !mayUse(who, workshop)) throw refusal("workshop_not_found");
    return workshop;
  };

  app.get(
    "/api/workshops",
    { onRequest, schema: { summary: "All workshops, newest first", tags } },
    async (request) => ({
      workshops: (await store.workshops()).filter((workshop) => mayUse(whoOf(request), workshop)),
    }),
  );

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
    async (request, reply) => {
      const { body } = request;
      const ownerId = ownerOf(whoOf(request));
      await checkNamed(store, ownerId, body);
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
        ...ownedBy(ownerId),
      };
      await store.putWorkshop(workshop);
      return reply.status(201).send({ workshop });
    },
  );

  app.get(
    "/api/workshops/:id",
    { onRequest, schema: { summary: "A workshop, its rooms, and the two that are compared", tags, params: Params } },
    async (request): Promise<WorkshopView> => {
      const workshop = await stored(whoOf(request), request.params.id);
      // Only what is the same owner's belongs together, whatever a room says of its workshop.
      const rooms = (await store.rooms()).filter(({ room }) => room.ownerId === workshop.ownerId);
      const found = occasionsOf(rooms, workshop.id, workshop.rooms);
      const { pre, post } = pairAmong(found, workshop.rooms);
      return {
        workshop,
        rooms: { pre: found.pre.map(roomRow), post: found.post.map(roomRow) },
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
    async (request) => {
      const { params, body } = request;
      const before = await stored(whoOf(request), params.id);
      if (body.version !== before.version) throw refusal("stale_version");
      await checkNamed(store, before.ownerId, body, before);
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
      if (!(await store.putWorkshop(workshop))) throw refusal("stale_version");
      return { workshop };
    },
  );

  app.delete(
    "/api/workshops/:id",
    { onRequest, schema: { summary: "Delete a workshop; its rooms stay", tags, params: Params } },
    async (request, reply) => {
      const { id } = await stored(whoOf(request), request.params.id);
      if (!(await store.deleteWorkshop(id))) throw refusal("workshop_not_found");
      return reply.status(204).send();
    },
  );

  registerCodes(plain, { draw, onRequest });
};
