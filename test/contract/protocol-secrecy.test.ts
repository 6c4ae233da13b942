import { expect, test } from "vitest";
import { advance, connectHost, connectPlayer, HOST_KEY, joinRoom, SMALL_QUIZ } from "../support.ts";
import { bring, codeOf, nth, respond, startGame, tape } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const TYPED = "a-typed-answer-nobody-else-gave";
const QUIZ = {
  ...SMALL_QUIZ,
  title: "The title of the quiz",
  items: [
    ...SMALL_QUIZ.items,
    { id: "q4", type: "short-answer", stem: "Four?", accept: ["the-accepted-answer"], explanation: "told-later" },
  ],
};

/** Frames of one kind of Socket.IO packet: an event (2) or an answer (3). */
const answers = (frames: string[]) => frames.filter((frame) => frame.startsWith("3"));
const events = (frames: string[]) => frames.filter((frame) => frame.startsWith("2"));
const having = (frames: string[], text: string) => frames.filter((frame) => frame.includes(text));

overStores("secrecy", (app) => {
  test("[VW4] tokens, codes and ids of others, and the host key, are in no frame that a player or a host receives", async () => {
    const { url } = app();
    using host = await connectHost(url);
    const hostFrames = tape(host);
    const room = await host.get("room:create", { quiz: QUIZ, options: { previewSeconds: 0 } });
    host.snapshots.push(room.snapshot);
    using second = await connectHost(url);
    const secondFrames = tape(second);
    await second.get("room:attach", { roomId: room.roomId });

    const seats = [];
    for (const nickname of ["Ani", "Budi"]) {
      const player = await connectPlayer(url);
      const frames = tape(player);
      const seat = await player.get("room:join", { pin: room.pin, nickname });
      seats.push({ player, frames, ...seat });
    }
    const [ani, budi] = [nth(seats, 0), nth(seats, 1)];
    for (const [index, value] of ["b", ["a", "c"], "x", TYPED].entries()) {
      await bring(host, "open", index + 1);
      await respond(app(), budi.player, index + 1, value);
      if (index === 0) await ani.player.get("room:resume", { token: ani.token });
      await respond(app(), ani.player, index + 1, index === 3 ? "something else" : value);
      await host.phase("reveal", index + 1);
    }
    await host.get("player:rename", { playerId: budi.playerId, nickname: "Budi W." });
    await bring(host, "finished");
    await budi.player.until(({ events: got }) => got.some(({ name }) => name === "room:closed"));
    await ani.player.until(({ events: got }) => got.some(({ name }) => name === "room:closed"));
    await second.phase("finished");

    for (const [own, other] of [
      [ani, budi],
      [budi, ani],
    ] as const) {
      for (const secret of [other.token, other.code, other.playerId, room.token, HOST_KEY, QUIZ.title, room.roomId]) {
        // A seat's own token says which room it is of.
        const seen = having(own.frames, secret).filter((frame) => secret !== room.roomId || !frame.includes(own.token));
        expect(seen).toEqual([]);
      }
      expect(having(events(own.frames), own.token)).toEqual([]);
      expect(having(answers(own.frames), own.token)).toHaveLength(1);
      const withCode = having(events(own.frames), own.code);
      expect(withCode.filter((frame) => !frame.includes('"phase":"lobby"'))).toEqual([]);
    }
    expect(having(ani.frames, TYPED)).toEqual([]);
    for (const frames of [hostFrames, secondFrames]) {
      for (const secret of [ani.token, ani.code, budi.token, budi.code, HOST_KEY]) {
        expect(having(frames, secret)).toEqual([]);
      }
    }
    expect(having(hostFrames, room.token)).toHaveLength(1);
    expect(having(answers(hostFrames), room.token)).toHaveLength(1);
    expect(having(secondFrames, room.token)).toEqual([]);
    for (const { player } of seats) player[Symbol.dispose]();
  });

  test("[VW1] no frame before reveal tells the key, the accepted answer or the explanation", async () => {
    const { url } = app();
    using game = await startGame(app(), [], { quiz: { ...QUIZ, items: QUIZ.items.slice(3) } });
    using player = (await joinRoom(url, { pin: game.pin, nickname: "Ani" })).player;
    const [frames, hostFrames] = [tape(player), tape(game.host)];
    await bring(game.host, "open");
    await player.phase("open", 1);
    await player.get("room:sync", { version: 99 });
    await game.host.get("room:sync", { version: 99 });
    for (const secret of ["the-accepted-answer", "told-later", '"key"']) {
      expect(having([...frames, ...hostFrames], secret)).toEqual([]);
    }
    await respond(app(), player, 1, "wrong");
    expect(await player.phase("reveal", 1)).toMatchObject({ key: ["the-accepted-answer"], explanation: "told-later" });
    expect(await game.host.phase("reveal", 1)).toMatchObject({ key: ["the-accepted-answer"] });
  });

  test("[VW7] in preview the stem is sent and no options", async () => {
    using game = await startGame(app(), ["Ani"], { options: { previewSeconds: 60 } });
    const frames = tape(nth(game.players, 0));
    await bring(game.host, "preview");
    const preview = await nth(game.players, 0).phase("preview", 1);
    expect(preview).toMatchObject({ stem: "One?", opensAt: expect.any(Number) });
    expect(having(frames, "options")).toEqual([]);
  });

  test("[VW5] with questionOnPhone false phones get no stem before reveal, and the host does", async () => {
    using game = await startGame(app(), ["Ani"], { options: { previewSeconds: 60, questionOnPhone: false } });
    const frames = tape(nth(game.players, 0));
    await bring(game.host, "preview");
    expect(game.host.last).toMatchObject({ stem: "One?" });
    await bring(game.host, "open");
    await nth(game.players, 0).phase("open", 1);
    expect(game.host.last).toMatchObject({ prompt: { stem: "One?" } });
    expect(having(frames, "One?")).toEqual([]);
  });

  test("[VW6] shuffled options keep their marks, and a phone's own order after a reconnect", async () => {
    const options = Array.from({ length: 6 }, (_, index) => ({ id: `o${index}`, text: `Option ${index}` }));
    const item = { id: "q1", type: "single-choice", stem: "Which?", options, key: ["o0"], seconds: null };
    const names = ["Ani", "Budi", "Citra", "Dewi", "Eka", "Fajar"];
    using game = await startGame(app(), names, {
      quiz: { ...SMALL_QUIZ, items: [item] },
      options: { shuffleOptions: true },
    });
    await bring(game.host, "open");
    const orders = new Set<string>();
    for (const { player, token } of game.seats) {
      const { prompt } = await player.phase("open", 1);
      expect(prompt.options?.toSorted((a, b) => a.mark - b.mark).map(({ id }) => id)).toEqual(
        options.map(({ id }) => id),
      );
      orders.add(JSON.stringify(prompt.options));
      using again = await connectPlayer(app().url);
      expect((await again.get("room:resume", { token })).snapshot).toMatchObject({ prompt });
    }
    expect(orders.size).toBeGreaterThan(1);
  });

  test("[AB5] with a PIN one can ask to join, and nothing else", async () => {
    using game = await startGame(app(), ["Ani"]);
    using device = await connectHost(app().url, {});
    const asked = await device.get("host:ask", { pin: game.pin, label: "HP Pak Budi" });
    const heard = await game.host.until(({ events: got }) => got.find(({ name }) => name === "host:asked"));
    expect(heard.payload).toEqual({ askId: asked.askId, label: "HP Pak Budi" });
    expect(await codeOf(device.ask("host:approve", { askId: asked.askId, allow: true }))).toBe("unauthorized");
    await game.host.get("host:approve", { askId: asked.askId, allow: false });
    const answer = await device.until(({ events: got }) => got.find(({ name }) => name === "host:answered"));
    expect(answer.payload).toEqual({ askId: asked.askId, allow: false });
    await game.host.get("host:approve", { askId: asked.askId, allow: true });
    await game.host.get("room:lock", { locked: true });
    await device.get("host:ask", { pin: game.pin, label: "again" });
    expect(device.events.map(({ name }) => name)).toEqual(["host:answered"]);
  });

  test("[RM37] a host of another room cannot approve, and an approved device gets the token and may host", async () => {
    using game = await startGame(app(), ["Ani"]);
    using other = await startGame(app(), []);
    using device = await connectHost(app().url, {});
    const { askId } = await device.get("host:ask", { pin: game.pin, label: "HP" });
    await other.host.get("host:approve", { askId, allow: true });
    expect(other.host.events.filter(({ name }) => name === "host:asked")).toEqual([]);
    await game.host.get("host:approve", { askId, allow: true });
    const { payload } = await device.until(({ events: got }) => got.find(({ name }) => name === "host:answered"));
    expect(payload).toEqual({ askId, allow: true, token: game.token });
    const attached = await device.get("room:attach", { token: game.token });
    device.snapshots.push(attached.snapshot);
    expect(await advance(device)).toEqual({ ok: true, version: 2 });
  });

  test("[RM73] hosts hear that a question has been answered, that it was asked anew, and that its asker is gone", async () => {
    using game = await startGame(app(), ["Ani"]);
    using desk = await connectHost(app().url);
    await desk.get("room:attach", { roomId: game.roomId });
    using device = await connectHost(app().url, {});
    const ask = async () => (await device.get("host:ask", { pin: game.pin, label: "HP" })).askId;
    const asked = [await ask(), await ask()];
    await desk.get("host:approve", { askId: nth(asked, 1), allow: false });
    asked.push(await ask());
    device.socket.disconnect();
    for (const host of [game.host, desk]) {
      const settled = await host.until(({ events: got }) => {
        const names = got.filter(({ name }) => name === "host:settled");
        return names.length === 3 && names.map(({ payload }) => payload);
      });
      expect(settled).toEqual(asked.map((askId) => ({ askId })));
    }
  });
});
