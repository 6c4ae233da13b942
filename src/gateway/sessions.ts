/** Hosts that a session let in: when it is over, so is their connection, on every node. */
import type { Access } from "../organisers/access.ts";
import type { Clock } from "../rooms/clock.ts";
import type { HostSocket } from "./sockets.ts";

/** How often sessions are looked at, ms. */
const EVERY_MS = 500;

/** Closes sockets whose session is over; they may come back and ask. Whose session cannot be looked at goes on. */
const sweep = async (sockets: Iterable<HostSocket>, access: Access): Promise<void> => {
  const sessions = Map.groupBy([...sockets], ({ data }) => data.session);
  sessions.delete(undefined);
  for (const [token = "", held] of sessions) {
    if (await access.bySession(token)) continue;
    for (const { conn } of held) conn.close();
  }
};

interface SessionParts {
  access: Access;
  clock: Clock;
  sockets(): Iterable<HostSocket>;
  report(error: unknown): void;
}

/** Looks at the sessions of this node's hosts twice a second. */
export const watchSessions = ({ access, clock, sockets, report }: SessionParts): void => {
  let looking = false;
  clock.every(EVERY_MS, () => {
    // A slow store must not pile up looks.
    if (looking) return;
    looking = true;
    void sweep(sockets(), access)
      .catch(report)
      .finally(() => {
        looking = false;
      });
  });
};
