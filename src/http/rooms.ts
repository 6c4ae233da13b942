import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Store, StoredRoom } from "../store/store.ts";
import { mayUse } from "../who.ts";
import { registerComparisons } from "./comparisons.ts";
import { refusal } from "./errors.ts";
import { roomFor } from "./games.ts";
import { type Guard, whoOf } from "./rights.ts";
import { registerRoomFiles } from "./room-files.ts";
import { roomRow } from "./room-row.ts";

const Params = z.object({ id: ItemId });
const RoomsQuery = z.object({ rehearsals: z.enum(["0", "1"]).default("0") });
const tags = ["rooms"];

interface RoomParts {
  store: Store;
  rooms: Rooms;
  guard: Guard;
}

/** Past and live rooms, the release of a pre-test, and what follows from rooms: files and comparisons. */
export const registerRooms = (plain: FastifyInstance, { store, rooms, guard }: RoomParts): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = guard.signedIn;

  app.get(
    "/api/rooms",
    {
      onRequest,
      schema: { summary: "All rooms, newest first; rehearsals only when asked for", tags, querystring: RoomsQuery },
    },
    async (request) => {
      const listed = ({ room }: StoredRoom): boolean =>
        mayUse(whoOf(request), room) && (request.query.rehearsals === "1" || !room.options.rehearsal);
      return { rooms: (await store.rooms()).filter(listed).map(roomRow) };
    },
  );

  app.delete(
    "/api/rooms/:id",
    { onRequest, schema: { summary: "Delete a room and all its responses", tags, params: Params } },
    async (request, reply) => {
      const { id } = await roomFor(store, whoOf(request), request.params.id);
      await rooms.erase(id);
      return reply.status(204).send();
    },
  );

  app.post(
    "/api/rooms/:id/release",
    {
      onRequest,
      schema: { summary: "End the secrecy of a pre-test's results; again is the same", tags, params: Params },
    },
    async (request) => {
      const { id } = await roomFor(store, whoOf(request), request.params.id);
      const live = await rooms.get(id);
      const answer = live ? await live.command({ kind: "release" }) : { rejected: "room_not_found" as const };
      if ("rejected" in answer) throw refusal(answer.rejected);
      return { version: answer.version };
    },
  );

  registerRoomFiles(plain, { store, guard });
  registerComparisons(plain, { store, guard });
};
