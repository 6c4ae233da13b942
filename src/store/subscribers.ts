import type { RoomListener } from "./store.ts";

/** Who on this node wants to hear of which room. */
export interface Subscribers {
  /** Registers a listener. The function given back removes it, and says whether it was the room's last. */
  add(roomId: string, listener: RoomListener): () => boolean;
  /** Calls everybody who listens to the room. A listener that throws is reported and stops nobody else. */
  emit(roomId: string, tell: (listener: RoomListener) => void): void;
  /** Rooms somebody listens to. */
  rooms(): string[];
}

/** An empty set of subscribers; `warn` gets a sentence when a listener throws. */
export const createSubscribers = (warn: (message: string) => void): Subscribers => {
  const listening = new Map<string, Set<{ listener: RoomListener }>>();
  return {
    add(roomId, listener) {
      const entry = { listener };
      const room = listening.get(roomId) ?? new Set();
      listening.set(roomId, room.add(entry));
      return () => {
        if (!room.delete(entry) || room.size > 0) return false;
        if (listening.get(roomId) !== room) return false;
        return listening.delete(roomId);
      };
    },
    emit(roomId, tell) {
      for (const { listener } of [...(listening.get(roomId) ?? [])]) {
        try {
          tell(listener);
        } catch (error) {
          warn(`A listener of a room failed: ${String(error)}`);
        }
      }
    },
    rooms: () => [...listening.keys()],
  };
};
