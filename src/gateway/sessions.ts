/** Hosts that a session let in: when it is over, so is their connection, on every node. */
import type { Access } from "../organisers/access.ts";
import type { Clock } from "../rooms/clock.ts";
import type { HostSocket } from "./sockets.ts";

/** How often sessions are looked at, ms. */
const EVERY_MS = 500;

/** Closes the sockets of a session that is over; they may come back and ask. Throws StoreUnavailable. */
const look = async (token: string, held: readonly HostSocket[], access: Access): Promise<void> => {
  const used = held.some(({ data }) => data.used);
  for (const { data } of held) data.used = false;
  const who = await (used ? access.bySession(token) : access.look(token));
  for (const { conn, data } of held) {
    data.who = who;
    if (!who) conn.close();
  }
};

/** Looks at each session. One that cannot be looked at goes on, and holds up no other. */
const sweep = async (sockets: Iterable<HostSocket>, { access, report }: SessionParts): Promise<void> => {
  const sessions = Map.groupBy([...sockets], ({ data }) => data.session);
  sessions.delete(undefined);
  await Promise.all([...sessions].map(([token = "", held]) => look(token, held, access).catch(report)));
};

interface SessionParts {
  access: Access;
  clock: Clock;
  sockets(): Iterable<HostSocket>;
  report(error: unknown): void;
}

/** Looks at the sessions of this node's hosts twice a second. */
export const watchSessions = (parts: SessionParts): void => {
  let looking = false;
  parts.clock.every(EVERY_MS, () => {
    // A slow store must not pile up looks.
    if (looking) return;
    looking = true;
    void sweep(parts.sockets(), parts).finally(() => {
      looking = false;
    });
  });
};
