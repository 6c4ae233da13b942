/** A device without the key asks to host; a host of the room lets it in. Travels as notes, so any nodes will do. */
import type { Draw } from "../rooms/draw.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import type { Store } from "../store/store.ts";
import type { HostSocket } from "./sockets.ts";

export class Asking {
  readonly #store: Store;
  readonly #draw: Draw;
  /** askId -> who asked here, and for which room. */
  readonly #asked = new Map<string, { socket: HostSocket; roomId: string }>();

  constructor(store: Store, draw: Draw) {
    this.#store = store;
    this.#draw = draw;
  }

  /** One question a socket at a time: a newer one takes the place of the older. */
  async ask(socket: HostSocket, live: LiveRoom, label: string): Promise<string> {
    this.forget(socket);
    const askId = this.#draw.id();
    if (!socket.connected) return askId;
    socket.data.askId = askId;
    this.#asked.set(askId, { socket, roomId: live.room.id });
    await this.#store.notify(live.room.id, JSON.stringify({ kind: "asked", askId, label }));
    return askId;
  }

  async answer(live: LiveRoom, askId: string, allow: boolean): Promise<void> {
    await this.#store.notify(live.room.id, JSON.stringify({ kind: "answered", askId, allow }));
  }

  /** The answer has come to the node of the one who asked: the room's token goes to that socket alone. */
  answered(live: LiveRoom, askId: string, allow: boolean): void {
    const asked = this.#asked.get(askId);
    if (!asked || asked.roomId !== live.room.id) return;
    this.#asked.delete(askId);
    asked.socket.emit("host:answered", { askId, allow, ...(allow ? { token: live.room.token } : {}) });
  }

  forget(socket: HostSocket): void {
    if (socket.data.askId !== undefined) this.#asked.delete(socket.data.askId);
    socket.data.askId = undefined;
  }
}
