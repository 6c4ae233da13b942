/** Lets a few of those who want in through in each turn of the event loop, so that a rush does not hold up those who are in. */

/** What one socket waits with, in the order it came. */
export interface Lane {
  /**
   * Undefined: it may pass at once. Otherwise it resolves when its turn has come, and never once the socket has left; who is
   * `in` waits no longer, with all that came before. "full": too much waits already.
   */
  pass(isIn: boolean): Promise<void> | "full" | undefined;
  /** The socket is gone, and with it what it waits with. */
  leave(): void;
}

export interface Turnstile {
  lane(network: string): Lane;
}

export interface Pace {
  /** How many pass in a turn of the event loop. */
  perTurn: number;
  /** With how much one socket may wait, and how many sockets of one network. */
  ofSocket: number;
  ofNetwork: number;
}

/** Networks take turns, in each its sockets, and one thing of a socket at a time. */
export const createTurnstile = ({ perTurn, ofSocket, ofNetwork }: Pace): Turnstile => {
  type Waiting = (() => void)[];
  /** The sockets that wait, by network; who is first in either has the next turn. */
  const networks = new Map<string, Set<Waiting>>();
  let passed = 0;
  let turning = false;

  /** Takes the next one out of the line, and puts its network, and there its socket, behind the others. */
  const next = (): (() => void) | undefined => {
    for (const [network, sockets] of networks) {
      networks.delete(network);
      for (const socket of sockets) {
        sockets.delete(socket);
        const pass = socket.shift();
        if (socket.length > 0) sockets.add(socket);
        if (sockets.size > 0) networks.set(network, sockets);
        return pass;
      }
    }
    return undefined;
  };
  const turn = () => {
    const passing: Waiting = [];
    for (let pass = next(); pass; pass = passing.length < perTurn ? next() : undefined) passing.push(pass);
    passed = passing.length;
    turning = passed > 0;
    if (turning) setImmediate(turn);
    for (const pass of passing) pass();
  };

  return {
    lane(network) {
      const own: Waiting = [];
      const leave = () => {
        const sockets = networks.get(network);
        if (sockets?.delete(own) && sockets.size === 0) networks.delete(network);
        return own.splice(0);
      };
      return {
        pass(isIn) {
          if (isIn && own.length === 0) return undefined;
          if (isIn) {
            const last = new Promise<void>((pass) => void own.push(pass));
            for (const pass of leave()) pass();
            return last;
          }
          if (!turning) {
            turning = true;
            setImmediate(turn);
          }
          if (passed < perTurn && networks.size === 0) {
            passed++;
            return undefined;
          }
          const sockets = networks.get(network) ?? new Set();
          if (own.length >= ofSocket || (own.length === 0 && sockets.size >= ofNetwork)) return "full";
          networks.set(network, sockets.add(own));
          return new Promise((pass) => void own.push(pass));
        },
        leave,
      };
    },
  };
};
