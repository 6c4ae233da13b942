import * as keys from "./keys.ts";
import type { Line } from "./redis-line.ts";
import type { Store } from "./store.ts";
import { createSubscribers } from "./subscribers.ts";

type SubscriptionPart = Pick<Store, "subscribe" | "notify">;

/** Keeps the subscriber's connection honest: it sends nothing by itself, and a dead one looks like a quiet one. */
const PING_MS = 10_000;

/**
 * Changes and notes of rooms over Redis' sharded channels: "v" and a version, or "n" and a note. `listening` carries
 * the subscriptions. After a reconnect all are renewed and told the room's current version, since messages may be lost.
 */
export const redisSubscriptions = (line: Line, listening: Line, warn: (message: string) => void): SubscriptionPart => {
  const subscribers = createSubscribers(warn);
  const { client } = listening;
  const channelOf = (roomId: string): string => keys.roomKeys(roomId).channel;

  client.on("smessage", (channel: string, message: string) => {
    const rest = message.slice(1);
    subscribers.emit(keys.roomOfChannel(channel), (listener) =>
      message.startsWith("v") ? listener.changed(Number(rest)) : listener.noted(rest),
    );
  });

  const renew = async (roomId: string): Promise<void> => {
    try {
      await client.ssubscribe(channelOf(roomId));
      const version = await line.run((commands) => commands.hget(keys.roomKeys(roomId).room, "version"));
      if (version !== null) subscribers.emit(roomId, (listener) => listener.changed(Number(version)));
    } catch {
      // The connection broke again; its next return renews.
    }
  };
  client.on("ready", () => {
    for (const roomId of subscribers.rooms()) void renew(roomId);
  });

  const timer = setInterval(() => {
    if (client.status === "ready") client.ping().catch(() => {});
  }, PING_MS);
  timer.unref();
  client.once("end", () => clearInterval(timer));

  return {
    async subscribe(roomId, listener) {
      const remove = subscribers.add(roomId, listener);
      const leave = (): void => {
        if (remove() && client.status === "ready") client.sunsubscribe(channelOf(roomId)).catch(() => {});
      };
      try {
        await listening.run((commands) => commands.ssubscribe(channelOf(roomId)));
      } catch (error) {
        leave();
        throw error;
      }
      return leave;
    },
    async notify(roomId, note) {
      await line.run((commands) => commands.spublish(channelOf(roomId), `n${note}`));
    },
  };
};
