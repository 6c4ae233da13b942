/** Which socket of this node holds which seat. The newest socket of a seat wins, on whichever node. */
import type { Seat } from "../room.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import { PRESENT_MS } from "../rooms/seats.ts";
import type { Store } from "../store/store.ts";
import { channelOf, type PlayerSocket } from "./sockets.ts";

export class Seating {
  readonly #store: Store;
  readonly #rooms = new Map<string, Map<string, PlayerSocket>>();

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
    if (socket.data.seated?.seat.playerId !== playerId) this.unseat(socket);
    this.replace(live.room.id, playerId, socket.id);
    await this.#store.notify(live.room.id, JSON.stringify({ kind: "seated", playerId, by: socket.id }));
    if (!socket.connected) return;
    if (live.roster.byId(playerId)?.removed) {
      socket.emit("room:closed", { reason: "removed" });
      return;
    }
    socket.data.seated = { live, seat };
    const sockets = this.#rooms.get(live.room.id) ?? new Map<string, PlayerSocket>();
    this.#rooms.set(live.room.id, sockets.set(playerId, socket));
    live.roster.held.add(playerId);
    void socket.join(channelOf(live.room.id));
  }

  /** Dismisses the socket of a seat, unless it is `by`. */
  replace(roomId: string, playerId: string, by: string): void {
    const older = this.of(roomId).get(playerId);
    if (older && older.id !== by) this.dismiss(older, "replaced");
  }

  dismiss(socket: PlayerSocket, reason: "removed" | "replaced" | "expired"): void {
    this.unseat(socket);
    socket.emit("room:closed", { reason });
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
