import { expect, test } from "vitest";
import type { RoomRow } from "../../protocol/rooms.ts";
import type { Workshop } from "../../protocol/workshops.ts";
import { advance, joinRoom, openRoom, SMALL_QUIZ } from "../support.ts";
import { pastOf } from "./store-fixtures.ts";
import { overStores } from "./stores.ts";

const BODY = { title: " Kombel ", quizIds: { pre: "komunitas-belajar", post: "komunitas-belajar" } };
const CODE = /^[A-HJKMNP-Z2-9]{5}$/;

interface View {
  workshop: Workshop;
  rooms: Record<"pre" | "post", { id: string; players: number }[]>;
  pair: Record<"pre" | "post", string | null>;
}

overStores("workshops over HTTP", (app) => {
  const send = async (method: string, path: string, body?: unknown) => {
    const headers = { "content-type": "application/json" };
    const answer = await app().fetch(
      path,
      body === undefined ? { method } : { method, body: JSON.stringify(body), headers },
    );
    const text = await answer.text();
    const json = text === "" ? {} : (JSON.parse(text) as { workshop: Workshop; error?: { code: string } });
    return {
      status: answer.status,
      workshop: (json as View).workshop,
      code: (json as { error?: { code: string } }).error?.code,
    };
  };
  const create = async (more: object = {}) => (await send("POST", "/api/workshops", { ...BODY, ...more })).workshop;
  const read = async (id: string) => (await (await app().fetch(`/api/workshops/${id}`)).json()) as View;
  const replace = (workshop: Workshop, more: object = {}) =>
    send("PUT", `/api/workshops/${workshop.id}`, { ...workshop, ...more });
  const held = async (id: string, occasion: "pre" | "post", names: string[] = []) => {
    const options = { previewSeconds: 0, workshop: { id, occasion } };
    const { host, roomId, pin } = await openRoom(app().url, { quiz: SMALL_QUIZ, options });
    for (const nickname of names) (await joinRoom(app().url, { pin, nickname })).player[Symbol.dispose]();
    host[Symbol.dispose]();
    return roomId;
  };

  test("[WS1] a workshop is made with its quizzes, coded when nothing else is said, listed newest first, read and deleted", async () => {
    const made = await send("POST", "/api/workshops", BODY);
    expect(made.status).toBe(201);
    expect(made.workshop).toEqual({
      schema: 1,
      id: expect.stringMatching(/^[A-Za-z0-9_-]{8,64}$/),
      title: "Kombel",
      quizIds: BODY.quizIds,
      identity: "coded",
      roster: [],
      rooms: { pre: null, post: null },
      pairings: [],
      version: 1,
      createdAt: expect.any(Number),
      updatedAt: expect.any(Number),
    });
    const { id } = made.workshop;
    await new Promise((resolve) => setTimeout(resolve, 5));
    const later = await create();
    const list = (await (await app().fetch("/api/workshops")).json()) as { workshops: Workshop[] };
    expect(list.workshops.filter((one) => [id, later.id].includes(one.id))).toEqual([later, made.workshop]);
    const empty = { pre: [], post: [] };
    expect(await read(id)).toEqual({ workshop: made.workshop, rooms: empty, pair: { pre: null, post: null } });
    expect((await send("DELETE", `/api/workshops/${id}`)).status).toBe(204);
    for (const method of ["DELETE", "GET"]) {
      const gone = await send(method, `/api/workshops/${id}`);
      expect([gone.status, gone.code]).toEqual([404, "workshop_not_found"]);
    }
    expect((await replace(made.workshop)).code).toBe("workshop_not_found");
  });

  test("[WS1] what is not of the documented shape is refused, and so is everything without the key", async () => {
    for (const wrong of [
      { title: " " },
      { quizIds: { pre: "a" } },
      { identity: "named" },
      { roster: [{ code: "AAAAA" }] },
    ]) {
      expect((await send("POST", "/api/workshops", { ...BODY, ...wrong })).code).toBe("invalid_payload");
    }
    const names = (count: number) => Array.from({ length: count }, (_, n) => ({ name: `Name ${n}` }));
    const many = await send("POST", "/api/workshops", { ...BODY, identity: "roster", roster: names(501) });
    expect(many.code).toBe("invalid_payload");
    expect((await create({ identity: "roster", roster: names(500) })).roster).toHaveLength(500);
    for (const path of ["/api/workshops", "/api/workshops/x", "/api/codes"]) {
      expect((await fetch(app().url + path)).status).toBe(401);
    }
  });

  test("[WS2] a list keeps names in order, marks equal ones, reads the codes given and draws the others, none twice", async () => {
    const roster = [
      { name: "Siti  Aminah" },
      { name: "Budi", code: "ab-c23" },
      { name: "Siti Aminah" },
      { name: "siti aminah", code: "" },
    ];
    const { roster: people } = await create({ identity: "roster", roster });
    expect(people.map(({ name }) => name)).toEqual(["Siti Aminah", "Budi", "Siti Aminah (2)", "siti aminah (3)"]);
    expect(people[1]?.code).toBe("ABC23");
    for (const { code } of people) expect(code).toMatch(CODE);
    for (const field of ["id", "code"] as const) expect(new Set(people.map((one) => one[field])).size).toBe(4);
    expect((await create({ identity: "anonymous", roster })).roster).toEqual([]);
  });

  test("[WS2] a code that is none, or stands twice, is code_invalid, and a name of nothing visible nickname_invalid", async () => {
    const codeOf = async (...roster: object[]) =>
      (await send("POST", "/api/workshops", { ...BODY, identity: "roster", roster })).code;
    expect(await codeOf({ name: "A", code: "OOOOO" })).toBe("code_invalid");
    expect(await codeOf({ name: "A", code: "AAAAA" }, { name: "B", code: "aa-aaa" })).toBe("code_invalid");
    expect(await codeOf({ name: "\u200b" })).toBe("nickname_invalid");
  });

  test("[WS3] replacing needs the version that was read; of two at once one wins, the other is stale", async () => {
    const first = await create();
    const answers = await Promise.all(["one", "two"].map((title) => replace(first, { title })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.code).toBe("stale_version");
    const won = answers.find(({ status }) => status === 200)?.workshop;
    expect(won).toEqual({ ...first, title: won?.title, version: 2, updatedAt: expect.any(Number) });
    expect((await read(first.id)).workshop).toEqual(won);
    expect((await replace(first, { version: 3 })).code).toBe("stale_version");
  });

  test("[WS3] who stays on the list keeps id and code, also when only names are pasted again", async () => {
    const first = await create({ identity: "roster", roster: [{ name: "Ani" }, { name: "Budi" }, { name: "Citra" }] });
    const [ani, budi, citra] = first.roster;
    const names = [{ name: "Dewi" }, { name: "Budi " }, { name: "Ani" }];
    const second = (await replace(first, { roster: names })).workshop;
    expect(second.roster.slice(1)).toEqual([budi, ani]);
    expect(second.roster[0]?.code).not.toBe(citra?.code);
    const moved = [{ name: "Ani", code: budi?.code }, { name: "Budi" }];
    const third = (await replace(second, { roster: moved })).workshop;
    expect(third.roster[0]).toEqual({ ...ani, code: budi?.code });
    expect(third.roster[1]?.code).not.toBe(budi?.code);
  });

  test("[WS4] a quiz or room that is named must be there; one that was deleted since blocks nothing", async () => {
    await app().app.store.putQuiz({ quiz: { ...SMALL_QUIZ, id: "short-lived" } as never, images: {}, updatedAt: 1 });
    const unknown = await send("POST", "/api/workshops", { ...BODY, quizIds: { pre: "short-lived", post: "none" } });
    expect([unknown.status, unknown.code]).toEqual([404, "quiz_not_found"]);
    const made = await create({ quizIds: { pre: "short-lived", post: "short-lived" } });
    await app().app.store.deleteQuiz("short-lived");
    expect((await replace(made, { quizIds: { pre: "short-lived", post: "gone" } })).code).toBe("quiz_not_found");
    expect((await replace(made, { rooms: { pre: "nowhere", post: null } })).code).toBe("room_not_found");
    const pre = await held(made.id, "pre");
    const second = (await replace(made, { rooms: { pre, post: null } })).workshop;
    await app().fetch(`/api/rooms/${pre}`, { method: "DELETE" });
    expect((await replace(second, { title: "Still" })).status).toBe(200);
  });

  test("[WS5] a workshop is read with its rooms of both occasions and the pair: the chosen room while it is there, else the latest", async () => {
    const workshop = await create();
    const other = await create();
    const first = await held(workshop.id, "pre", ["Ani", "Budi"]);
    await held(other.id, "pre");
    const post = await held(workshop.id, "post");
    const second = await held(workshop.id, "pre");
    const view = await read(workshop.id);
    expect(view.rooms.pre.map(({ id, players }) => [id, players])).toEqual([
      [second, 0],
      [first, 2],
    ]);
    expect(view.rooms.post.map(({ id }) => id)).toEqual([post]);
    expect(view.pair).toEqual({ pre: second, post });
    const brought = pastOf(3, 1, { createdAt: 1 });
    await app().app.store.importRoom(brought);
    const pairings = [{ pre: "p1", post: "p2", same: true }];
    await replace(workshop, { rooms: { pre: first, post: brought.room.id }, pairings });
    const chosen = await read(workshop.id);
    expect(chosen.pair).toEqual({ pre: first, post: brought.room.id });
    expect(chosen.rooms.post.map(({ id }) => id)).toEqual([post, brought.room.id]);
    expect(chosen.workshop.pairings).toEqual(pairings);
    await app().fetch(`/api/rooms/${first}`, { method: "DELETE" });
    expect((await read(workshop.id)).pair).toEqual({ pre: second, post: brought.room.id });
  });

  test("[WS6] deleting a workshop leaves its rooms, and deleting its rooms leaves the workshop", async () => {
    const [one, two] = [await create(), await create()];
    const rooms = [await held(one.id, "pre"), await held(two.id, "pre")];
    await send("DELETE", `/api/workshops/${one.id}`);
    await app().fetch(`/api/rooms/${rooms[1]}`, { method: "DELETE" });
    expect(await app().app.store.room(rooms[0] ?? "")).toBeDefined();
    expect((await read(two.id)).workshop).toEqual(two);
  });

  test("[WS7] a pre-test is released over HTTP, again is the same, and of another room it is wrong_phase", async () => {
    const release = async (id: string) => {
      const answer = await app().fetch(`/api/rooms/${id}/release`, { method: "POST" });
      return { status: answer.status, ...((await answer.json()) as { version?: number; error?: { code: string } }) };
    };
    const pretest = await openRoom(app().url, { quiz: SMALL_QUIZ, options: { preset: "pretest", previewSeconds: 0 } });
    using host = pretest.host;
    await advance(host);
    const rowOf = async (id: string) => {
      const { rooms } = (await (await app().fetch("/api/rooms")).json()) as { rooms: RoomRow[] };
      return rooms.find((room) => room.id === id);
    };
    expect(await rowOf(pretest.roomId)).toMatchObject({ secret: true, releasedAt: null });
    const first = await release(pretest.roomId);
    expect(await rowOf(pretest.roomId)).toMatchObject({ secret: false, releasedAt: expect.any(Number) });
    expect(first).toEqual({ status: 200, version: 3 });
    expect((await app().app.store.room(pretest.roomId))?.releasedAt).toBeGreaterThan(0);
    expect(await release(pretest.roomId)).toEqual(first);
    const plain = await openRoom(app().url, { quiz: SMALL_QUIZ });
    plain.host[Symbol.dispose]();
    // A pre-test by its occasion alone keeps nothing secret, so there is nothing to release.
    expect((await rowOf(await held("w-1", "pre")))?.secret).toBe(false);
    expect(await release(plain.roomId)).toMatchObject({ status: 409, error: { code: "wrong_phase" } });
    expect(await release("nowhere")).toMatchObject({ status: 404, error: { code: "room_not_found" } });
  });

  test("[WS8] codes for cards are fresh, well-formed and as many as were asked for, 1 to 500", async () => {
    const draw = async (query: string) => {
      const answer = await app().fetch(`/api/codes${query}`);
      return (await answer.json()) as { codes?: string[]; error?: { code: string } };
    };
    for (const [query, count] of [
      ["", 45],
      ["?count=1", 1],
      ["?count=500", 500],
    ] as const) {
      const { codes = [] } = await draw(query);
      expect([codes.length, new Set(codes).size]).toEqual([count, count]);
      for (const code of codes) expect(code).toMatch(CODE);
    }
    expect((await draw("?count=30")).codes).not.toEqual((await draw("?count=30")).codes);
    for (const wrong of ["0", "501", "1.5", "many"]) {
      expect((await draw(`?count=${wrong}`)).error?.code).toBe("invalid_payload");
    }
  });
});
