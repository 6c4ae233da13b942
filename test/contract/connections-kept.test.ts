import type { IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { joinRoom, openRoom, SMALL_QUIZ, startApp } from "../support.ts";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

test("[AB51] the requests with which phones connected are gone while they play", async () => {
  await using server = await startApp();
  const requests: WeakRef<IncomingMessage>[] = [];
  server.app.http.server.on("upgrade", (request) => void requests.push(new WeakRef(request)));
  const { pin } = await openRoom(server.url, { quiz: SMALL_QUIZ });
  // At once: some wait at the door.
  const names = Array.from({ length: 30 }, (_, n) => `Ani ${n}`);
  await Promise.all(names.map((nickname) => joinRoom(server.url, { pin, nickname })));
  expect(requests).toHaveLength(31);
  const held = () => requests.filter((request) => request.deref() !== undefined).length;
  for (let tries = 0; tries < 50 && held() > 0; tries++) {
    await wait(20);
    collect();
  }
  expect(held()).toBe(0);
});
