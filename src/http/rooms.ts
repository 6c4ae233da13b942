import type { FastifyInstance, FastifyReply } from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import { z } from "zod";
import { ItemId } from "../items/item.ts";
import { itemCsv, longCsv } from "../reports/csv.ts";
import { itemReport } from "../reports/item-report.ts";
import { longReport } from "../reports/long-report.ts";
import type { Rooms } from "../rooms/rooms.ts";
import { loadRoom } from "../rooms/roster.ts";
import type { Store } from "../store/store.ts";
import type { Game } from "../verdicts.ts";
import { HttpError } from "./errors.ts";
import { requireKey } from "./rights.ts";

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

  const gameOf = async (id: string): Promise<Game> => {
    const loaded = await loadRoom(store, id);
    if (!loaded) throw new HttpError(404, "room_not_found");
    return { ...loaded, quiz: loaded.quiz.quiz };
  };
  const download = (reply: FastifyReply, { room }: Game, name: string, type: string, body: string) =>
    reply
      .header("content-disposition", `attachment; filename="${room.quizId}-${room.pin}-${name}"`)
      .header("cache-control", "no-store")
      .type(`${type}; charset=utf-8`)
      .send(body);

  app.get("/api/rooms", { onRequest, schema: { summary: "All rooms, newest first", tags } }, async () => ({
    rooms: (await store.rooms()).map(({ room, seats }) => ({
      id: room.id,
      pin: room.pin,
      quizId: room.quizId,
      title: room.title,
      phase: room.phase,
      round: room.round,
      rounds: room.plan.length,
      createdAt: room.createdAt,
      startedAt: room.startedAt,
      finishedAt: room.finishedAt,
      players: seats,
    })),
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

  const report = (name: string, summary: string, type: string, write: (game: Game) => string) =>
    app.get(
      `/api/rooms/:id/${name}`,
      { onRequest, schema: { summary, tags, params: Params } },
      async ({ params }, reply) => {
        const game = await gameOf(params.id);
        return download(reply, game, name, type, write(game));
      },
    );
  report("report.json", "Correctness per item", "application/json", (game) =>
    JSON.stringify(itemReport(game), null, 2),
  );
  report("report.csv", "Correctness per item, a row an item", "text/csv", (game) => itemCsv(itemReport(game)));
  report("responses.csv", "Every response, a row a seat and item", "text/csv", (game) => longCsv(longReport(game)));
};
