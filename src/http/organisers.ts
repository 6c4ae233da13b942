import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import type { OrganiserRow } from "../../protocol/sessions.ts";
import { ItemId } from "../items/item.ts";
import { nameKeyOf } from "../organisers/names.ts";
import { hashPassword } from "../organisers/passwords.ts";
import type { Draw } from "../rooms/draw.ts";
import type { Organiser } from "../store/organisers.ts";
import type { Store } from "../store/store.ts";
import { refusal } from "./errors.ts";
import type { Guard } from "./rights.ts";
import { OrganiserBody, PasswordBody } from "./session-body.ts";

const Params = z.object({ id: ItemId });
const tags = ["organisers"];

interface OrganiserParts {
  store: Store;
  draw: Draw;
  guard: Guard;
}

const rowOf = ({ id, name, createdAt, updatedAt }: Organiser): OrganiserRow => ({ id, name, createdAt, updatedAt });

/** The organisers that the administrator has named. What one leaves behind is the administrator's. */
export const registerOrganisers = (plain: FastifyInstance, { store, draw, guard }: OrganiserParts): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = guard.administrator;

  app.get("/api/organisers", { onRequest, schema: { summary: "All organisers, by name", tags } }, async () => ({
    organisers: (await store.organisers()).map(rowOf),
  }));

  app.post(
    "/api/organisers",
    {
      onRequest,
      schema: { summary: "Name an organiser, with a password of 10 to 200 characters", tags, body: OrganiserBody },
    },
    async ({ body: { name, password } }, reply) => {
      const now = store.now();
      const organiser: Organiser = {
        id: draw.id(),
        name,
        nameKey: nameKeyOf(name),
        password: await hashPassword(password),
        mark: draw.id(),
        version: 1,
        createdAt: now,
        updatedAt: now,
      };
      if ((await store.putOrganiser(organiser)) !== "done") throw refusal("name_taken");
      return reply.status(201).send({ organiser: rowOf(organiser) });
    },
  );

  app.put(
    "/api/organisers/:id",
    {
      onRequest,
      schema: {
        summary: "Give an organiser a new password; ends all their sessions",
        tags,
        params: Params,
        body: PasswordBody,
      },
    },
    async ({ params, body }) => {
      const password = await hashPassword(body.password);
      const before = await store.organiser(params.id);
      if (!before) throw refusal("organiser_not_found");
      const next = { ...before, password, mark: draw.id(), version: before.version + 1, updatedAt: store.now() };
      if ((await store.putOrganiser(next)) !== "done") throw refusal("stale_version");
      return { organiser: rowOf(next) };
    },
  );

  app.delete(
    "/api/organisers/:id",
    { onRequest, schema: { summary: "Delete an organiser; rooms, workshops and quizzes stay", tags, params: Params } },
    async ({ params }, reply) => {
      if (!(await store.deleteOrganiser(params.id))) throw refusal("organiser_not_found");
      return reply.status(204).send();
    },
  );
};
