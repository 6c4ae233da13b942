import type { FastifyInstance, FastifyRequest } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { z } from "zod";
import type { SessionView } from "../../protocol/sessions.ts";
import type { Access, Opened } from "../organisers/access.ts";
import { networkOf } from "../rooms/guesses.ts";
import type { Store } from "../store/store.ts";
import { refusal } from "./errors.ts";
import { dropSession, readWho, sessionToken, setSession } from "./rights.ts";
import { LoginBody } from "./session-body.ts";

const tags = ["sessions"];

/** Signing in and out, and who is signed in. */
export const registerSessions = (plain: FastifyInstance, { store, access }: { store: Store; access: Access }): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();

  const opened = async (body: z.output<typeof LoginBody>, { ip, raw }: FastifyRequest): Promise<Opened> => {
    if ("key" in body) {
      const found = access.byKey(body.key, ip);
      if (found !== "right") throw refusal(found === "wrong" ? "login_failed" : found);
      return access.openByKey();
    }
    const from = { network: networkOf(ip), gone: () => raw.socket.destroyed };
    const answer = await access.logIn(body.name, body.password, from);
    if ("rejected" in answer) throw refusal(answer.rejected);
    return answer;
  };

  app.get(
    "/api/session",
    { schema: { summary: "Who is signed in; null: nobody. `named`: there are organisers who can", tags } },
    async (request): Promise<SessionView> => ({
      who: await readWho(access, request),
      named: (await store.organisers()).length > 0,
    }),
  );

  app.post(
    "/api/session",
    {
      schema: {
        summary: "Sign in with the host key, or with an organiser's name and password; the session comes as a cookie",
        tags,
        body: LoginBody,
      },
    },
    async (request, reply) => {
      const session = await opened(request.body, request);
      await setSession(access, request, reply, session);
      return reply.status(201).send({ who: session.who });
    },
  );

  app.delete("/api/session", { schema: { summary: "Sign out", tags } }, async (request, reply) => {
    const token = sessionToken(request.headers.cookie);
    if (token !== undefined) await access.close(token);
    dropSession(request, reply);
    return reply.status(204).send();
  });
};
