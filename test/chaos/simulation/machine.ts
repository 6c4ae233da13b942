/** A node's process: what it runs waits while it is paused, and is gone with a crash. */
import type { Clock } from "../../../src/rooms/clock.ts";
import type { World } from "./world.ts";

export class Machine implements Clock {
  readonly name: number;
  /** It takes connections. */
  up = false;
  /** Grows with every crash: what an earlier process began never comes to anything. */
  life = 0;
  /** What came due in a pause, in order. */
  readonly #frozen: (() => void)[] = [];
  #pauses = 0;
  readonly #world: World;

  constructor(world: World, name: number) {
    this.#world = world;
    this.name = name;
  }

  after(ms: number, run: () => void): () => void {
    const { life } = this;
    let wanted = true;
    const fire = () => {
      if (life !== this.life || !wanted) return;
      if (this.#pauses > 0) this.#frozen.push(fire);
      else run();
    };
    const cancel = this.#world.after(ms, fire);
    return () => {
      wanted = false;
      cancel();
    };
  }

  every(ms: number, run: () => void): () => void {
    let stop = (): void => {};
    const next = (): void => {
      stop = this.after(ms, () => {
        next();
        run();
      });
    };
    next();
    return () => stop();
  }

  /** Stands still for so long (ms), and then goes on as if nothing had been. */
  pause(ms: number): void {
    const { life } = this;
    this.#pauses++;
    this.#world.after(ms, () => life === this.life && this.#pauses > 0 && --this.#pauses === 0 && this.wake());
  }

  /** Ends every pause. */
  wake(): void {
    this.#pauses = 0;
    for (const fire of this.#frozen.splice(0)) this.#world.after(0, fire);
  }

  crash(): void {
    this.up = false;
    this.life++;
    this.#pauses = 0;
    this.#frozen.length = 0;
  }
}
