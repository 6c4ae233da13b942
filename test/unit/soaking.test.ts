import { expect, test } from "vitest";
import { mishaps } from "../chaos/soaking.ts";

test("[AB43] a long run has failed when a write that was acknowledged is lost or a response failed, in any of its parts", () => {
  expect(mishaps({ strikes: 70, acknowledged: 9000, lost: 0, resumeMaxMs: 40 })).toEqual([]);
  expect(mishaps({ strikes: 70, acknowledged: 9000, lost: 1, resumeMaxMs: 40 })).toEqual(["lost"]);
  const flood = { "idle.bots": 2000, "idle.responsesFailed": 0, "full.bots": 2000, "full.responsesFailed": 3 };
  expect(mishaps(flood)).toEqual(["full.responsesFailed"]);
});
