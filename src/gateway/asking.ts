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
    const withdrawn = this.forget(socket);
    const askId = this.#draw.id();
    if (!socket.connected) return askId;
    socket.data.askId = askId;
    this.#asked.set(askId, { socket, roomId: live.room.id });
    await withdrawn;
    await this.#store.notify(live.room.id, JSON.stringify({ kind: "asked", askId, label }));
    return askId;
  }

  async answer({ room }: LiveRoom, askId: string, allow: boolean): Promise<void> {
    await this.#tell(room.id, askId, allow);
  }

  #tell(roomId: string, askId: string, allow: boolean): Promise<void> {
    return this.#store.notify(roomId, JSON.stringify({ kind: "answered", askId, allow }));
  }

  /** The answer has come to the node of the one who asked: the room's token goes to that socket alone. */
  answered(live: LiveRoom, askId: string, allow: boolean): void {
    const asked = this.#asked.get(askId);
    if (!asked || asked.roomId !== live.room.id) return;
    this.#asked.delete(askId);
    asked.socket.emit("host:answered", { askId, allow, ...(allow ? { token: live.room.token } : {}) });
  }

  /** Whoever asked is gone, or asks anew: the question is settled, and no host need look at it any longer. */
  async forget(socket: HostSocket): Promise<void> {
    const { askId = "" } = socket.data;
    const asked = this.#asked.get(askId);
    socket.data.askId = undefined;
    this.#asked.delete(askId);
    if (asked) await this.#tell(asked.roomId, askId, false);
  }
}
