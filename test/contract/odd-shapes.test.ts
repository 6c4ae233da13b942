import { io } from "socket.io-client";
import { expect, test } from "vitest";
import { connectHost, connectPlayer, HOST_KEY, startApp } from "../support.ts";

/** What JSON can say and no primitive can be made of. */
const SHAPELESS = [{ length: { toString: 1 } }, { length: [{ toString: 1, valueOf: 1 }] }];

test("[PR20] objects whose `length` is no number are refused as any other wrong shape, over sockets, in handshakes and over HTTP", async () => {
  await using server = await startApp();
  const player = await connectPlayer(server.url);
  const host = await connectHost(server.url);
  for (const odd of SHAPELESS) {
    const answers = [
      await player.ask("room:join", { pin: odd, nickname: odd, attempt: odd }),
      await player.ask("response:submit", { round: 1, attempt: odd, value: odd }),
      await host.ask("room:attach", { token: odd }),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: "invalid_payload" } });
    const quiz = { schemaVersion: 1, id: odd, title: odd, items: odd };
    expect(await host.ask("room:create", { quiz })).toMatchObject({ ok: false, error: { code: "invalid_quiz" } });

    const socket = io(`${server.url}/host`, {
      transports: ["websocket"],
      auth: { protocol: 1, key: odd },
      forceNew: true,
    });
    const refused = await new Promise<{ data?: unknown }>((heard) => socket.on("connect_error", heard));
    expect(refused.data).toEqual({ code: "invalid_payload" });
    socket.disconnect();

    const signIn = await fetch(`${server.url}/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ name: odd, password: odd }),
    });
    expect([signIn.status, await signIn.json()]).toMatchObject([400, { error: { code: "invalid_payload" } }]);
    const put = await fetch(`${server.url}/api/quizzes/q`, {
      method: "PUT",
      headers: { "content-type": "application/json", authorization: `Bearer ${HOST_KEY}` },
      body: JSON.stringify(quiz),
    });
    expect([put.status, await put.json()]).toMatchObject([400, { error: { code: "invalid_quiz" } }]);
  }
  for (const client of [player, host]) client.socket.disconnect();
});
