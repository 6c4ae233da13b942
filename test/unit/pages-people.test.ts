import { expect, test } from "vitest";
import type { RosterPlayerOf } from "../../protocol/snapshots.ts";
import { createCrowd } from "../../src/pages/host/people-found.ts";

const player = (playerId: string, nickname: string): RosterPlayerOf => ({ playerId, nickname, present: true });
const crowdOf = (...names: string[]) =>
  createCrowd(
    names.map((name, at) => player(`p${at}`, name)),
    "id",
  );
const names = (crowd: ReturnType<typeof createCrowd>, sought = "") =>
  crowd.found(sought).map(({ nickname }) => nickname);

test("[RM68] a name is found by its words, in any order, whatever their case and accents", () => {
  const crowd = crowdOf("José Ñandú", "Bu Rina", "Pak Józef", "JOSE");
  expect(names(crowd, " jose ")).toEqual(["JOSE", "José Ñandú"]);
  expect(names(crowd, "ÑAN jós")).toEqual(["José Ñandú"]);
  expect(names(crowd, "jo")).toEqual(["JOSE", "José Ñandú", "Pak Józef"]);
  expect(names(crowd, "rina pak")).toEqual([]);
  expect(names(crowd)).toHaveLength(4);
});

test("[RM68] who comes stands by the alphabet, who is renamed keeps the place, who goes is gone", () => {
  const crowd = crowdOf("Citra", "Andi");
  crowd.put(player("x", "Budi"));
  crowd.put(player("y", "Bagus"));
  crowd.put(player("z", "Budi 10"));
  crowd.put(player("w", "Budi 2"));
  expect(names(crowd)).toEqual(["Andi", "Bagus", "Budi", "Budi 2", "Budi 10", "Citra"]);
  crowd.put(player("p1", "Zaki"));
  expect(names(crowd)).toEqual(["Zaki", "Bagus", "Budi", "Budi 2", "Budi 10", "Citra"]);
  expect(names(crowd, "zaki")).toEqual(["Zaki"]);
  crowd.drop("x");
  expect(names(crowd)).toEqual(["Zaki", "Bagus", "Budi 2", "Budi 10", "Citra"]);
});
