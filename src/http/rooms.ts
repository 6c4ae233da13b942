import type { FastifyInstance } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import { report as reportOf } from "../reports/report.ts";
import { suppressReport } from "../reports/suppress-report.ts";
import type { Rooms } from "../rooms/rooms.ts";
import type { Store } from "../store/store.ts";
import { registerComparisons } from "./comparisons.ts";
import { HttpError } from "./errors.ts";
import { FileQuery, wantedBands } from "./file-query.ts";
import { download, gameFrom } from "./games.ts";
import { requireKey } from "./rights.ts";
import { fileName, registerRoomFiles } from "./room-files.ts";
import { roomLine } from "./room-line.ts";

const Params = z.object({ id: ItemId });
const tags = ["rooms"];

export interface RoomParts {
  store: Store;
  rooms: Rooms;
  hostKey: string;
}

/** Past and live rooms, and their reports. Reports answer in any phase, of closed rounds only. */
export const registerRooms = (plain: FastifyInstance, { store, rooms, hostKey }: RoomParts): void => {
  const app = plain.withTypeProvider<ZodTypeProvider>();
  const onRequest = requireKey(plain, hostKey);

  app.get("/api/rooms", { onRequest, schema: { summary: "All rooms, newest first", tags } }, async () => ({
    rooms: (await store.rooms()).map(roomLine),
  }));

  app.delete(
    "/api/rooms/:id",
    { onRequest, schema: { summary: "Delete a room and all its responses", tags, params: Params } },
    async ({ params }, reply) => {
      if (!(await store.room(params.id))) throw new HttpError(404, "room_not_found");
      await rooms.erase(params.id);
      return reply.status(204).send();
    },
  );

  app.get(
    "/api/rooms/:id/report.json",
    {
      onRequest,
      schema: {
        summary: "Items, test and questionnaire",
        tags,
        params: Params,
        querystring: FileQuery.pick({ bands: true, min: true }),
      },
    },
    async ({ params, query: { bands, min } }, reply) => {
      const game = await gameFrom(store, params.id);
      const whole = reportOf(game, { bands: wantedBands(bands) });
      const shown = min === undefined ? whole : suppressReport(whole, min);
      return download(reply, fileName(game, "report.json"), "application/json", JSON.stringify(shown, null, 2));
    },
  );

  registerRoomFiles(plain, { store, onRequest });
  registerComparisons(plain, { store, hostKey });
};
