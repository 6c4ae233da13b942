import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Options } from "../../protocol/payloads.ts";
import type { RosterEntry } from "../../protocol/workshops.ts";
import { reduce } from "../../src/engine/reduce.ts";
import type { Room } from "../../src/room.ts";
import { drawFrom } from "../../src/rooms/draw.ts";
import { peopleOf } from "../../src/rooms/people.ts";
import { workshopRoster } from "../../src/rooms/workshop-roster.ts";
import { teamOf, teamStandings, teamsBySeat, teamsFrom } from "../../src/teams.ts";
import { ask, quizOf, roomOf, seatOf } from "./fixtures.ts";
import { screenIn, screensOf } from "./screens.ts";

const NAMES = ["Merah", "Putih", "Hijau"];
const DEALT: Options["teams"] = { mode: "dealt", names: NAMES };
const CHOSEN: Options["teams"] = { mode: "chosen", names: NAMES };
const person = (name: string, team?: string): RosterEntry => ({
  id: `id of ${name}`,
  name,
  code: name,
  ...(team === undefined ? {} : { team }),
});
const seats = (count: number, changes: (index: number) => object = () => ({})) =>
  Array.from({ length: count }, (_, index) => seatOf(`p${index}`, changes(index)));
const namesIn = (room: Room, all: ReturnType<typeof seats>) =>
  all.map((seat, place) => teamOf(room, seat, place)?.name);

describe("the teams of a new room", () => {
  test("[TE1] names are cleaned as nicknames, and teams get ids of their own", () => {
    expect(teamsFrom({ mode: "dealt", names: ["  Tim  A ", "Tim B"] }, [])).toEqual([
      { id: "t1", name: "Tim A" },
      { id: "t2", name: "Tim B" },
    ]);
    expect(teamsFrom(undefined, [])).toBeUndefined();
    expect(roomOf(quizOf(), {}).teams).toBeUndefined();
  });

  test.each([
    [["Tim A", "\u200b"], "nickname_invalid"],
    [["Tim A", "x".repeat(21)], "nickname_invalid"],
    [["Tim A", "tim-a"], "nickname_taken"],
  ])("[TE1] %j answers %s", (names, rejected) => {
    expect(teamsFrom({ mode: "chosen", names }, [])).toEqual({ rejected });
  });

  test("[TE4] a list gives its teams, in its order; one without any, or with over 40, is no list of teams", () => {
    const list = [person("Ani", "Putih"), person("Budi"), person("Citra", "Merah"), person("Dewi", "Putih")];
    expect(teamsFrom({ mode: "list" }, list)).toEqual([
      { id: "t1", name: "Putih" },
      { id: "t2", name: "Merah" },
    ]);
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => person(`P${index}`, `Tim ${index + 2}`));
    expect(teamsFrom({ mode: "list" }, many(40))).toHaveLength(40);
    for (const bad of [[], [person("Ani")], many(41)])
      expect(teamsFrom({ mode: "list" }, bad)).toEqual({ rejected: "invalid_payload" });
  });
});

describe("who is in which team", () => {
  test("[TE3] sizes differ by at most one when nobody was removed, and a removal changes nobody's team", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.nat(120), fc.nat(119), (count, people, gone) => {
        const names = Array.from({ length: count }, (_, index) => `Tim ${index + 2}`);
        const room = roomOf(quizOf(), { teams: { mode: "dealt", names } });
        const all = teamsBySeat(room, seats(people));
        const sizes = names.map((name) => [...all.values()].filter((team) => team.name === name).length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        expect(all.size).toBe(people);
        const left = teamsBySeat(
          room,
          seats(people, (index) => ({ removed: index === gone })),
        );
        for (const [playerId, team] of left) expect(team).toEqual(all.get(playerId));
        expect(left.has(`p${gone}`)).toBe(false);
      }),
      { numRuns: 40 },
    );
  });

  test("[TE2] a chosen team is that of the seat; one that is not there is none", () => {
    const room = roomOf(quizOf(), { teams: CHOSEN });
    const all = seats(3, (index) => ({ team: ["t2", null, "t9"][index] }));
    expect(namesIn(room, all)).toEqual(["Putih", undefined, undefined]);
  });

  test("[TE4] the list says whose team is which; who is not on it has none", () => {
    const roster = [person("Ani", "Putih"), person("Budi"), person("Citra", "Merah")];
    const teams = [
      { id: "t1", name: "Putih" },
      { id: "t2", name: "Merah" },
    ];
    const room = { ...roomOf(quizOf()), options: { ...roomOf(quizOf()).options, teams: { mode: "list" as const } } };
    const all = seats(4, (index) => ({ personId: ["id of Citra", "id of Ani", "id of Budi", null][index] }));
    expect(namesIn({ ...room, roster, teams }, all)).toEqual(["Merah", "Putih", undefined, undefined]);
  });

  test("[TE11] a list keeps its teams as written first, also when it is written again", () => {
    const draw = drawFrom();
    const list = [
      { name: "Ani", team: " Tim  A" },
      { name: "Budi", team: "tim a", code: "BBBBB" },
      { name: "Citra", team: " " },
    ];
    const people = peopleOf(list, draw);
    expect(people).toMatchObject([{ team: "Tim A" }, { team: "Tim A" }, { name: "Citra" }]);
    expect("rejected" in people || "team" in (people[2] ?? {})).toBe(false);
    const before = "rejected" in people ? [] : people;
    const again = workshopRoster([{ name: "Ani", team: "Tim B" }, { name: "Citra" }], "w", before, draw);
    expect(again).toMatchObject([{ name: "Ani", team: "Tim B" }, { name: "Citra" }]);
    expect(peopleOf([{ name: "Ani", team: "x".repeat(30) }], draw)).toEqual({ rejected: "nickname_invalid" });
  });

  test("[TE5] the host's word goes before all others, whatever the mode; in the last phase too", () => {
    for (const teams of [DEALT, CHOSEN]) {
      const room = roomOf(quizOf(), { teams });
      const moved = ask(room, { kind: "move", playerId: "p0", team: "t3" }, 0);
      const all = seats(2, () => ({ team: "t2" }));
      expect(namesIn(moved, all)).toEqual(["Hijau", "Putih"]);
      expect(reduce(moved, { kind: "move", playerId: "p0", team: "t3" }, 0)).toMatchObject({ unchanged: true });
      expect(reduce(room, { kind: "move", playerId: "p0", team: "t4" }, 0)).toEqual({ rejected: "team_unknown" });
      const finished = ask(ask(moved, { kind: "finish" }, 0), { kind: "move", playerId: "p0", team: "t1" }, 0);
      expect(namesIn(finished, all)).toEqual(["Merah", "Putih"]);
    }
    expect(reduce(roomOf(), { kind: "move", playerId: "p0", team: "t1" }, 0)).toEqual({ rejected: "team_unknown" });
  });
});

describe("how teams stand", () => {
  const standing = (totals: number[], removed: number[] = [], names = NAMES) => {
    const room = roomOf(quizOf(), { teams: { mode: "dealt", names } });
    const all = seats(totals.length, (index) => ({ removed: removed.includes(index) }));
    const own = new Map(totals.map((total, index) => [`p${index}`, { total }]));
    return teamStandings(room, teamsBySeat(room, all), own);
  };

  test("[TE6] the score is the mean over those who are there, exact; the best team stands first", () => {
    expect(standing([100, 1000, 300, 201, 0])).toEqual([
      { teamId: "t2", name: "Putih", total: 500, rank: 1, members: 2 },
      { teamId: "t3", name: "Hijau", total: 300, rank: 2, members: 1 },
      { teamId: "t1", name: "Merah", total: 150.5, rank: 3, members: 2 },
    ]);
    expect(standing([100, 1000, 300, 201, 0], [0, 4]).map(({ name, total }) => [name, total])).toEqual([
      ["Putih", 1000],
      ["Hijau", 300],
      ["Merah", 201],
    ]);
  });

  test("[TE6] ties share a rank, of teams of unlike sizes too; who has no members has no rank", () => {
    expect(standing([1, 2, 7, 1, 0, 7, 2, 2]).map(({ name, rank }) => [name, rank])).toEqual([
      ["Hijau", 1],
      ["Merah", 2],
      ["Putih", 2],
    ]);
    expect(standing([5]).map(({ name, rank }) => [name, rank])).toEqual([["Merah", 1]]);
    expect(standing([])).toEqual([]);
  });

  test("[TE6] means lie within the totals, and a better one has a better rank", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1, maxLength: 60 }), (totals) => {
        const rows = standing(totals);
        for (const { total, rank } of rows) {
          expect(total >= Math.min(...totals) && total <= Math.max(...totals)).toBe(true);
          expect(rank).toBe(1 + rows.filter((other) => other.total > total).length);
        }
        expect(rows.reduce((sum, { members }) => sum + members, 0)).toBe(totals.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("what screens show of teams", () => {
  const screens = screensOf(quizOf(), { teams: DEALT });

  test("[TE7] a phone has its team in the lobby, and how it stands from the first reveal on", () => {
    const shown = (phase: "lobby" | "reveal" | "leaderboard" | "finished") =>
      screenIn(screens, phase, phase === "lobby" ? 0 : 1).players.map((player) =>
        "team" in player ? player.team : undefined,
      );
    expect(shown("lobby").map((team) => team?.name)).toEqual(["Merah", "Putih", "Hijau", "Merah"]);
    // Alpha alone was right, for 950; Delta, of the same team, was silent.
    const merah = { name: "Merah", total: 475, rank: 1, of: 3 };
    expect(shown("reveal")).toEqual([merah, expect.anything(), { name: "Hijau", total: 0, rank: 2, of: 3 }, merah]);
    expect(shown("leaderboard")).toEqual(shown("reveal"));
    // At the end silence has cost Merah the half of 4800; Hijau is Carla alone.
    expect(shown("finished")).toEqual([
      { ...merah, total: 2400, rank: 2 },
      expect.anything(),
      { name: "Hijau", total: 2900, rank: 1, of: 3 },
      { ...merah, total: 2400, rank: 2 },
    ]);
    for (const phase of ["preview", "open"] as const)
      for (const player of screenIn(screens, phase).players) expect(player).not.toHaveProperty("team");
  });

  test("[TE7] a host has all of them and whose is which in the lobby, and how they stand in leaderboard and finished", () => {
    const lobby = screenIn(screens, "lobby", 0).host;
    expect(lobby).toMatchObject({
      teams: [
        { id: "t1", name: "Merah" },
        { id: "t2", name: "Putih" },
        { id: "t3", name: "Hijau" },
      ],
      players: [{ team: "t1" }, { team: "t2" }, { team: "t3" }, { team: "t1" }],
    });
    for (const phase of ["leaderboard", "finished"] as const) {
      const { host } = screenIn(screens, phase);
      expect("teams" in host && host.teams?.map(({ name }) => name)).toContain("Merah");
      expect("teams" in host && host.teams).toHaveLength(3);
    }
  });

  test("[TE7] under the pre-test preset no score of a team is told until the release; without teams there is no field", () => {
    const secret = screensOf(quizOf(), { teams: DEALT, preset: "pretest" });
    for (const { host, players, room } of secret) {
      if (room.phase === "lobby") continue;
      for (const snapshot of [host, ...players]) {
        expect(snapshot).not.toHaveProperty("team");
        expect(snapshot).not.toHaveProperty("teams");
      }
    }
    expect(JSON.stringify(screensOf(quizOf()).map(({ host, players }) => [host, players]))).not.toMatch(/"teams?"/);
  });
});
