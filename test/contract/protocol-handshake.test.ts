import { expect, test } from "vitest";
import type { HOST_EVENTS } from "../../protocol/payloads.ts";
import { connectHost, connectPlayer, HOST_KEY, openRoom, SMALL_QUIZ } from "../support.ts";
import { codeOf, refusalOf } from "./protocol-play.ts";
import { overStores, type TestApp } from "./stores.ts";

const cookieOf = async ({ url }: TestApp): Promise<string> => {
  const answer = await fetch(`${url}/host?key=${HOST_KEY}`, { redirect: "manual" });
  return answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
};

overStores("the handshake", (app) => {
  test.each([undefined, null, 0, 2, -1, 1.5, "1", 1e9, {}])("[PR2] protocol %j is refused", async (protocol) => {
    const { url } = app();
    expect(await refusalOf(connectPlayer(url, { protocol }))).toBe("protocol_unsupported");
    expect(await refusalOf(connectHost(url, { protocol, key: HOST_KEY }))).toBe("protocol_unsupported");
  });

  test("[PR2] a newer version is told so whatever else its handshake holds", async () => {
    expect(await refusalOf(connectPlayer(app().url, { protocol: 2, token: { newer: true } }))).toBe(
      "protocol_unsupported",
    );
  });

  test("[PR3] the host key lets a host in, and so does a room's token", async () => {
    const { url } = app();
    using host = (await openRoom(url, { quiz: SMALL_QUIZ })).host;
    const { token, roomId } = await host.get("room:create", { quiz: SMALL_QUIZ });
    using second = await connectHost(url, { token });
    expect(await second.get("room:attach", { token })).toMatchObject({ roomId });
    expect(await codeOf(second.ask("room:create", { quiz: SMALL_QUIZ }))).toBe("unauthorized");
    expect(await codeOf(second.ask("room:attach", { roomId }))).toBe("unauthorized");
  });

  test("[PR3] a wrong key or token is refused", async () => {
    const { url } = app();
    const { host, token, roomId } = await openRoom(url, { quiz: SMALL_QUIZ });
    for (const key of ["", "x", `${HOST_KEY}x`, HOST_KEY.slice(1), HOST_KEY.toUpperCase()]) {
      expect(await refusalOf(connectHost(url, { key }))).toBe("unauthorized");
    }
    for (const wrong of ["x", ".", `${roomId}.`, `${token}x`, token.slice(0, -1), `no-room.${token}`, HOST_KEY]) {
      expect(await refusalOf(connectHost(url, { token: wrong }))).toBe("unauthorized");
    }
    host[Symbol.dispose]();
  });

  test("[PR3] a right key admits although the token beside it is of a room that is gone", async () => {
    expect(await refusalOf(connectHost(app().url, { key: HOST_KEY, token: "gone.token" }))).toBe("connected");
  });

  test("[PR3] the token of one room is no right to another", async () => {
    const { url } = app();
    const [one, other] = [await openRoom(url, { quiz: SMALL_QUIZ }), await openRoom(url, { quiz: SMALL_QUIZ })];
    using device = await connectHost(url, { token: one.token });
    expect(await codeOf(device.ask("room:attach", { roomId: other.roomId }))).toBe("unauthorized");
    expect(await codeOf(device.ask("room:attach", { token: `${other.roomId}.x` }))).toBe("unauthorized");
    one.host[Symbol.dispose]();
    other.host[Symbol.dispose]();
  });

  test("[PR4] with neither key nor token a device connects, and everything but host:ask answers unauthorized", async () => {
    const { url } = app();
    const { host, pin, roomId, token } = await openRoom(url, { quiz: SMALL_QUIZ });
    using device = await connectHost(url, {});
    const payloads: Record<keyof typeof HOST_EVENTS, object> = {
      "room:create": { quiz: SMALL_QUIZ },
      "room:attach": { roomId },
      "room:advance": { version: 1 },
      "round:close": { round: 1 },
      "round:extend": { round: 1, seconds: 10 },
      "round:void": { round: 1 },
      "round:skip": { round: 1 },
      "room:pause": { paused: true },
      "room:lock": { locked: true },
      "room:finish": {},
      "room:replay": { attempt: "c".repeat(22) },
      "room:shares": { shown: true },
      "room:release": {},
      "text:hide": { round: 1, ids: ["a"], hidden: true },
      "room:sync": { version: 0 },
      "clock:probe": {},
      "player:remove": { playerIds: ["p"] },
      "player:list": {},
      "player:rename": { playerId: "p", nickname: "Ani" },
      "player:team": { playerId: "p", team: "t1" },
      "player:add": { nickname: "Ani" },
      "answer:list": { playerId: "p" },
      "answer:enter": { playerId: "p", answers: [{ round: 1, value: "a" }] },
      "rehearsal:phones": { count: 1 },
      "host:ask": { pin, label: "Phone" },
      "host:approve": { askId: "a", allow: true },
    };
    for (const [event, payload] of Object.entries(payloads)) {
      const code = await codeOf(device.ask(event, payload));
      expect([event, code]).toEqual([event, event === "host:ask" ? "ok" : "unauthorized"]);
    }
    expect(await codeOf(device.ask("room:attach", { token: `${token}x` }))).toBe("unauthorized");
    host[Symbol.dispose]();
  });

  test("[PR5] nothing is sent for the handshake alone", async () => {
    using player = await connectPlayer(app().url);
    using host = await connectHost(app().url);
    await Promise.all([player.get("clock:probe", {}), host.get("clock:probe", {})]);
    expect([...player.events, ...host.events]).toEqual([]);
  });

  test("[PR6] another site's origin is refused, with a valid cookie and key too", async () => {
    const { url } = app();
    const cookie = await cookieOf(app());
    const { port } = new URL(url);
    const foreign = ["http://evil.test", "http://127.0.0.1", `http://localhost:${port}`, `http://127.0.0.1.evil.test`];
    for (const origin of [...foreign, "null", "", "file://", "not an address"]) {
      const headers = { origin, cookie };
      expect([origin, await refusalOf(connectHost(url, { key: HOST_KEY }, headers))]).toEqual([
        origin,
        "no connection",
      ]);
      expect(await refusalOf(connectPlayer(url, {}, headers))).toBe("no connection");
    }
  });

  test("[PR6] the server's own origin is welcome, and so is none", async () => {
    const { url } = app();
    expect(await refusalOf(connectPlayer(url, {}, { origin: url }))).toBe("connected");
    expect(await refusalOf(connectHost(url, { key: HOST_KEY }, { origin: url }))).toBe("connected");
    expect(await refusalOf(connectPlayer(url))).toBe("connected");
    expect(await refusalOf(connectPlayer(url, {}, { host: "kelas.test:3000", origin: "http://kelas.test:3000" }))).toBe(
      "connected",
    );
  });

  test("[PR3] the cookie of the opened host link lets its browser host", async () => {
    const { url } = app();
    const cookie = await cookieOf(app());
    using host = await connectHost(url, {}, { cookie, origin: url });
    expect(await host.get("room:create", { quiz: SMALL_QUIZ })).toMatchObject({
      pin: expect.stringMatching(/^\d{6}$/),
    });
    using stale = await connectHost(url, {}, { cookie: `${cookie}x` });
    expect(await codeOf(stale.ask("room:create", { quiz: SMALL_QUIZ }))).toBe("unauthorized");
    using bare = await connectHost(url, {}, { cookie: "other=1" });
    expect(await codeOf(bare.ask("room:create", { quiz: SMALL_QUIZ }))).toBe("unauthorized");
  });
});
