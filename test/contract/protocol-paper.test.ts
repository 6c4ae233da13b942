import { expect, test } from "vitest";
import { advance, type HostClient, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { codeOf } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

const QUIZ = { ...SMALL_QUIZ, items: SMALL_QUIZ.items.map((item) => ({ ...item, seconds: null })) };
const options = { previewSeconds: 0, leaderboard: "none" as const };

/** Opens the next round and closes it at once, or when all have answered. */
const round = async (host: HostClient, number: number, answer?: () => Promise<unknown>) => {
  await advance(host);
  await host.phase("open", number);
  await new Promise((resume) => setTimeout(resume, 450));
  await answer?.();
  await host.get("round:close", { round: number });
  await host.phase("reveal", number);
};

overStores("paper answers and rehearsals", (app) => {
  test("[PA2] somebody without a phone gets a seat and answers, [PA8] which count at once, [PA10] and are told apart in the file; [PA3] the code is theirs", async () => {
    const { url } = app();
    const game = await openRoom(url, { quiz: QUIZ, options });
    const { host, pin, roomId } = game;
    const { player } = await joinRoom(url, { pin, nickname: "Ani" });
    await round(host, 1, () => player.get("response:submit", { round: 1, attempt: "a", value: "b" }));
    const attempt = "p".repeat(22);
    const added = await host.get("player:add", { nickname: "Pak Udin", attempt });
    expect(await host.get("player:add", { nickname: "Pak Udin", attempt })).toMatchObject(added);
    const { playerId, code } = added;
    const { players } = await host.get("player:list", {});
    expect(players.map(({ nickname, paper, present }) => [nickname, paper, present])).toEqual([
      ["Ani", undefined, true],
      ["Pak Udin", true, false],
    ]);
    const { version } = await host.get("answer:enter", { playerId, answers: [{ round: 1, value: "b" }] });
    const reveal = await host.until(({ last }) => (last && last.version >= version ? last : undefined));
    expect(reveal).toMatchObject({ phase: "reveal", correctShare: 1, responded: 2, of: 2 });
    await host.get("answer:enter", { playerId, answers: [{ round: 1, value: "a" }] });
    expect(await player.until(({ last }) => last && last.version > version && last)).toMatchObject({ rank: 1, of: 2 });
    const { answers } = await host.get("answer:list", { playerId });
    expect(answers).toMatchObject([{ round: 1, source: "paper", value: "a", prompt: { stem: "One?" } }]);
    expect(await codeOf(host.ask("answer:enter", { playerId, answers: [{ round: 2, value: ["a"] }] }))).toBe(
      "round_unknown",
    );
    const lines = (await (await app().fetch(`/api/rooms/${roomId}/responses.csv`)).text()).trim().split("\r\n");
    expect(lines.map((line) => line.split(",").at(-1))).toEqual(["source", "phone", "paper"]);
    const own = await joinRoom(url, { pin, nickname: "Somebody", code });
    expect(own).toMatchObject({ playerId, nickname: "Pak Udin", snapshot: { verdict: { correct: false } } });
    for (const client of [host, player, own.player]) client.socket.disconnect();
  });

  test("[VW14] answers to an ordering name the ids of the screens, from paper too; files have the authored ones", async () => {
    const { url, fetch } = app();
    const texts = ["Satu", "Dua", "Tiga"];
    const ids = ["a", "b", "c"];
    const item = { id: "o", type: "ordering", stem: "Order?", seconds: null, key: ids };
    const items = [{ ...item, options: texts.map((text, place) => ({ id: ids[place] ?? "", text })) }];
    const { host, pin, roomId } = await openRoom(url, { quiz: { ...QUIZ, items } as never, options });
    const { player } = await joinRoom(url, { pin, nickname: "Ani" });
    let right: string[] = [];
    await round(host, 1, async () => {
      const { prompt } = await player.phase("open", 1);
      right = texts.map((text) => prompt.options?.find((option) => option.text === text)?.id ?? "");
      const submit = (value: string[]) => player.ask("response:submit", { round: 1, attempt: "a", value });
      expect(await codeOf(submit(ids))).toBe("invalid_payload");
      expect(await codeOf(submit(right))).toBe("ok");
    });
    expect(await player.phase("reveal", 1)).toMatchObject({ key: right, verdict: { correct: true } });
    const { playerId } = await host.get("player:add", { nickname: "Pak Udin", attempt: "o".repeat(22) });
    const value = right.toReversed();
    const { version } = await host.get("answer:enter", { playerId, answers: [{ round: 1, value }] });
    expect(await host.get("answer:list", { playerId })).toMatchObject({ answers: [{ value }] });
    const { distribution } = (await host.until(({ last }) => last && last.version >= version && last)) as never;
    expect(distribution).toEqual(expect.arrayContaining(right.map((id) => expect.objectContaining({ id }))));
    const csv = await (await fetch(`/api/rooms/${roomId}/responses.csv`)).text();
    expect(csv).toContain("ordering,a;b;c,a;b;c,1,");
    expect(csv).toContain("ordering,c;b;a,a;b;c,0,");
    for (const client of [host, player]) client.socket.disconnect();
  });

  test("[RH2] a rehearsal is in no list, comparison or workshop, and releases no pre-test; [RH3] its phones come and answer", async () => {
    const { url, fetch } = app();
    const made = await fetch("/api/workshops", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        title: "Pagi",
        quizIds: { pre: "komunitas-belajar", post: "komunitas-belajar" },
        identity: "coded",
      }),
    });
    const { workshop } = (await made.json()) as { workshop: { id: string; version: number } };
    const occasion = (which: "pre" | "post") => ({ workshop: { id: workshop.id, occasion: which } });
    const play = async (more: object) => {
      const game = await openRoom(url, { quiz: QUIZ, options: { ...options, ...more } });
      await joinRoom(url, { pin: game.pin, nickname: "Ani", code: "ABCD2" });
      await round(game.host, 1);
      await game.host.get("room:finish", {});
      return game;
    };
    const pre = await play({ ...occasion("pre"), preset: "pretest" });
    const trial = await play({ ...occasion("post"), rehearsal: true });
    expect(trial.snapshot).toMatchObject({ rehearsal: true });
    expect(await trial.host.phase("finished")).not.toHaveProperty("perItem[0].before");
    const get = async (path: string) => {
      const answer = await fetch(path);
      return { status: answer.status, body: await answer.json() };
    };
    const ids = async (path: string) =>
      ((await get(path)).body as { rooms: { id: string; rehearsal?: true }[] }).rooms.map(({ id }) => id);
    expect(await ids("/api/rooms")).not.toContain(trial.roomId);
    expect(await ids("/api/rooms?rehearsals=1")).toContain(trial.roomId);
    const view = (await get(`/api/workshops/${workshop.id}`)).body;
    expect(view).toMatchObject({ rooms: { pre: [{ id: pre.roomId, secret: true }], post: [] }, pair: { post: null } });
    for (const pair of [`pre=${pre.roomId}&post=${trial.roomId}`, `pre=${trial.roomId}&post=${pre.roomId}`]) {
      expect((await get(`/api/comparisons.json?${pair}`)).body).toMatchObject({ error: { code: "room_not_found" } });
    }
    const {
      createdAt: _,
      updatedAt: __,
      roster: ___,
      ...rest
    } = (view as { workshop: Record<string, unknown> }).workshop;
    const chosen = await fetch(`/api/workshops/${workshop.id}`, {
      method: "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...rest, roster: [], rooms: { pre: null, post: trial.roomId } }),
    });
    expect(await chosen.json()).toMatchObject({ error: { code: "room_not_found" } });
    expect((await get(`/api/rooms/${trial.roomId}/report.json`)).body).toMatchObject({ room: { rehearsal: true } });

    const crowd = await openRoom(url, { quiz: QUIZ, options: { ...options, rehearsal: true } });
    expect(await codeOf(trial.host.ask("rehearsal:phones", { count: 3 }))).toBe("wrong_phase");
    expect(await codeOf(pre.host.ask("rehearsal:phones", { count: 3 }))).toBe("wrong_phase");
    await crowd.host.get("rehearsal:phones", { count: 3 });
    const present = async () => (await app().app.store.presentSeats(crowd.roomId)).length;
    await expect.poll(present, { timeout: 12_000 }).toBe(3);
    for (const game of [pre, trial, crowd]) game.host.socket.disconnect();
  });
});
