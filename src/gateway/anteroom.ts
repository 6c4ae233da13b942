/** Connections that have neither a seat nor a host's right. An address may have many: a hall waits at the door behind one. */
import { networkOf } from "../rooms/guesses.ts";

/** A thousand phones of a hall, twice. */
const MOST = 2000;

interface Waiting {
  close(discard?: boolean): unknown;
}

export interface Anteroom<Connection> {
  /** One more without a seat or right. Beyond the bound the one that has waited longest at that address is closed. */
  enter(connection: Connection, address: string): void;
  /** It has taken a seat, has a right, or is gone. */
  leave(connection: Connection): void;
  /** It has lost its seat; one that is gone stays gone. */
  back(connection: Connection): void;
  gone(connection: Connection): void;
}

export const createAnteroom = <Connection extends Waiting>(): Anteroom<Connection> => {
  const waiting = new Map<string, Set<Connection>>();
  const networks = new Map<Connection, string>();

  const sit = (connection: Connection, network: string) => {
    const here = waiting.get(network) ?? new Set<Connection>();
    waiting.set(network, here.add(connection));
    if (here.size <= MOST) return;
    const [longest] = here;
    if (!longest) return;
    here.delete(longest);
    longest.close(true);
  };
  const leave = (connection: Connection) => {
    const network = networks.get(connection) ?? "";
    const here = waiting.get(network);
    here?.delete(connection);
    if (here?.size === 0) waiting.delete(network);
  };

  return {
    enter(connection, address) {
      const network = networkOf(address);
      networks.set(connection, network);
      sit(connection, network);
    },
    leave,
    back(connection) {
      const network = networks.get(connection);
      if (network !== undefined) sit(connection, network);
    },
    gone(connection) {
      leave(connection);
      networks.delete(connection);
    },
  };
};
