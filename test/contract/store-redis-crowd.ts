/** People on a store that may be away, and what they were told. */
import { type Store, StoreUnavailable } from "../../src/store/store.ts";
import { joinOf, respondOf } from "./store-fixtures.ts";

const known = async <T>(operation: Promise<T>): Promise<T | undefined> =>
  operation.catch((error: unknown) => {
    if (error instanceof StoreUnavailable) return undefined;
    throw error;
  });

/** People who join and respond, one after another, until stopped; gives who was acknowledged what. */
export const crowd = (store: Store, roomId: string) => {
  let stopped = false;
  const joined: string[] = [];
  const responded: string[] = [];
  const work = async (): Promise<void> => {
    while (!stopped) {
      const join = joinOf(roomId, {}, { capacity: 100_000 });
      const { playerId } = join.seat;
      if ((await known(store.join(join)))?.kind !== "joined") continue;
      joined.push(playerId);
      if ((await known(store.respond(respondOf(roomId, playerId, store.now()))))?.kind === "stored") {
        responded.push(playerId);
      }
    }
  };
  const workers = Array.from({ length: 8 }, work);
  return {
    joined,
    responded,
    stop: () => {
      stopped = true;
      return Promise.all(workers);
    },
    /** How many acknowledgements the store knows nothing of. */
    async lost(): Promise<number> {
      const seats = new Set((await store.seats(roomId, 0)).map(({ playerId }) => playerId));
      const responses = await store.responses(roomId, 1);
      const gone = [joined.filter((id) => !seats.has(id)), responded.filter((id) => !responses.has(id))];
      return gone.flat().length;
    },
  };
};
