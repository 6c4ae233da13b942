import { expect, test } from "vitest";
import type { HostPayload, PlayerPayload } from "../../protocol/payloads.ts";
import { connectPlayer, joinRoom } from "../support.ts";
import { bring, codeOf, nth, respond, startGame, UNTIMED_QUIZ } from "./protocol-play.ts";
import { overStores } from "./stores.ts";

type Options = HostPayload<"room:create">["options"];
const NAMES = ["Merah", "Putih"];
const ATTEMPT = "an-attempt-of-22-letters";
const CHOSEN: Options = { teams: { mode: "chosen", names: NAMES } };
const DEALT: Options = { teams: { mode: "dealt", names: NAMES } };

overStores("teams", (app) => {
  const look = async (pin: string) => {
    using player = await connectPlayer(app().url);
    return await player.get("room:look", { pin });
  };
  const join = async (payload: PlayerPayload<"room:join">) => {
    using player = await connectPlayer(app().url);
    return await codeOf(player.ask("room:join", payload));
  };
  /** Joins and tells the team that the phone is shown, and the code. */
  const seated = async (payload: PlayerPayload<"room:join">) => {
    using player = await connectPlayer(app().url);
    const { snapshot, code, playerId } = await player.get("room:join", payload);
    return { team: snapshot.phase === "lobby" ? snapshot.team?.name : undefined, code, playerId };
  };

  test("[TE2] a chosen team is asked for, shown, counted, and kept by attempt and code", async () => {
    using game = await startGame(app(), [], { options: CHOSEN });
    const { pin } = game;
    const own = { pin, nickname: "Ani", attempt: ATTEMPT };
    expect(await join(own)).toBe("team_unknown");
    expect(await join({ ...own, team: "t3" })).toBe("team_unknown");
    expect(await app().app.store.seats(game.roomId, 0)).toEqual([]);
    const { code } = await seated({ ...own, team: "t2" });
    expect(await seated(own)).toMatchObject({ team: "Putih", code });
    expect(await seated({ ...own, team: "t1" })).toMatchObject({ team: "Putih" });
    expect(await seated({ pin, nickname: "?", code })).toMatchObject({ team: "Putih" });
    expect(await join({ pin, nickname: "Budi", code: "BBBBB" })).toBe("team_unknown");
    expect(await look(pin)).toEqual({
      ok: true,
      identity: "coded",
      teamMode: "chosen",
      teams: [
        { id: "t1", name: "Merah", members: 0 },
        { id: "t2", name: "Putih", members: 1 },
      ],
    });
    using plain = await startGame(app(), []);
    expect(await seated({ pin: plain.pin, nickname: "Ani", team: "t1" })).toMatchObject({ team: undefined });
    expect(await look(plain.pin)).toEqual({ ok: true, identity: "coded" });
  });

  test("[TE3] joiners are dealt in turn, anonymous ones too, and a removed seat keeps its turn", async () => {
    using game = await startGame(app(), [], { options: { ...DEALT, identity: "anonymous" } });
    const { pin } = game;
    expect(await look(pin)).toMatchObject({ identity: "anonymous", teamMode: "dealt" });
    const ani = await seated({ pin, nickname: "Ani" });
    await game.host.get("player:remove", { playerIds: [ani.playerId] });
    const teams = [ani.team];
    for (const nickname of ["Budi", "Citra", "Dewi"]) teams.push((await seated({ pin, nickname })).team);
    expect(teams).toEqual(["Merah", "Putih", "Merah", "Putih"]);
  });

  test("[TE4] people of a list have the team of the list, guests none; a list without teams is refused", async () => {
    const roster = [{ name: "Ani", team: "Putih" }, { name: "Budi", team: "Merah" }, { name: "Citra" }];
    const listed: Options = { identity: "roster", roster, teams: { mode: "list" } };
    using game = await startGame(app(), [], { options: listed });
    const teams = [];
    for (const nickname of ["Budi", "Ani", "Citra", "Tamu"])
      teams.push((await seated({ pin: game.pin, nickname })).team);
    expect(teams).toEqual(["Merah", "Putih", undefined, undefined]);
    expect((await look(game.pin)).teamMode).toBe("list");
    for (const options of [
      { ...listed, roster: [{ name: "Ani" }] },
      { ...listed, identity: "coded" },
    ] as Options[])
      expect(await codeOf(game.host.ask("room:create", { quiz: UNTIMED_QUIZ, options }))).toBe("invalid_payload");
    const twice = { teams: { mode: "chosen", names: ["Merah", "merah"] } };
    expect(await codeOf(game.host.ask("room:create", { quiz: UNTIMED_QUIZ, options: twice }))).toBe("nickname_taken");
  });

  test("[TE5] the host moves somebody, in the last phase too, and everybody is shown what follows", async () => {
    using game = await startGame(app(), ["Ani", "Budi", "Citra"], { quiz: UNTIMED_QUIZ, options: DEALT });
    const { host, seats, players, roomId } = game;
    const [ani, budi] = [nth(seats, 0), nth(seats, 1)];
    const move = (playerId: string, team: string) => codeOf(host.ask("player:team", { playerId, team }));
    const before = JSON.stringify(await app().app.store.room(roomId));
    expect(await move(ani.playerId, "t3")).toBe("team_unknown");
    expect(await move("nobody", "t1")).toBe("player_not_found");
    expect(JSON.stringify(await app().app.store.room(roomId))).toBe(before);
    const { version } = await host.get("player:team", { playerId: ani.playerId, team: "t2" });
    expect(await host.get("player:team", { playerId: ani.playerId, team: "t2" })).toEqual({ ok: true, version });
    await nth(players, 0).until(({ last }) => last?.phase === "lobby" && last.team?.name === "Putih");
    await host.until(({ last }) => last?.phase === "lobby" && last.players[0]?.team === "t2");
    expect((await host.get("player:list", {})).players.map(({ team }) => team)).toEqual(["t2", "t2", "t1"]);

    await bring(host, "open", 1);
    await Promise.all(["b", "b", "a"].map((value, index) => respond(app(), nth(players, index), 1, value)));
    const shown = await nth(players, 2).phase("reveal", 1);
    expect(shown.team).toMatchObject({ name: "Merah", total: 0, rank: 2, of: 2 });
    await host.get("room:finish", {});
    const total = (await nth(players, 0).phase("finished")).team?.total ?? 0;
    expect(total).toBeGreaterThan(900);
    expect(await move(budi.playerId, "t1")).toBe("ok");
    const { teams } = await host.until(
      ({ last }) => last?.phase === "finished" && last.teams?.[0]?.members === 1 && last,
    );
    expect(teams).toMatchObject([
      { name: "Putih", rank: 1, members: 1 },
      { name: "Merah", rank: 2, members: 2 },
    ]);
    await host.get("player:remove", { playerIds: [budi.playerId] });
    expect(await move(budi.playerId, "t2")).toBe("player_not_found");
  });

  test("[TE7] hosts are told the team of who joins", async () => {
    using game = await startGame(app(), [], { options: CHOSEN });
    const { player } = await joinRoom(app().url, { pin: game.pin, nickname: "Ani", team: "t2" });
    const told = await game.host.until(({ events }) => events.find(({ name }) => name === "roster:changed"));
    expect(told.payload).toMatchObject({ joined: [{ nickname: "Ani", team: "t2" }] });
    player[Symbol.dispose]();
  });
});
