import { expect, test } from "vitest";
import { runHall } from "./abuse/hall.ts";
import { BOUNDS } from "./bounds.ts";
import { breaches } from "./soaking.ts";

test("[AB46] 250 phones behind one address are in one room within some seconds, none is refused, and all answer", async () => {
  const figures = await runHall({ phones: 250, withinMs: 10_000, seed: 1 });
  console.log(figures);
  // How fast most of them are in is for the soak: other tests run beside this one.
  expect(breaches(figures, { ...BOUNDS.hall(250), joinP99Ms: { most: 10_000 } })).toEqual([]);
});
