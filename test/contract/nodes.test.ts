import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  advance,
  connectHost,
  connectPlayer,
  HOST_KEY,
  type HostClient,
  joinRoom,
  type PlayerClient,
} from "../support.ts";
import { seatRoom, startPair, submit } from "./nodes-play.ts";
import { bring, codeOf, nth } from "./protocol-play.ts";

interface Report {
  room: { players: number; phase: string };
  items: { n: number; correct: number; omitted: number; options: { id: string; count: number }[] }[];
}

const reportOf = async (url: string, roomId: string): Promise<Report> => {
  const headers = { authorization: `Bearer ${HOST_KEY}` };
  return (await (await fetch(`${url}/api/rooms/${roomId}/report.json`, { headers })).json()) as Report;
};

const named = async (client: HostClient | PlayerClient, event: string): Promise<unknown> => {
  const { events } = client;
  // Both kinds of client wait alike; their union cannot be called.
  await (client as HostClient).until(() => events.some(({ name }) => name === event));
  return events.find(({ name }) => name === event)?.payload;
};

let cluster: Awaited<ReturnType<typeof startPair>>;
beforeAll(async () => {
  cluster = await startPair();
});
afterAll(() => cluster[Symbol.asyncDispose]());

describe("two nodes on one Redis", () => {
  test("[OP5] a game with its host on one node and players on both counts every response once", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, [a.url, b.url, b.url, a.url]);
    const { host, players } = game;
    for (const round of [1, 2, 3]) {
      await bring(host, "open", round);
      await Promise.all(players.map((player) => player.phase("open", round)));
      const answers = players.map((player, index) => submit(player, round, index === round ? "a" : "b"));
      expect(await Promise.all(answers)).toEqual(Array(4).fill("acknowledged"));
      expect(await host.phase("reveal", round)).toMatchObject({ responded: 4, of: 4, correctShare: 0.75 });
      for (const player of players) await player.phase("reveal", round);
    }
    await bring(host, "finished");
    const ranks = await Promise.all(players.map((player) => player.phase("finished")));
    expect(ranks.map(({ of }) => of)).toEqual([4, 4, 4, 4]);
    const [atA, atB] = [await reportOf(a.url, game.roomId), await reportOf(b.url, game.roomId)];
    expect(atB).toEqual(atA);
    expect(atA.items.map(({ n, correct, omitted }) => [n, correct, omitted])).toEqual(Array(3).fill([4, 3, 0]));
  });

  test("[RM13] the seat's newer socket on one node replaces the older on the other", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, [a.url, b.url]);
    const [seat] = game.seats;
    using moved = await connectPlayer(b.url);
    const token = seat?.token ?? "";
    expect(await moved.get("room:resume", { token })).toMatchObject({ playerId: seat?.playerId });
    expect(await named(nth(game.players, 0), "room:closed")).toEqual({ reason: "replaced" });
    await bring(game.host, "open");
    await moved.phase("open", 1);
    expect(await submit(moved, 1, "b")).toBe("acknowledged");
    expect(await codeOf(nth(game.players, 0).ask("room:sync", { version: 0 }))).toBe("not_joined");
  });

  test("[RM12] seats taken a moment ago on one node are resumed on the other, many at the same moment", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, [b.url]);
    const pairs = await Promise.all(
      Array.from({ length: 12 }, () => Promise.all([connectPlayer(a.url), connectPlayer(b.url)])),
    );
    const codes = pairs.map(async ([here, there], n) => {
      const { token } = await here.get("room:join", { pin: game.pin, nickname: `Pupil ${n + 2}x` });
      return codeOf(there.ask("room:resume", { token }));
    });
    expect(await Promise.all(codes)).toEqual(Array(12).fill("ok"));
    for (const client of pairs.flat()) client[Symbol.dispose]();
  });

  test("[RM35] a seat of the other node is removed by a host here, and its token is refused on both", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, []);
    const tokens: string[] = [];
    // At once after the join, and again when the other node has had time to read the roster.
    for (const nickname of ["Ani", "Budi", "Citra"]) {
      const { player, playerId, token } = await joinRoom(b.url, { pin: game.pin, nickname });
      if (nickname === "Citra") await game.host.until(({ events }) => JSON.stringify(events).includes(playerId));
      await game.host.get("player:remove", { playerIds: [playerId] });
      expect([nickname, await named(player, "room:closed")]).toEqual([nickname, { reason: "removed" }]);
      tokens.push(token);
      player[Symbol.dispose]();
    }
    for (const [url, token] of [a.url, b.url].flatMap((node) => tokens.map((each) => [node, each] as const))) {
      using again = await connectPlayer(url);
      expect(await codeOf(again.ask("room:resume", { token }))).toBe("removed");
    }
  });

  test("[RM36] a seat of the other node is renamed by a host here", async () => {
    using game = await seatRoom(cluster.a.url, [cluster.b.url]);
    const { playerId, player } = nth(game.seats, 0);
    await game.host.get("player:rename", { playerId, nickname: "Renamed" });
    await player.until(({ last }) => last?.phase === "lobby" && last.nickname === "Renamed");
  });

  test("[RM37] a device on one node asks, a host on the other lets it in", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, []);
    using device = await connectHost(b.url, {});
    const { askId } = await device.get("host:ask", { pin: game.pin, label: "HP Pak Budi" });
    expect(await named(game.host, "host:asked")).toEqual({ askId, label: "HP Pak Budi" });
    await game.host.get("host:approve", { askId, allow: true });
    expect(await named(device, "host:answered")).toEqual({ askId, allow: true, token: game.token });
    device.snapshots.push((await device.get("room:attach", { token: game.token })).snapshot);
    await advance(device);
    expect(await game.host.phase("open", 1)).toMatchObject({ version: 2 });
  });

  test("[RM6] two hosts on two nodes see the same, and of two advances at once one counts", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, [b.url]);
    using second = await connectHost(b.url);
    second.snapshots.push((await second.get("room:attach", { roomId: game.roomId })).snapshot);
    const codes = [game.host, second].map((host) => codeOf(host.ask("room:advance", { version: 1 })));
    expect((await Promise.all(codes)).toSorted()).toEqual(["ok", "stale_version"]);
    await Promise.all([game.host, second].map((host) => host.phase("open", 1)));
    await bring(second, "reveal");
    await bring(game.host, "leaderboard");
    const boards = await Promise.all([game.host, second].map((host) => host.phase("leaderboard", 1)));
    expect({ ...boards[0], serverNow: 0, joinUrl: "" }).toEqual({ ...boards[1], serverNow: 0, joinUrl: "" });
  });

  test("[RM9] one join attempt sent to both nodes at once is one seat", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, []);
    const payload = { pin: game.pin, nickname: "Ani", attempt: "an-attempt-of-22-letters" };
    const both = await Promise.all([a.url, b.url].map((url) => joinRoom(url, payload)));
    expect(new Set(both.map(({ playerId }) => playerId)).size).toBe(1);
    for (const { player } of both) player[Symbol.dispose]();
  });

  test("[RM45] a post-test that ends on one node releases the pre-test on the other, and stands beside it on both", async () => {
    const { a, b } = cluster;
    const workshop = (occasion: "pre" | "post") => ({ workshop: { id: "two-nodes", occasion } });
    using pre = await seatRoom(b.url, [b.url], { preset: "pretest", ...workshop("pre") });
    await bring(pre.host, "open", 1);
    await nth(pre.players, 0).phase("open", 1);
    expect(await submit(nth(pre.players, 0), 1, "b")).toBe("acknowledged");
    await pre.host.get("room:finish", {});
    expect(await nth(pre.players, 0).phase("finished")).not.toHaveProperty("perItem");
    using post = await seatRoom(a.url, [a.url], workshop("post"));
    using second = await connectHost(b.url);
    second.snapshots.push((await second.get("room:attach", { roomId: post.roomId })).snapshot);
    await bring(post.host, "open", 1);
    await nth(post.players, 0).phase("open", 1);
    expect(await submit(nth(post.players, 0), 1, "a")).toBe("acknowledged");
    await post.host.get("room:finish", {});
    for (const host of [post.host, second]) {
      expect(await host.phase("finished")).toMatchObject({ perItem: [{ itemId: "q1", before: { n: 1, correct: 1 } }] });
    }
    await nth(pre.players, 0).until(({ last }) => last?.phase === "finished" && last.perItem);
  });

  test("[ST9] a room erased through one node is gone on the other, and its players there are told", async () => {
    const { a, b } = cluster;
    using game = await seatRoom(a.url, [b.url]);
    const { player, token } = nth(game.seats, 0);
    const headers = { authorization: `Bearer ${HOST_KEY}` };
    expect((await fetch(`${a.url}/api/rooms/${game.roomId}`, { method: "DELETE", headers })).status).toBe(204);
    expect(await named(player, "room:closed")).toEqual({ reason: "expired" });
    expect(await codeOf(player.ask("room:resume", { token }))).toBe("room_not_found");
  });
});

describe("two nodes behind the proxy that ships", () => {
  test("[OP8] while Redis is away sockets stay, new ones are taken and pages load; then all goes on", async () => {
    const { redis, url } = cluster;
    using game = await seatRoom(url, [url]);
    const { host, seats } = game;
    const { player, token } = nth(seats, 0);
    const ids = [host, player].map(({ socket }) => socket.id);
    await redis.kill();
    // Long enough for the proxy to find that no node is ready.
    const pages = [];
    for (let i = 0; i < 15; i++) {
      pages.push((await fetch(url)).status);
      await sleep(100);
    }
    expect(pages).toEqual(Array(15).fill(200));
    using other = await connectPlayer(url);
    expect(await codeOf(other.ask("room:resume", { token }))).toBe("store_unavailable");
    await redis.start();
    await bring(host, "open", 2);
    await player.phase("open", 2);
    expect(await submit(player, 2, "b")).toBe("acknowledged");
    expect([host, player].map(({ socket }) => socket.id)).toEqual(ids);
    for (;;) if ((await fetch(`${url}/readyz`)).ok) break;
  });

  test("[OP3] a node that is told to stop lets its clients go to the other, and ends with 0", async () => {
    using game = await seatRoom(cluster.url, Array(6).fill(cluster.url));
    const { host, players } = game;
    await bring(host, "open", 2);
    await Promise.all(players.map((player) => player.phase("open", 2)));
    expect(await submit(nth(players, 0), 2, "b")).toBe("acknowledged");
    expect(await cluster.a.end("SIGTERM")).toBe(0);
    const rest = players.slice(1).map((player) => submit(player, 2, "b"));
    expect(await Promise.all(rest)).toEqual(Array(5).fill("acknowledged"));
    expect(await host.phase("reveal", 2)).toMatchObject({ responded: 6, of: 6, correctShare: 1 });
    for (const { socket } of [host, ...players]) expect(socket.connected).toBe(true);
    expect(players.flatMap(({ events }) => events.filter(({ name }) => name === "room:closed"))).toEqual([]);
  });
});
