import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadShippedQuizzes } from "../../src/shipped.ts";
import { connectHost, type HostClient, SMALL_QUIZ, startApp } from "../support.ts";
import { codeOf } from "./protocol-play.ts";
import type { TestApp } from "./stores.ts";
import { json, newTenant, own, playOne, type Tenant, type Things, told, workshopBody } from "./tenants.ts";

const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
/** An id that nobody's thing has. */
const MISSING = "missing";

/** Everything a store holds of rooms, workshops and quizzes. */
const contents = async ({ app: { store } }: TestApp): Promise<string> =>
  JSON.stringify([await store.rooms(), await store.workshops(), await store.quizzes(), await store.organisers()]);

describe("two organisers", () => {
  let app: TestApp;
  let ani: Tenant;
  let budi: Tenant;
  let hers: Things;
  let his: Things;
  let budiHost: HostClient;
  beforeAll(async () => {
    app = await startApp();
    [ani, budi] = [await newTenant(app, "Bu Ani"), await newTenant(app, "Pak Budi")];
    // Both call their quiz the same.
    [hers, his] = [await own(ani, "small"), await own(budi, "small")];
    await ani.ask("/api/quizzes/only-hers", json("PUT", { ...SMALL_QUIZ, id: "only-hers" }));
    budiHost = await budi.host();
  });
  afterAll(async () => {
    budiHost?.[Symbol.dispose]();
    await app?.[Symbol.asyncDispose]();
  });

  test("[AU9] lists show what is one's own, and the quizzes that came with the server", async () => {
    const ids = async (who: Pick<Tenant, "ask">, kind: "rooms" | "workshops" | "quizzes") => {
      const body = (await (await who.ask(`/api/${kind}`)).json()) as Record<
        typeof kind,
        { id: string; shipped?: true }[]
      >;
      return body[kind].filter(({ shipped }) => !shipped).map(({ id }) => id);
    };
    for (const [who, things] of [
      [ani, hers],
      [budi, his],
    ] as const) {
      expect((await ids(who, "rooms")).toSorted()).toEqual(Object.values(things.rooms).toSorted());
      expect(await ids(who, "workshops")).toEqual([things.workshop]);
    }
    expect([await ids(ani, "quizzes"), await ids(budi, "quizzes")]).toEqual([["small", "only-hers"], ["small"]]);
    const all = await ids({ ask: app.fetch }, "rooms");
    expect(all.toSorted()).toEqual([...Object.values(hers.rooms), ...Object.values(his.rooms)].toSorted());
    expect((await ids({ ask: app.fetch }, "workshops")).toSorted()).toEqual([hers.workshop, his.workshop].toSorted());
  });

  test("[AU10] every route answers for what is another's as for what is not there, and changes nothing", async () => {
    const document = (await (await budi.ask("/api/openapi.json")).json()) as { paths: Record<string, object> };
    const before = await contents(app);
    const bodies: Record<string, RequestInit> = {
      "put /api/workshops/{id}": json("PUT", { ...workshopBody("small"), version: 1 }),
      "put /api/quizzes/{id}/images/{file}": { method: "PUT", body: PNG, headers: { "content-type": "image/png" } },
    };
    const others: Record<string, string> = { rooms: hers.rooms.post, quizzes: "only-hers", workshops: hers.workshop };
    let asked = 0;
    for (const [path, methods] of Object.entries(document.paths)) {
      const kind = path.split("/")[2] ?? "";
      const other = others[kind];
      if (!path.includes("{id}") || other === undefined) continue;
      for (const method of Object.keys(methods)) {
        // Storing a quiz is making an own one, whatever others have.
        if (`${method} ${path}` === "put /api/quizzes/{id}") continue;
        const init = bodies[`${method} ${path}`] ?? { method: method.toUpperCase() };
        const answers = [other, MISSING].map((id) =>
          told(budi.ask(path.replace("{id}", id).replace("{file}", "a.png"), init)),
        );
        const [crossed, missing] = await Promise.all(answers);
        expect([method, path, crossed]).toEqual([method, path, missing]);
        expect(crossed?.[0]).toBe(404);
        asked++;
      }
    }
    expect(asked).toBe(18);
    expect(await contents(app)).toBe(before);
  });

  test("[AU10] so do ids in queries and bodies", async () => {
    const before = await contents(app);
    const same = async (
      of: (ids: { room: string; quiz: string; workshop: string; owner: string }) => Promise<Response>,
    ) => {
      const crossed = await told(
        of({ room: hers.rooms.post, quiz: "only-hers", workshop: hers.workshop, owner: ani.id }),
      );
      expect(crossed).toEqual(await told(of({ room: MISSING, quiz: MISSING, workshop: MISSING, owner: MISSING })));
      expect(crossed[0]).toBe(404);
    };
    for (const kind of ["json", "csv", "xlsx"]) {
      await same(({ room }) => budi.ask(`/api/comparisons.${kind}?pre=${room}&post=${his.rooms.post}`));
      await same(({ room }) => budi.ask(`/api/comparisons.${kind}?pre=${his.rooms.pre}&post=${room}`));
    }
    await same(({ quiz }) => budi.ask("/api/workshops", json("POST", workshopBody(quiz))));
    const replaced = (rooms: object) => json("PUT", { ...workshopBody("small"), rooms, version: 1 });
    await same(({ room }) => budi.ask(`/api/workshops/${his.workshop}`, replaced({ pre: room })));
    await same(({ owner }) => budi.ask(`/api/quizzes?owner=${owner}`));
    await same(({ owner }) => budi.ask(`/api/quizzes/only-hers?owner=${owner}`));
    await same(({ owner }) => budi.ask(`/api/quizzes/only-hers?owner=${owner}`, { method: "DELETE" }));
    expect(await contents(app)).toBe(before);
  });

  test("[AU10] so do host events", async () => {
    const { pre, post } = hers.rooms;
    for (const roomId of [pre, post, MISSING]) {
      expect(await codeOf(budiHost.ask("room:attach", { roomId }))).toBe("room_not_found");
    }
    for (const quizId of ["only-hers", MISSING]) {
      expect(await codeOf(budiHost.ask("room:create", { quizId }))).toBe("quiz_not_found");
    }
    expect(await codeOf(budiHost.ask("room:finish", {}))).toBe("unauthorized");
    using aniHost = await ani.host();
    const attempt = "an attempt of hers, 22 characters";
    await aniHost.get("room:create", { quizId: "small", attempt });
    expect(await codeOf(budiHost.ask("room:create", { quizId: "small", attempt }))).toBe("attempt_reused");
    await aniHost.get("room:finish", {});
  });

  test("[AU11] a room that names another's workshop gets nothing of it, and is none of its rooms", async () => {
    using aniHost = await ani.host();
    const { roomId: secret } = await aniHost.get("room:create", {
      quizId: "small",
      options: { workshop: { id: hers.workshop, occasion: "pre" }, preset: "pretest", previewSeconds: 0 },
    });
    await playOne(aniHost);
    const options = {
      workshop: { id: hers.workshop, occasion: "post" },
      identity: "roster",
      previewSeconds: 0,
    } as const;
    const { roomId } = await budiHost.get("room:create", { quizId: "small", options });
    expect((await app.app.store.room(roomId))?.roster).toBeUndefined();
    await playOne(budiHost);
    const shown = (await (await ani.ask(`/api/workshops/${hers.workshop}`)).json()) as {
      rooms: { post: { id: string }[] };
    };
    expect(shown.rooms.post.map(({ id }) => id)).toEqual([hers.rooms.post]);
    // Were it one of her post-tests, its end would have released her pre-test.
    expect((await app.app.store.room(secret))?.releasedAt).toBeUndefined();
    await budi.ask(`/api/rooms/${roomId}`, { method: "DELETE" });
  });

  test("[AU12] shipped quizzes are read by all; an organiser who saves one has an own copy, with its pictures", async () => {
    const title = async (who: Pick<Tenant, "ask">) =>
      ((await (await who.ask("/api/quizzes/all-kinds")).json()) as { title: string }).title;
    const shipped = await title(budi);
    expect(await told(budi.ask("/api/quizzes/all-kinds", { method: "DELETE" }))).toMatchObject([404, {}]);
    await app.app.store.putQuizImage("all-kinds", "x.png", "hash-of-x");
    const document = (await (await budi.ask("/api/quizzes/all-kinds")).json()) as object;
    expect((await budi.ask("/api/quizzes/all-kinds", json("PUT", { ...document, title: "Mine" }))).status).toBe(200);
    expect([await title(budi), await title(ani), await title({ ask: app.fetch })]).toEqual(["Mine", shipped, shipped]);
    expect((await app.app.store.quiz("all-kinds", budi.id))?.images).toMatchObject({ "x.png": "hash-of-x" });
    expect((await budi.ask("/api/quizzes/all-kinds", { method: "DELETE" })).status).toBe(204);
    expect(await title(budi)).toBe(shipped);
    const image = { method: "PUT", body: PNG, headers: { "content-type": "image/png" } };
    expect((await ani.ask("/api/quizzes/all-kinds/images/y.png", image)).status).toBe(200);
    expect((await app.app.store.quiz("all-kinds", ani.id))?.images).toHaveProperty(["y.png"]);
    expect((await app.app.store.quiz("all-kinds"))?.images).not.toHaveProperty(["y.png"]);
  });

  test("[AU12] what the administrator changes of a shipped quiz is every organiser's, and an own copy is made over what was read", async () => {
    const read = async (ask: Tenant["ask"]) =>
      (await (await ask("/api/quizzes/refleksi/stored")).json()) as { quiz: object; version: string };
    const put = async (ask: Tenant["ask"], title: string, base: string) => {
      const { quiz } = await read(ask);
      return (await ask(`/api/quizzes/refleksi?base=${base}`, json("PUT", { ...quiz, title }))).status;
    };
    const before = await read(budi.ask);
    expect(await put(app.fetch, "Administrator's", (await read(app.fetch)).version)).toBe(200);
    await loadShippedQuizzes(app.app.store, pino({ enabled: false }));
    expect((await read(budi.ask)).quiz).toMatchObject({ title: "Administrator's" });
    // [ED9] Creating hides no quiz that is seen; nor does a change of one that has been changed since.
    expect(await put(budi.ask, "New", "0")).toBe(409);
    expect(await put(budi.ask, "Mine", before.version)).toBe(409);
    const { version } = await read(budi.ask);
    const image = { method: "PUT", body: PNG, headers: { "content-type": "image/png" } };
    expect((await budi.ask("/api/quizzes/refleksi/images/y.png", image)).status).toBe(200);
    // A lost answer is asked for again.
    for (let time = 0; time < 2; time++) expect(await put(budi.ask, "Mine", version)).toBe(200);
    expect(await put(budi.ask, "Other", version)).toBe(409);
    expect((await read(ani.ask)).quiz).toMatchObject({ title: "Administrator's" });
    expect((await app.app.store.quiz("refleksi", budi.id))?.images).toHaveProperty(["y.png"]);
    expect(await put(ani.ask, "Of Ani", version)).toBe(200);
  });

  test("[AU8] only the administrator sees and changes organisers, and reads what the server counts", async () => {
    const before = await contents(app);
    const routes: [string, RequestInit?][] = [
      ["/api/organisers"],
      ["/api/organisers", json("POST", { name: "Other", password: "long enough" })],
      [`/api/organisers/${ani.id}`, json("PUT", { password: "long enough" })],
      [`/api/organisers/${ani.id}`, { method: "DELETE" }],
      ["/metrics"],
    ];
    for (const [path, init] of routes) expect((await told(budi.ask(path, init)))[0]).toBe(401);
    expect(await contents(app)).toBe(before);
  });

  test("[AU13] the administrator hosts an organiser's workshop: the room is the organiser's", async () => {
    const attached = await app.fetch(`/api/rooms/${hers.rooms.post}/report.json`);
    expect(attached.status).toBe(200);
    expect((await app.fetch(`/api/quizzes/only-hers?owner=${ani.id}`)).status).toBe(200);
    const all = (await (await app.fetch("/api/quizzes?owner=all")).json()) as {
      quizzes: { id: string; ownerId?: string }[];
    };
    expect(
      all.quizzes
        .filter(({ id }) => id === "small")
        .map(({ ownerId }) => ownerId)
        .toSorted(),
    ).toEqual([ani.id, budi.id].toSorted());
    using host = await connectHost(app.url);
    const options = { workshop: { id: hers.workshop, occasion: "post" } } as const;
    const { roomId } = await host.get("room:create", { quizId: "only-hers", options });
    expect((await app.app.store.room(roomId))?.ownerId).toBe(ani.id);
    expect((await ani.ask(`/api/rooms/${roomId}`, { method: "DELETE" })).status).toBe(204);
  });

  test("[AU13] what a deleted organiser leaves is the administrator's, and a new one of the name does not get it", async () => {
    const cici = await newTenant(app, "Bu Cici");
    const things = await own(cici, "of-cici");
    expect((await app.fetch(`/api/organisers/${cici.id}`, { method: "DELETE" })).status).toBe(204);
    expect((await cici.ask("/api/rooms")).status).toBe(401);
    const again = await newTenant(app, "Bu Cici");
    expect(await told(again.ask("/api/rooms"))).toEqual([200, { rooms: [] }]);
    for (const path of [`/api/rooms/${things.rooms.post}/report.json`, `/api/workshops/${things.workshop}`]) {
      expect([(await again.ask(path)).status, (await app.fetch(path)).status]).toEqual([404, 200]);
    }
    for (const path of Object.values(things.rooms).map((id) => `/api/rooms/${id}`)) {
      expect((await app.fetch(path, { method: "DELETE" })).status).toBe(204);
    }
  });
});
