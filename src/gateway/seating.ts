/** Which socket of this node holds which seat. The newest socket of a seat wins, on whichever node. */
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Seat } from "../room.ts";
import type { LiveRoom } from "../rooms/live-room.ts";
import { PRESENT_MS } from "../rooms/seats.ts";
import type { Store } from "../store/store.ts";
import type { Connections } from "./connections.ts";
import type { PlayerSocket } from "./sockets.ts";

/** How often the nodes are told once more who is seated, ms; a note may be lost. */
export const RETELL_MS = 5000;
/** Each seating is told again twice, ms, and then in turn with all others of the node, this many at a time and so many in a note. */
const RECENT_MS = 2 * RETELL_MS + 500;
const AT_A_TIME = 500;
const IN_NOTE = 100;

/** A seat taken on some node: by which socket, at which ms of the store, and of which page. */
export interface Taken {
  playerId: string;
  by: string;
  at: number;
  screen?: string | undefined;
  /** Which of that page's connections it is, from 1. */
  turn?: number | undefined;
  /** The page has come back by itself. */
  again?: boolean | undefined;
}

/** Why a socket that asked for a seat is not in it: a socket that is gone is `not_joined`. */
type Unseated = "removed" | "replaced" | "not_joined" | "room_not_found";

/** Whether a page that came back by itself finds another page in its seat, which then keeps it. */
const keeps = (holder: PlayerSocket, { again, screen }: Pick<Taken, "again" | "screen">): boolean =>
  again === true && holder.data.screen !== undefined && screen !== undefined && holder.data.screen !== screen;

/** Whether a page has another connection that it opened later: the earlier one, served late, has no claim any more. */
const isLaterOfPage = (own: Pick<Taken, "screen" | "turn">, other: Pick<Taken, "screen" | "turn">): boolean =>
  own.screen !== undefined && own.screen === other.screen && (own.turn ?? 0) > (other.turn ?? 0);

export class Seating {
  readonly #store: Store;
  readonly #rooms = new Map<string, Map<string, PlayerSocket>>();
  readonly #connections: Pick<Connections, "seated">;
  #latest = 0;
  #retold = 0;

  constructor(store: Store, connections: Pick<Connections, "seated">) {
    this.#store = store;
    this.#connections = connections;
  }

  /** playerId -> socket, of one room. */
  of(roomId: string): ReadonlyMap<string, PlayerSocket> {
    return this.#rooms.get(roomId) ?? new Map();
  }

  /**
   * Seats a socket; it is present once this resolves. The seat's older socket is told, here and on other nodes. Resolves
   * with what keeps the seat from it: `replaced`, the page came back by itself (`again`) and another page holds the seat,
   * or a later connection of the page does. Throws StoreUnavailable.
   */
  async seat(socket: PlayerSocket, live: LiveRoom, seat: Seat, again = false): Promise<Unseated | undefined> {
    const { playerId } = seat;
    const { screen } = socket.data;
    await this.#store.present(live.room.id, [playerId], this.#store.now() + PRESENT_MS);
    if (!socket.connected) return "not_joined";
    if (live.ended) return "room_not_found";
    if (live.roster.byId(playerId)?.removed) return "removed";
    const holder = this.of(live.room.id).get(playerId);
    if (holder && (keeps(holder, { again, screen }) || isLaterOfPage(holder.data, socket.data))) return "replaced";
    // From here to the note nothing is awaited: of two sockets at once, the later one holds the seat.
    this.unseat(socket);
    const older = this.of(live.room.id).get(playerId);
    if (older) this.dismiss(older, "replaced");
    const at = this.#later();
    socket.data.seated = { live, seat, at, again };
    this.#connections.seated(socket.conn, true);
    const sockets = this.#rooms.get(live.room.id) ?? new Map<string, PlayerSocket>();
    this.#rooms.set(live.room.id, sockets.set(playerId, socket));
    live.roster.held.add(playerId);
    await this.#tell(live.room.id, [this.#taken(socket)]);
    return undefined;
  }

  /** A seat was taken, perhaps on another node: this node's socket of it goes, if it is the older. Throws StoreUnavailable. */
  async replace(roomId: string, taken: Taken): Promise<void> {
    const { playerId, by, at } = taken;
    const own = this.of(roomId).get(playerId);
    if (!own?.data.seated || own.id === by) return;
    if (keeps(own, taken) || isLaterOfPage(own.data, taken)) {
      // The other node did not know of this page; from now on it is the later one.
      Object.assign(own.data.seated, { at: this.#later(at), again: false });
      return this.#tell(roomId, [this.#taken(own)]);
    }
    const since = own.data.seated.at;
    if (since < at || (since === at && own.id < by)) this.dismiss(own, "replaced");
  }

  /** Tells once more who was seated lately, and some of the others: notes may be lost, and then two sockets hold one seat. Throws StoreUnavailable. */
  async retell(): Promise<void> {
    const from = this.#store.now() - RECENT_MS;
    const seats = [...this.#rooms].flatMap(([roomId, sockets]) =>
      [...sockets.values()].map((socket) => ({ roomId, taken: this.#taken(socket) })),
    );
    const first = this.#retold % Math.max(1, seats.length);
    const isNext = (index: number) => (index - first + seats.length) % seats.length < AT_A_TIME;
    this.#retold = first + AT_A_TIME;
    const told = seats.filter(({ taken }, index) => taken.at > from || isNext(index));
    for (const [roomId, of] of Map.groupBy(told, ({ roomId }) => roomId)) {
      for (let first = 0; first < of.length; first += IN_NOTE) {
        await this.#tell(
          roomId,
          of.slice(first, first + IN_NOTE).map(({ taken }) => taken),
        );
        // Whoever hears it reads it in one go.
        await nextTurn();
      }
    }
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
    this.#connections.seated(socket.conn, false);
    const sockets = this.#rooms.get(roomId);
    if (sockets?.get(playerId) !== socket) return;
    sockets.delete(playerId);
    seated.live.roster.held.delete(playerId);
    if (sockets.size === 0) this.#rooms.delete(roomId);
  }

  /** Later than every seating before it on this node, and than one on another, also within one ms. */
  #later(than = 0): number {
    this.#latest = Math.max(this.#store.now(), this.#latest + 1, than + 1);
    return this.#latest;
  }

  #taken({ id, data: { seated, screen, turn } }: PlayerSocket): Taken {
    return { playerId: seated?.seat.playerId ?? "", by: id, at: seated?.at ?? 0, screen, turn, again: seated?.again };
  }

  #tell(roomId: string, seats: Taken[]): Promise<void> {
    return this.#store.notify(roomId, JSON.stringify({ kind: "seated", seats }));
  }
}
