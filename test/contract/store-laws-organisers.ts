import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Organiser, Session } from "../../src/store/organisers.ts";
import { lobby, quizOf, workshopOf } from "./store-fixtures.ts";
import type { Bench } from "./store-suite.ts";

const organiserOf = (nameKey: string, changes: Partial<Organiser> = {}): Organiser => ({
  id: randomUUID(),
  name: `Ibu ${nameKey}`,
  nameKey,
  password: "scrypt$15$8$1$salt$hash",
  mark: randomUUID(),
  version: 1,
  createdAt: 1,
  updatedAt: 1,
  ...changes,
});

const sessionOf = (until: number, changes: Partial<Session> = {}): Session => ({
  organiserId: null,
  mark: "",
  createdAt: 1,
  until,
  ...changes,
});

export const organiserLaws = (bench: () => Bench): void => {
  test("[AU1] organisers are kept, found by id and by name, listed by name and deleted, and the name is free again", async () => {
    const { store, other, leftovers } = bench();
    const [rina, andi] = [organiserOf("rina"), organiserOf("andi")];
    for (const organiser of [rina, andi]) expect(await store.putOrganiser(organiser)).toBe("done");
    expect(await other.organisers()).toEqual([andi, rina]);
    expect([await other.organiser(rina.id), await other.organiserNamed("andi")]).toEqual([rina, andi]);
    expect([await store.organiser("nobody"), await store.organiserNamed("nobody")]).toEqual([undefined, undefined]);
    expect([await other.deleteOrganiser(rina.id), await other.deleteOrganiser(rina.id)]).toEqual([true, false]);
    expect([await store.organiser(rina.id), await store.organiserNamed("rina")]).toEqual([undefined, undefined]);
    expect(await leftovers(rina.id)).toEqual([]);
    const again = organiserOf("rina");
    expect(await store.putOrganiser(again)).toBe("done");
    for (const { id } of [again, andi]) await store.deleteOrganiser(id);
  });

  test("[AU1] of many who take a name at once one gets it, and the same document sent again is written", async () => {
    const { store, other } = bench();
    const rivals = Array.from({ length: 10 }, () => organiserOf("one name"));
    const told = await Promise.all(rivals.map((rival, n) => (n % 2 ? store : other).putOrganiser(rival)));
    expect(told.filter((answer) => answer === "done")).toHaveLength(1);
    expect(told.filter((answer) => answer === "name-taken")).toHaveLength(9);
    const winner = rivals[told.indexOf("done")] ?? organiserOf("none");
    expect(await store.organisers()).toEqual([winner]);
    expect(await other.putOrganiser(winner)).toBe("done");
    expect(await other.putOrganiser({ ...winner, mark: "other" })).toBe("stale");
    expect(await store.putOrganiser({ ...winner, mark: "other", version: 2 })).toBe("done");
    expect((await other.organiserNamed("one name"))?.mark).toBe("other");
    await store.deleteOrganiser(winner.id);
    expect(await store.putOrganiser({ ...winner, version: 3 })).toBe("stale");
  });

  test("[AU2] a session is found until its time, and no more once it was deleted, also when it is renewed then", async () => {
    const { store, other, pass, leftovers } = bench();
    const [short, long] = [
      sessionOf(store.now() + 900),
      sessionOf(store.now() + 60_000, { organiserId: "o", mark: "m" }),
    ];
    await store.putSession("digest-short", short);
    await store.putSession("digest-long", long);
    expect([await other.session("digest-short"), await other.session("digest-long")]).toEqual([short, long]);
    await pass(1000);
    expect([await other.session("digest-short"), await other.session("digest-long")]).toEqual([undefined, long]);
    const renewed = { ...long, until: long.until + 60_000 };
    await other.renewSession("digest-long", renewed);
    expect(await store.session("digest-long")).toEqual(renewed);
    await other.deleteSession("digest-long");
    await other.deleteSession("digest-long");
    await store.renewSession("digest-long", renewed);
    expect(await store.session("digest-long")).toBeUndefined();
    await store.putSession("digest-last", sessionOf(store.now() + 60_000));
    expect([await leftovers("digest-short"), await leftovers("digest-long")]).toEqual([[], []]);
    await store.deleteSession("digest-last");
  });

  test("[AU9] quizzes of one id and several owners are several quizzes", async () => {
    const { store, other } = bench();
    const own = (title: string, ownerId: string) => ({ ...quizOf("same", title), ownerId });
    const [ours, a, b] = [quizOf("same", "1 ours"), own("2 of a", "a"), own("3 of b", "b")];
    for (const quiz of [ours, a, b]) await store.putQuiz(quiz);
    await other.putQuiz({ ...own("late", "a"), images: {} }, { ifAbsent: true });
    expect([await other.quiz("same"), await other.quiz("same", "a"), await other.quiz("same", "b")]).toEqual([
      ours,
      a,
      b,
    ]);
    expect(await other.quiz("same", "c")).toBeUndefined();
    const listed = (await other.quizzes()).filter(({ id }) => id === "same");
    expect(listed.map(({ title, ownerId }) => [title, ownerId])).toEqual([
      ["1 ours", undefined],
      ["2 of a", "a"],
      ["3 of b", "b"],
    ]);
    expect(await store.putQuizImage("same", "x.png", "hash-x", "c")).toBe(false);
    expect(await store.putQuizImage("same", "x.png", "hash-x", "b")).toBe(true);
    expect([(await other.quiz("same", "a"))?.images, (await other.quiz("same"))?.images]).toEqual([
      a.images,
      ours.images,
    ]);
    expect([await store.deleteQuiz("same", "a"), await store.deleteQuiz("same", "a")]).toEqual([true, false]);
    expect([(await other.quiz("same"))?.quiz.title, (await other.quiz("same", "b"))?.quiz.title]).toEqual([
      "1 ours",
      "3 of b",
    ]);
    for (const owner of [undefined, "b"]) await store.deleteQuiz("same", owner);
  });

  test("[AU9] rooms and workshops bear their owner, and those without have none", async () => {
    const { store, other } = bench();
    const [own, plain] = [lobby({ ownerId: "a" }), lobby()];
    for (const room of [own, plain]) await store.create(room, quizOf("fixture"));
    expect((await other.room(own.id))?.ownerId).toBe("a");
    expect(await other.room(plain.id)).not.toHaveProperty("ownerId");
    expect((await other.rooms()).find(({ room }) => room.id === own.id)?.room.ownerId).toBe("a");
    const workshop = workshopOf({ ownerId: "a" });
    await store.putWorkshop(workshop);
    expect((await other.workshop(workshop.id))?.ownerId).toBe("a");
    await store.deleteWorkshop(workshop.id);
  });
};
