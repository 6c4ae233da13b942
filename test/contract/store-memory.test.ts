import { memoryCore } from "../chaos/simulation/memory-store.ts";
import { storeOver } from "../chaos/simulation/store-face.ts";
import { type Bench, storeSuite } from "./store-suite.ts";

storeSuite("the store of the simulation", async (): Promise<Bench> => {
  let time = 1_800_000_000_000;
  const now = () => time;
  const core = memoryCore(now);
  const store = storeOver(
    core,
    now,
    async (run) => run(),
    async (roomId, listener) => core.subscribe(roomId, listener),
  );
  return {
    store,
    other: store,
    async pass(ms) {
      time += ms;
    },
    leftovers: async (text) => core.leftovers(text),
    async [Symbol.asyncDispose]() {},
  };
});
