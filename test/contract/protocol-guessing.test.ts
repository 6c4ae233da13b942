/** Joins and looks that are limited for an address, counted in the memory of a node. */
import { expect, test } from "vitest";
import { openSqlite } from "../../src/store/sqlite.ts";
import { connectHost, connectPlayer, HOST_KEY, type PlayerClient, startApp } from "../support.ts";
import { codeOf, nth, refusalOf, startGame } from "./protocol-play.ts";

/** Sends one event for each payload, 50 from a socket, all at once. */
const flood = async (url: string, event: "room:join" | "room:look", payloads: object[]): Promise<string[]> => {
  const players: PlayerClient[] = [];
  for (let sent = 0; sent < payloads.length; sent += 50) players.push(await connectPlayer(url));
  const codes = await Promise.all(
    payloads.map((payload, index) => codeOf(nth(players, Math.floor(index / 50)).ask(event, payload))),
  );
  for (const player of players) player[Symbol.dispose]();
  return codes;
};
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

test("[AB6] joins that are refused count: codes without a name cannot be tried beyond the limit, not even the right one", async () => {
  await using app = await startApp();
  using game = await startGame(app, ["Ani"]);
  const { pin } = game;
  const guesses = times(100, (n) => ({ pin, nickname: " ", code: n % 2 === 0 ? "AAAAA" : "O" }));
  const codes = await flood(app.url, "room:join", guesses);
  expect(codes).toContain("nickname_invalid");
  // One join was Ani's own.
  expect(codes.filter((code) => code === "rate_limited")).toHaveLength(1);
  const right = { pin, nickname: " ", code: nth(game.seats, 0).code };
  expect(await flood(app.url, "room:join", [right])).toEqual(["rate_limited"]);
});

test("[AB1] two looks for each join of a class pass at once; [AB2] beyond that they are rate_limited, and joins are not", async () => {
  await using app = await startApp();
  using game = await startGame(app, []);
  const { pin } = game;
  const looks = await flood(
    app.url,
    "room:look",
    times(200, () => ({ pin })),
  );
  expect(new Set(looks)).toEqual(new Set(["ok"]));
  expect(await flood(app.url, "room:look", [{ pin }])).toEqual(["rate_limited"]);
  expect(await flood(app.url, "room:join", [{ pin, nickname: "Ani" }])).toEqual(["ok"]);
});

test("[AB2] looks count as events like any others", async () => {
  await using app = await startApp();
  using game = await startGame(app, []);
  using player = await connectPlayer(app.url);
  const codes = await Promise.all(times(70, () => codeOf(player.ask("room:look", { pin: game.pin }))));
  expect(codes.slice(0, 60)).toEqual(Array(60).fill("ok"));
  expect(codes.at(-1)).toBe("rate_limited");
});

test("[ID1] looks at once share a reading of the seats, and each sees who came before it", async () => {
  const store = openSqlite({ file: ":memory:" });
  let readings = 0;
  let asked = 0;
  let allCame: Promise<void> | undefined;
  let came = () => {};
  const counting = {
    ...store,
    findPin: (pin: string) => {
      if (++asked === 50) setTimeout(came, 50);
      return store.findPin(pin);
    },
    seats: async (roomId: string, from: number) => {
      readings++;
      await allCame;
      return store.seats(roomId, from);
    },
  };
  await using app = await startApp({}, { store: counting });
  const options = { identity: "roster" as const, roster: [{ name: "Bu Rina", code: "7KQ2M" }] };
  using game = await startGame(app, [], { options });
  using player = await connectPlayer(app.url);
  readings = 0;
  asked = 0;
  allCame = new Promise((resolve) => {
    came = resolve;
  });
  await Promise.all(times(50, () => player.get("room:look", { pin: game.pin })));
  // One that had begun when most came, and one for them.
  expect(readings).toBeLessThan(5);
  using rina = await connectPlayer(app.url);
  await rina.get("room:join", { pin: game.pin, nickname: "x", code: "7KQ2M" });
  expect(await player.get("room:look", { pin: game.pin })).toMatchObject({ people: [{ taken: true }] });
});

test("[AB7] after 30 wrong PINs of an address the next is rate_limited, however it is tried; a right one is not", async () => {
  await using app = await startApp({ TRUST_PROXY: "127.0.0.1" });
  using game = await startGame(app, []);
  const { pin } = game;
  const from = (address: string) => ({ "x-forwarded-for": address });
  const wrong = String(((Number(pin) - 99_999) % 900_000) + 100_000);
  using player = await connectPlayer(app.url, {}, from("10.0.0.1"));
  using device = await connectHost(app.url, {}, from("10.0.0.1"));
  const tries = [
    () => player.ask("room:look", { pin: wrong }),
    () => player.ask("room:join", { pin: wrong, nickname: "Ani" }),
    () => device.ask("host:ask", { pin: wrong, label: "HP" }),
  ];
  const codes = [];
  for (let n = 0; n < 30; n++) codes.push(await codeOf(nth(tries, n % 3)()));
  expect(new Set(codes)).toEqual(new Set(["room_not_found"]));
  for (const attempt of tries) expect(await codeOf(attempt())).toBe("rate_limited");
  expect(await codeOf(player.ask("room:look", { pin }))).toBe("ok");
  expect(await codeOf(device.ask("host:ask", { pin, label: "HP" }))).toBe("ok");
  expect(await codeOf(player.ask("room:join", { pin, nickname: "Ani" }))).toBe("ok");
  using other = await connectPlayer(app.url, {}, from("10.0.0.2"));
  expect(await codeOf(other.ask("room:look", { pin: wrong }))).toBe("room_not_found");
});

test("[AB36] the PIN of a finished room is as wrong as any: the same answer whatever is said with it, and counted; who was in still is", async () => {
  await using app = await startApp();
  using game = await startGame(app, []);
  const { pin, host } = game;
  const attempt = "a".repeat(22);
  using player = await connectPlayer(app.url);
  await player.get("room:join", { pin, nickname: "Ani", attempt });
  await host.get("room:finish", {});
  using other = await connectPlayer(app.url);
  const said = [{ code: "!!" }, { personId: "nobody" }, { nickname: " " }, {}];
  const ask = (n: number) =>
    codeOf(other.ask("room:join", { pin, nickname: "Budi", attempt: "b".repeat(22), ...nth(said, n % 4) }));
  // One right join gives two wrong ones more.
  const codes = [];
  for (let n = 0; n < 32; n++) codes.push(await ask(n));
  expect(new Set(codes)).toEqual(new Set(["room_not_found"]));
  expect(await ask(0)).toBe("rate_limited");
  expect(await codeOf(other.ask("room:join", { pin, nickname: "Ani", attempt }))).toBe("ok");
});

test("[AB10] wrong keys and tokens beyond the pace are rate_limited, over sockets and HTTP; the right ones still pass", async () => {
  await using app = await startApp();
  using game = await startGame(app, ["Ani"]);
  const { roomId, token } = game;
  const refusals = await Promise.all([
    ...times(60, (n) => refusalOf(connectHost(app.url, { key: `${HOST_KEY}${n}` }))),
    ...times(60, (n) => refusalOf(connectHost(app.url, { token: `${roomId}.${n}` }))),
  ]);
  expect(new Set(refusals)).toEqual(new Set(["unauthorized", "rate_limited"]));
  expect(refusals.filter((code) => code === "unauthorized").length).toBeLessThanOrEqual(100);
  using player = await connectPlayer(app.url);
  using device = await connectHost(app.url, {});
  expect(await codeOf(player.ask("room:resume", { token: `${roomId}.x` }))).toBe("rate_limited");
  expect(await codeOf(device.ask("room:attach", { token: `${token}x` }))).toBe("rate_limited");
  expect((await app.fetch("/api/rooms", { headers: { authorization: "Bearer wrong" } })).status).toBe(429);

  expect((await app.fetch("/api/rooms")).status).toBe(200);
  expect(await codeOf(player.ask("room:resume", { token: nth(game.seats, 0).token }))).toBe("ok");
  expect(await codeOf(device.ask("room:attach", { token }))).toBe("ok");
  using host = await connectHost(app.url);
  expect(await codeOf(host.ask("room:attach", { roomId }))).toBe("ok");
});

test("[AB22] ten questions to host a room pass from one address, one more does not, and hosts of other rooms are asked all the same", async () => {
  await using app = await startApp();
  using game = await startGame(app, []);
  using other = await startGame(app, []);
  const devices = await Promise.all(times(11, () => connectHost(app.url, {})));
  const codes = [];
  for (const device of devices) codes.push(await codeOf(device.ask("host:ask", { pin: game.pin, label: "HP" })));
  expect(codes).toEqual([...times(10, () => "ok"), "rate_limited"]);
  await game.host.until(({ events }) => events.filter(({ name }) => name === "host:asked").length === 10);
  expect(await codeOf(nth(devices, 10).ask("host:ask", { pin: other.pin, label: "HP" }))).toBe("ok");
  for (const device of devices) device[Symbol.dispose]();
});
