import { once } from "node:events";
import { request } from "node:http";
import { expect, test } from "vitest";
import { startApp } from "../support.ts";

/** The status that answers a WebSocket's handshake; undefined when it is taken. */
const refusedWith = async (url: string): Promise<number | undefined> => {
  const headers = {
    connection: "Upgrade",
    upgrade: "websocket",
    "sec-websocket-version": "13",
    "sec-websocket-key": "AAAAAAAAAAAAAAAAAAAAAA==",
  };
  const asked = request(`${url}/socket.io/?EIO=4&transport=websocket`, { headers }).end();
  const answered = once(asked, "response").then(([response]) => response.resume().statusCode as number);
  const taken = once(asked, "upgrade").then(([, socket]) => void socket.destroy());
  return Promise.race([answered, taken]);
};

test("[OP7] a node that stops sends new sockets elsewhere with 503, is not ready, and still answers requests for a while", async () => {
  await using server = await startApp();
  expect(await refusedWith(server.url)).toBe(undefined);
  const closed = server.app.close(1000);
  const answers = await Promise.all([
    refusedWith(server.url),
    server.fetch("/readyz").then(({ status }) => status),
    server.fetch("/healthz").then(({ status }) => status),
    server.fetch("/api/quizzes").then(({ status }) => status),
  ]);
  expect(answers).toEqual([503, 503, 200, 200]);
  await closed;
  await expect(server.fetch("/healthz")).rejects.toThrow();
});
