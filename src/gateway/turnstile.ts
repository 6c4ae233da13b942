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
  /** Those that wait, by network; who is first in either has the next turn. */
  const networks = new Map<string, Set<SocketLane>>();
  let passed = 0;
  let turning = false;

  /** Takes the next one out of the line, and puts its network, and there its socket, behind the others. */
  const next = (): (() => void) | undefined => {
    for (const [network, lanes] of networks) {
      networks.delete(network);
      for (const lane of lanes) {
        lanes.delete(lane);
        const pass = lane.waiting.shift();
        if (lane.waiting.length > 0) lanes.add(lane);
        if (lanes.size > 0) networks.set(network, lanes);
        return pass;
      }
    }
    return undefined;
  };
  const turn = () => {
    const passing: (() => void)[] = [];
    for (let pass = next(); pass; pass = passing.length < perTurn ? next() : undefined) passing.push(pass);
    passed = passing.length;
    turning = passed > 0;
    if (turning) setImmediate(turn);
    for (const pass of passing) pass();
  };

  // One for each phone: a class, whose methods are there once.
  class SocketLane implements Lane {
    readonly waiting: (() => void)[] = [];
    readonly #network: string;

    constructor(network: string) {
      this.#network = network;
    }

    pass(isIn: boolean): Promise<void> | "full" | undefined {
      if (isIn && this.waiting.length === 0) return undefined;
      if (isIn) {
        const last = new Promise<void>((pass) => void this.waiting.push(pass));
        for (const pass of this.#leave()) pass();
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
      const lanes = networks.get(this.#network) ?? new Set();
      if (this.waiting.length >= ofSocket || (this.waiting.length === 0 && lanes.size >= ofNetwork)) return "full";
      networks.set(this.#network, lanes.add(this));
      return new Promise((pass) => void this.waiting.push(pass));
    }

    leave(): void {
      this.#leave();
    }

    #leave(): (() => void)[] {
      const lanes = networks.get(this.#network);
      if (lanes?.delete(this) && lanes.size === 0) networks.delete(this.#network);
      return this.waiting.splice(0);
    }
  }

  return { lane: (network) => new SocketLane(network) };
};
