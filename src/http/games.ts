import type { FastifyReply } from "fastify";
import type { Who } from "../../protocol/sessions.ts";
import type { Room } from "../room.ts";
import { loadRoom } from "../rooms/roster.ts";
import type { Store } from "../store/store.ts";
import type { Game } from "../verdicts.ts";
import { mayUse } from "../who.ts";
import { refusal } from "./errors.ts";

/** A room that somebody may use. Throws 404 `room_not_found` for one of somebody else as for one that is not there. */
export const roomFor = async (store: Store, who: Who, roomId: string): Promise<Room> => {
  const room = await store.room(roomId);
  if (!room || !mayUse(who, room)) throw refusal("room_not_found");
  return room;
};

/** A room with all that its reports follow from. Throws 404 `room_not_found`. */
export const gameFrom = async (store: Store, who: Who, roomId: string): Promise<Game> => {
  await roomFor(store, who, roomId);
  const loaded = await loadRoom(store, roomId);
  if (!loaded) throw refusal("room_not_found");
  return { ...loaded, quiz: loaded.quiz.quiz };
};

/** A file that nobody caches; text is UTF-8. */
export const download = (reply: FastifyReply, name: string, type: string, body: string | Buffer) =>
  reply
    .header("content-disposition", `attachment; filename="${name}"`)
    .header("cache-control", "no-store")
    .type(typeof body === "string" ? `${type}; charset=utf-8` : type)
    .send(body);
