/** A connection between a client and a node, seen from the client; either end may believe in it longer than the other. */
import type { Gateway, Wire } from "./gateway.ts";
import type { Machine } from "./machine.ts";
import type { Weather } from "./weather.ts";
import type { World } from "./world.ts";

/** As the pages wait. */
const ANSWER_MS = 2000;

/** A node as clients find it. */
export interface Node {
  machine: Machine;
  gateway: Gateway | undefined;
  links: Set<Link>;
}

export interface Client {
  name: string;
  kind: Wire["kind"];
  /** Which page it is. */
  screen: string;
  /** Which of its connections this is, from 1. */
  turn: number;
  connected(link: Link): void;
  pushed(event: string, payload: unknown, link: Link): void;
  lost(link: Link): void;
}

export type Answered = { ok: true; [field: string]: unknown } | { ok: false; code: string; [field: string]: unknown };

export class Link {
  /** The client believes in it. */
  open = true;
  readonly #world: World;
  readonly #weather: Weather;
  readonly #node: Node;
  readonly #client: Client;
  readonly #life: number;
  #wire: Wire | undefined;
  /** Nothing passes any more, though neither end may know. */
  #broken = false;
  /** When the last of what is on its way to a host arrives, ms of the world. */
  #latest = 0;

  constructor(world: World, weather: Weather, node: Node, client: Client) {
    this.#world = world;
    this.#weather = weather;
    this.#node = node;
    this.#client = client;
    this.#life = node.machine.life;
    node.links.add(this);
    if (!node.machine.up) this.lose(world.chance.between(5, 50));
    else
      node.machine.after(this.#travel(), () => {
        this.#wire = node.gateway?.accept(client.kind, client, (event, payload) =>
          this.#back(() => client.pushed(event, payload, this)),
        );
        this.#back(() => client.connected(this));
      });
  }

  /** Emits with an ack; null: none came in time. */
  ask(event: string, payload: object, answered: (answer: Answered | null) => void) {
    const { machine } = this.#node;
    let done = false;
    const finish = (answer: Answered | null) => {
      if (done) return;
      done = true;
      stop();
      this.#world.note(
        this.#client.name,
        "hears of",
        event,
        answer === null ? "nothing" : answer.ok ? "ok" : answer.code,
      );
      answered(answer);
    };
    const stop = this.#world.after(ANSWER_MS, () => finish(null));
    const deliver = () => {
      if (this.#broken || this.#life !== machine.life) return;
      machine.after(this.#travel(), () => {
        const { gateway } = this.#node;
        if (!this.#wire?.connected || !gateway) return;
        void gateway.handle(this.#wire, event, payload).then((answer) => this.#back(() => finish(answer)));
      });
    };
    this.#world.note(this.#client.name, "asks node", machine.name, event);
    deliver();
    if (this.#world.chance.is(this.#weather.twice)) deliver();
  }

  /** The network under it fails: each end notices in its own time (ms), the node perhaps only by its pings. */
  break(clientMs: number, nodeMs: number) {
    if (this.#broken) return;
    this.#broken = true;
    this.lose(clientMs);
    const silent = nodeMs > 5000;
    this.#node.machine.after(nodeMs, () => this.#wire && this.#node.gateway?.gone(this.#wire, silent));
  }

  /** The client notices, `ms` from now, that it is gone. */
  lose(ms: number) {
    this.#broken = true;
    this.#world.after(ms, () => {
      if (!this.open) return;
      this.open = false;
      this.#node.links.delete(this);
      this.#client.lost(this);
    });
  }

  /** The network has come back: what was broken is noticed at once. */
  heal() {
    if (this.#broken) this.lose(this.#world.chance.between(0, 100));
  }

  #back(arrive: () => void) {
    if (this.#broken) return;
    const { now } = this.#world;
    const at = now + this.#travel();
    // What changes a host's screen a little needs the order of a connection; a whole screen does without it.
    if (this.#client.kind === "host") this.#latest = Math.max(this.#latest, at);
    this.#world.after((this.#client.kind === "host" ? this.#latest : at) - now, () => {
      if (this.open && !this.#broken) arrive();
    });
  }

  #travel(): number {
    const { chance } = this.#world;
    return chance.is(this.#weather.slow) ? chance.between(10, 800) : chance.between(2, 25);
  }
}
