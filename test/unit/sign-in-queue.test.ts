import { describe, expect, test } from "vitest";
import { createQueue } from "../../src/organisers/queue.ts";

interface Came {
  account?: string;
  network?: string;
  gone?: () => boolean;
}

/** A queue whose works end when they are told to, with what was done and who was sent away, in order. */
const queueOf = (draw: (below: number) => number = () => 0) => {
  const inTurn = createQueue(draw);
  const done: string[] = [];
  const away: string[] = [];
  let end = (): void => {};
  const come = (name: string, { account = "rina", network = "a", gone = () => false }: Came = {}): void => {
    const work = async () => {
      done.push(name);
      await new Promise<void>((resolve) => {
        end = resolve;
      });
      return true;
    };
    void inTurn({ network, account, gone }, work).then((answer) => answer ?? away.push(name));
  };
  const settle = () => new Promise(setImmediate);
  return {
    ...{ come, done, away, settle },
    async run() {
      for (let before = -1; before < done.length; await settle()) {
        before = done.length;
        end();
      }
      return done;
    },
  };
};
const times = (count: number, run: (n: number) => void) => Array.from({ length: count }, (_, n) => run(n));

describe("sign-ins", () => {
  test("[AU16] are worked on one at a time, in turn over networks and in each over names", async () => {
    const { come, done, settle, run } = queueOf();
    for (const name of ["a1", "a2", "a3"]) come(name);
    come("other name", { account: "budi" });
    come("b1", { network: "b" });
    come("b2", { network: "b" });
    come("c1", { network: "c" });
    await settle();
    expect(done).toEqual(["a1"]);
    expect(await run()).toEqual(["a1", "a2", "b1", "c1", "other name", "b2", "a3"]);
  });

  test("[AU16] ten of a network may wait; beyond, a lot takes one of its fullest name, not the newcomer's", async () => {
    for (const drawn of [0, 9]) {
      const { come, away, settle, run } = queueOf((below) => Math.min(drawn, below - 1));
      times(11, (n) => come(`flood ${n}`, { account: "budi" }));
      come("rina");
      await settle();
      expect(away).toEqual([`flood ${drawn + 1}`]);
      expect((await run())[2]).toBe("rina");
    }
  });

  test("[AU16] where all come to one name the newcomer is as likely to stay as the others", async () => {
    for (const [drawn, sent] of [
      [0, "flood 1"],
      [10, "the last"],
    ] as const) {
      const { come, away, settle } = queueOf((below) => (below === 11 ? drawn : 0));
      times(11, (n) => come(`flood ${n}`));
      come("the last");
      await settle();
      expect(away).toEqual([sent]);
    }
  });

  test("[AU16] fifty of all networks may wait; beyond, one of the fullest network goes", async () => {
    const { come, away, settle, run } = queueOf();
    times(49, (n) => come(`${n}`, { network: `of ${n}` }));
    come("twice", { network: "of 7" });
    come("51st", { network: "new" });
    await settle();
    expect(away).toEqual([]);
    come("52nd", { network: "newer" });
    await settle();
    expect(away).toEqual(["7"]);
    expect(await run()).toHaveLength(51);
  });

  test("[AU17] nothing is worked on for who is gone, and who is gone takes no place", async () => {
    let gone = false;
    const { come, away, done, settle, run } = queueOf();
    come("first");
    times(10, (n) => come(`gone ${n}`, { gone: () => gone }));
    gone = true;
    come("stays");
    await settle();
    expect([done, away]).toEqual([["first"], times(10, (n) => `gone ${n}`)]);
    expect(await run()).toEqual(["first", "stays"]);
  });
});
