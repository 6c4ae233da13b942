/** One node's line to the store: requests and answers travel, get lost and are sent again, as redis-line.ts does it. */
import { type Store, StoreUnavailable } from "../../../src/store/store.ts";
import type { Machine } from "./machine.ts";
import type { MemoryCore } from "./memory-store.ts";
import { storeOver } from "./store-face.ts";
import type { Weather } from "./weather.ts";
import type { World } from "./world.ts";

/** As in redis-line.ts: no operation takes longer, and a silence this long is given up for a new connection, ms. */
const LIMIT_MS = 2000;
const SILENCE_MS = 1500;

export const lineTo = (world: World, core: MemoryCore, machine: Machine, weather: Weather): Store => {
  const { chance } = world;
  const { life } = machine;
  const skew = chance.between(-weather.skew, weather.skew);
  let latest = 0;
  const now = (): number => {
    latest = Math.max(latest, Math.floor(world.now + skew));
    return latest;
  };
  const travel = () => chance.between(1, 4);
  /** Nothing reaches a process that has died. */
  const onNode = (ms: number, run: () => void) => {
    if (life === machine.life) machine.after(ms, run);
  };
  const isBack = () => world.now >= weather.storeBack;

  const call = <T>(run: () => T, name: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const until = world.now + LIMIT_MS;
      let settled = false;
      const settle = (how: () => void) => {
        if (!settled) how();
        settled = true;
      };
      /** Nothing came back: once that is noticed it is sent again, while there is time. */
      const again = (ms: number) => {
        onNode(Math.min(ms, until - world.now), () => {
          if (settled) return;
          if (world.now < until) return send();
          world.note("away", machine.name, name);
          settle(() => reject(new StoreUnavailable("The store does not answer.")));
        });
      };
      const arrive = (answerLost: boolean) => {
        let answer: T;
        try {
          answer = run();
        } catch (error) {
          return settle(() => reject(error));
        }
        if (answerLost) again(chance.between(20, SILENCE_MS));
        else onNode(travel(), () => settle(() => resolve(answer)));
      };
      const send = () => {
        if (!isBack()) return again(weather.storeBack - world.now + chance.between(0, 250));
        const late = chance.is(weather.late);
        if (late) again(SILENCE_MS);
        else if (chance.is(weather.lost)) return again(chance.between(20, SILENCE_MS));
        const answerLost = !late && chance.is(weather.lost);
        world.after(late ? chance.between(300, 3000) : travel(), () => {
          // A late request outlives the pause, the crash and the patience of its node.
          if (isBack()) arrive(answerLost);
          else if (!late) again(chance.between(1, 250));
        });
      };
      send();
    });

  return storeOver(core, now, call, (roomId, listener) => {
    const hear = (tell: () => void) => {
      if (life !== machine.life || chance.is(weather.unheard)) return;
      onNode(chance.is(weather.slow) ? chance.between(5, 1500) : travel(), tell);
    };
    let leave: (() => void) | undefined;
    return call(() => {
      leave ??= core.subscribe(roomId, {
        changed: (version) => hear(() => listener.changed(version)),
        noted: (note) => hear(() => listener.noted(note)),
      });
      return leave;
    }, "subscribe");
  });
};
