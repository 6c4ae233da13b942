import type { Store } from "../../../src/store/store.ts";
import type { MemoryCore } from "./memory-store.ts";

/** The face of a core that a node talks to: `call` carries an operation there and its answer back. */
export const storeOver = (
  core: MemoryCore,
  now: () => number,
  call: <T>(run: () => T, name: string) => Promise<T>,
  subscribe: Store["subscribe"],
): Store => {
  const { leftovers: _, subscribe: __, ...operations } = core;
  const faces = Object.entries(operations).map(([name, run]) => [
    name,
    (...args: unknown[]) => call(() => (run as (...given: unknown[]) => unknown)(...args), name),
  ]);
  return {
    ...(Object.fromEntries(faces) as Omit<Store, "now" | "subscribe" | "full" | "close">),
    now,
    subscribe,
    full: () => false,
    close: async () => {},
  };
};
