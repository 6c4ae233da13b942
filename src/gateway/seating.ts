/** Which socket of this node holds which seat. The newest socket of a seat wins, on whichever node. */
import type { Seat } from "../room.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import { PRESENT_MS } from "../rooms/seats.ts";
import type { Store } from "../store/store.ts";
import { channelOf, type PlayerSocket } from "./sockets.ts";

export class Seating {
  readonly #store: Store;
  readonly #rooms = new Map<string, Map<string, PlayerSocket>>();
  #latest = 0;

  constructor(store: Store) {
    this.#store = store;
  }

  /** playerId -> socket, of one room. */
  of(roomId: string): ReadonlyMap<string, PlayerSocket> {
    return this.#rooms.get(roomId) ?? new Map();
  }

  /** Seats a socket; it is present once this resolves. The seat's older socket is told, here and on other nodes. */
  async seat(socket: PlayerSocket, live: LiveRoom, seat: Seat): Promise<void> {
    const { playerId } = seat;
    await this.#store.present(live.room.id, [playerId], this.#store.now() + PRESENT_MS);
    if (!socket.connected) return;
    if (live.roster.byId(playerId)?.removed) {
      socket.emit("room:closed", { reason: "removed" });
      return;
    }
    // From here to the note nothing is awaited: of two sockets at once, the later one holds the seat.
    this.unseat(socket);
    const older = this.of(live.room.id).get(playerId);
    if (older) this.dismiss(older, "replaced");
    // Later than every seating before it on this node, also within one ms.
    const at = Math.max(this.#store.now(), this.#latest + 1);
    this.#latest = at;
    socket.data.seated = { live, seat, at };
    const sockets = this.#rooms.get(live.room.id) ?? new Map<string, PlayerSocket>();
    this.#rooms.set(live.room.id, sockets.set(playerId, socket));
    live.roster.held.add(playerId);
    void socket.join(channelOf(live.room.id));
    await this.#store.notify(live.room.id, JSON.stringify({ kind: "seated", playerId, by: socket.id, at }));
  }

  /** Another node has seated `by` at `at` (ms of the store): this node's socket of that seat goes, if it is the older. */
  replace(roomId: string, playerId: string, by: string, at: number): void {
    const own = this.of(roomId).get(playerId);
    const since = own?.data.seated?.at ?? 0;
    if (own && own.id !== by && (since < at || (since === at && own.id < by))) this.dismiss(own, "replaced");
  }

  dismiss(socket: PlayerSocket, reason: "removed" | "replaced" | "expired"): void {
    this.unseat(socket);
    socket.emit("room:closed", { reason });
  }

  /** A connection that went silent has been waited for already: its seat is away from now on. Throws StoreUnavailable. */
  async lost(socket: PlayerSocket, silent: boolean): Promise<void> {
    const { seated } = socket.data;
    this.unseat(socket);
    if (seated && silent) await this.#store.present(seated.live.room.id, [seated.seat.playerId], 0);
  }

  /** Frees the socket; its seat stays, present until it lapses. */
  unseat(socket: PlayerSocket): void {
    const { seated } = socket.data;
    if (!seated) return;
    const roomId = seated.live.room.id;
    const { playerId } = seated.seat;
    socket.data.seated = undefined;
    void socket.leave(channelOf(roomId));
    const sockets = this.#rooms.get(roomId);
    if (sockets?.get(playerId) !== socket) return;
    sockets.delete(playerId);
    seated.live.roster.held.delete(playerId);
    if (sockets.size === 0) this.#rooms.delete(roomId);
  }
}
