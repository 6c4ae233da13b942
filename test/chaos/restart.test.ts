import { describe, expect, test } from "vitest";
import { freePort, ServerProcess } from "../child.ts";
import { advance, connectHost, HOST_KEY, joinRoom, openRoom, type PlayerClient, tempFolder } from "../support.ts";
import { until } from "./patience.ts";

const QUIZ = {
  schemaVersion: 1,
  id: "restart",
  title: "Restart",
  language: "en",
  items: ["q1", "q2"].map((id) => ({
    id,
    type: "single-choice",
    stem: `${id}?`,
    options: ["a", "b"].map((option) => ({ id: option, text: option })),
    key: ["b"],
    seconds: 15,
  })),
};

const SHORT_QUIZ = { ...QUIZ, items: QUIZ.items.map((item) => ({ ...item, seconds: 5 })) };

const PLAYERS = 20;

/** Submits as a phone does: again with the same attempt until there is an answer. */
const submit = (player: PlayerClient, round: number, value: string): Promise<string> => {
  const look = async (): Promise<string | undefined> => {
    const answer = await player.socket
      .timeout(500)
      .emitWithAck("response:submit", { round, attempt: `attempt-${round}`, value })
      .catch(() => undefined);
    if (answer?.ok) return "acknowledged";
    return answer && !["not_joined", "store_unavailable"].includes(answer.error.code) ? answer.error.code : undefined;
  };
  return until(look, `a receipt of round ${round}`, { every: 250 });
};

/** Comes back to the seat on every reconnection, as the page does. */
const stay = (player: PlayerClient, token: string) =>
  player.socket.on("connect", () => {
    void player.socket
      .timeout(2000)
      .emitWithAck("room:resume", { token })
      .then((answer) => answer.ok && player.snapshots.push(answer.snapshot))
      .catch(() => undefined);
  });

describe("a server killed in the middle of an open round", () => {
  test("[ST20] goes on with the same round, its remaining time, and every acknowledged response", async () => {
    await using folder = await tempFolder();
    await using server = new ServerProcess(await freePort(), { DATA_DIR: folder.path });
    await server.start();
    const { host, pin, roomId } = await openRoom(server.url, { quiz: QUIZ, options: { previewSeconds: 0 } });
    const seats = await Promise.all(
      Array.from({ length: PLAYERS }, (_, index) => joinRoom(server.url, { pin, nickname: `Player ${index + 1}x` })),
    );
    for (const { player, token } of seats) stay(player, token);

    await advance(host);
    const open = await host.phase("open", 1);
    await host.until(() => Date.now() > open.openedAt + 50);
    const first = seats.slice(0, 8);
    expect(await Promise.all(first.map(({ player }) => submit(player, 1, "b")))).toEqual(
      first.map(() => "acknowledged"),
    );

    // Some responses are on their way when the process dies.
    const rest = seats.slice(8, 16).map(({ player }, index) => submit(player, 1, index % 2 === 0 ? "a" : "b"));
    await server.end("SIGKILL");
    await server.start();
    expect(await Promise.all(rest)).toEqual(rest.map(() => "acknowledged"));

    using again = await connectHost(server.url, { key: HOST_KEY });
    const { snapshot } = await again.get("room:attach", { roomId });
    again.snapshots.push(snapshot);
    expect(snapshot).toMatchObject({ phase: "open", round: 1, openedAt: open.openedAt });

    // The round is given back at most the time the server was away, and nobody's time is taken.
    const deadline = snapshot.phase === "open" ? (snapshot.deadline ?? 0) : 0;
    expect(deadline).toBeGreaterThanOrEqual(open.deadline ?? 0);
    expect(deadline).toBeLessThanOrEqual((open.deadline ?? 0) + 10_000);
    await again.get("round:close", { round: 1 });
    expect(await again.phase("reveal", 1)).toMatchObject({ responded: 16 });
    await Promise.all(seats.map(({ player }) => player.phase("reveal", 1)));

    await again.get("room:finish", {});
    const report = await fetch(`${server.url}/api/rooms/${roomId}/report.json`, {
      headers: { authorization: `Bearer ${HOST_KEY}` },
    }).then((response) => response.json() as Promise<{ items: unknown[] }>);
    expect(report.items).toMatchObject([{ id: "q1", n: PLAYERS, correct: 12, omitted: 4, absent: 0 }]);
    for (const client of [host, ...seats.map(({ player }) => player)]) client.socket.disconnect();
  });

  test("[TM7] whose deadline passed while it was away closes the round by itself after its start", async () => {
    await using folder = await tempFolder();
    await using server = new ServerProcess(await freePort(), { DATA_DIR: folder.path });
    await server.start();
    const { host, pin, roomId } = await openRoom(server.url, { quiz: SHORT_QUIZ, options: { previewSeconds: 0 } });
    const { player } = await joinRoom(server.url, { pin, nickname: "Ani" });
    await advance(host);
    const open = await host.phase("open", 1);
    host.socket.disconnect();
    player.socket.disconnect();
    await server.end("SIGKILL");
    await new Promise((resume) => setTimeout(resume, Math.max(0, open.openedAt + 5_500 - Date.now())));
    await server.start();
    using again = await connectHost(server.url);
    const { snapshot } = await again.get("room:attach", { roomId });
    again.snapshots.push(snapshot);
    const reveal = await again.phase("reveal", 1);
    expect(reveal).toMatchObject({ responded: 0 });
  });

  test("[OP3] stops on SIGTERM with exit code 0, and its rooms are there after the next start", async () => {
    await using folder = await tempFolder();
    await using server = new ServerProcess(await freePort(), { DATA_DIR: folder.path });
    await server.start();
    const { host, roomId } = await openRoom(server.url, { quiz: QUIZ });
    host.socket.disconnect();
    expect(await server.end("SIGTERM")).toBe(0);
    await server.start();
    using again = await connectHost(server.url);
    expect((await again.get("room:attach", { roomId })).snapshot.phase).toBe("lobby");
    expect(server.output).not.toMatch(/unhandled|Error/);
  });
});
