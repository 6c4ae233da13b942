import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Route, withRoutes } from "../chaos/fuzz/routes.ts";
import { advance, connectHost, HOST_KEY, type HostClient, joinRoom, SMALL_QUIZ, startApp } from "../support.ts";
import { type Ask, ROWS, type Row, type There } from "./authorisation-http-table.ts";
import { respond } from "./protocol-play.ts";
import type { TestApp } from "./stores.ts";
import { json, newTenant } from "./tenants.ts";

const PNG = Buffer.from("89504e470d0a1a0a0000000d49484453", "hex");

/** A finished game of an occasion of the workshop, with a response; the tokens of its room and of its seat. */
const played = async (server: TestApp, host: HostClient, workshopId: string, occasion: "pre" | "post") => {
  const preset = occasion === "pre" ? ("pretest" as const) : ("none" as const);
  const options = { previewSeconds: 0, preset, workshop: { id: workshopId, occasion } };
  const room = await host.get("room:create", { quizId: "small", options });
  host.snapshots.push(room.snapshot);
  const { player, token } = await joinRoom(server.url, { pin: room.pin, nickname: "Ani", code: "7KQ2M" });
  await advance(host);
  await respond(server, player, 1, "b");
  await host.phase("reveal", 1);
  await host.get("room:finish", {});
  for (const client of [host, player]) client[Symbol.dispose]();
  return { ...room, seatToken: token };
};

/** A quiz with an image, a workshop, and a room of each occasion, all of somebody who asks and hosts in this way. */
const thingsOf = async (
  server: TestApp,
  ask: (path: string, init: RequestInit) => Promise<Response>,
  host: () => Promise<HostClient>,
) => {
  await ask("/api/quizzes/small", json("PUT", SMALL_QUIZ));
  const image = { method: "PUT", headers: { "content-type": "image/png" }, body: PNG };
  const { url } = (await (await ask("/api/quizzes/small/images/b.png", image)).json()) as { url: string };
  const body = { title: "W", quizIds: { pre: "small", post: "small" }, identity: "coded" };
  const made = await ask("/api/workshops", json("POST", body));
  const { workshop } = (await made.json()) as { workshop: { id: string } };
  // The post-test is not ended by a game, so that the pre-test is still secret.
  const pre = await played(server, await host(), workshop.id, "pre");
  const post = await played(server, await host(), "another", "post");
  return {
    post,
    roomId: post.roomId,
    pretestId: pre.roomId,
    workshopId: workshop.id,
    imageHash: url.split("/").at(-1) ?? "",
  };
};

describe("who may call which route", () => {
  let server: TestApp;
  let routes: Route[];
  let things: There;
  /** An organiser who owns nothing of it. */
  let others: Record<string, string>;
  /** Everything that is no right, as headers. */
  let wrong: [name: string, headers: Record<string, string>][];

  beforeAll(async () => {
    ({ started: server, routes } = await withRoutes(() => startApp()));
    const organiser = await newTenant(server, "Bu Rina");
    const { post, ...made } = await thingsOf(server, server.fetch, () => connectHost(server.url));
    things = { organiserId: organiser.id, ...made };
    others = { cookie: (await newTenant(server, "Pak Budi")).cookie };
    const bearer = (text: string) => ({ authorization: `Bearer ${text}` });
    wrong = [
      ["nothing", {}],
      ["a wrong key", bearer(`${HOST_KEY}x`)],
      ["an empty bearer", bearer("")],
      ["the key as a password", { authorization: `Basic ${Buffer.from(`host:${HOST_KEY}`).toString("base64")}` }],
      ["a wrong cookie", { cookie: "cermat_session=wrong" }],
      ["the PIN", bearer(post.pin)],
      ["the id of the room", bearer(post.roomId)],
      ["the token of the room", bearer(post.token)],
      ["the token of the room as a cookie", { cookie: `cermat_session=${post.token}` }],
      ["the token of a seat", bearer(post.seatToken)],
      ["the token of a seat as a cookie", { cookie: `cermat_session=${post.seatToken}` }],
    ];
  });
  afterAll(() => server[Symbol.asyncDispose]());

  const call = (name: string, { path, body, type }: Ask, headers: Record<string, string>) =>
    server.app.http.inject({
      method: name.split(" ")[0] as "GET",
      url: path,
      headers: { ...headers, ...(type === undefined ? {} : { "content-type": type }) },
      ...(body === undefined ? {} : { payload: body }),
    });
  /** Everything there is, but what is somebody's. */
  const stored = async (theirs: (thing: { ownerId?: string | undefined }) => boolean = () => false) => {
    const { store } = server.app;
    const [rooms, quizzes, workshops] = await Promise.all([store.rooms(), store.quizzes(), store.workshops()]);
    return JSON.stringify([
      rooms.filter(({ room }) => !theirs(room)),
      quizzes.filter((quiz) => !theirs(quiz)),
      workshops.filter((workshop) => !theirs(workshop)),
    ]);
  };

  test("[AB32] every registered route has a row, and every row is a route", () => {
    const registered = new Set(routes.map(({ method, url }) => `${method} ${url}`));
    expect([...registered].filter((name) => !Object.hasOwn(ROWS, name))).toEqual([]);
    expect(Object.keys(ROWS).filter((name) => !registered.has(name))).toEqual([]);
  });

  test("[AB32] without the right a route says the same of what is there and of what is not, and changes nothing", async () => {
    const before = await stored();
    const faults: string[] = [];
    for (const [name, row] of Object.entries(ROWS)) {
      const asks = [row.there(things), ...(row.missing ? [row.missing] : [])];
      for (const [what, headers] of wrong) {
        const answers = await Promise.all(asks.map((ask) => call(name, ask, headers)));
        const [first, second] = answers;
        if (row.open) {
          if (![row.status].flat().includes(first?.statusCode ?? 0))
            faults.push(`${name} with ${what}: ${first?.statusCode}`);
          continue;
        }
        for (const answer of answers) {
          if (answer.statusCode !== 401 || answer.json().error?.code !== "unauthorized")
            faults.push(`${name} with ${what}: ${answer.statusCode} ${answer.body.slice(0, 80)}`);
        }
        if (second && second.body !== first?.body) faults.push(`${name} with ${what}: tells whether it is there`);
      }
    }
    expect(faults).toEqual([]);
    expect(await stored()).toBe(before);
  });

  test("[AB32] to an organiser what is somebody else's is as good as missing, and the administrator's routes are closed", async () => {
    const before = await stored();
    const faults: string[] = [];
    for (const [name, row] of Object.entries(ROWS).filter(([, { open }]) => !open)) {
      if (!row.missing && !row.administrator) continue;
      const answer = await call(name, row.there(things), others);
      const code = row.administrator ? "unauthorized" : row.missing?.code;
      if (answer.json().error?.code !== code) faults.push(`${name}: ${answer.statusCode} ${answer.body.slice(0, 80)}`);
      if (row.missing && answer.body !== (await call(name, row.missing, others)).body)
        faults.push(`${name}: tells whether it is there`);
    }
    expect(faults).toEqual([]);
    expect(await stored()).toBe(before);
  });

  /** What does not do its work for who may, or does not tell what is missing. */
  const faultsOf = async (rows: [string, Row][], of: There, right: Record<string, string>): Promise<string[]> => {
    const faults: string[] = [];
    for (const [name, row] of rows) {
      if (row.missing) {
        const { statusCode, body } = await call(name, row.missing, right);
        if (statusCode !== 404 || !body.includes(`"${row.missing.code}"`))
          faults.push(`${name}, missing: ${statusCode} ${body}`);
      }
      const { statusCode, body } = await call(name, row.there(of), right);
      if (![row.status].flat().includes(statusCode)) faults.push(`${name}: ${statusCode} ${body.slice(0, 200)}`);
    }
    return faults;
  };

  test("[AB32] for an organiser every route but the administrator's does its work over what is theirs, and over nothing else", async () => {
    const before = await stored();
    const citra = await newTenant(server, "Bu Citra");
    const { post: _, ...own } = await thingsOf(server, citra.ask, citra.host);
    const rows = Object.entries(ROWS).filter(([, { open, administrator }]) => !open && !administrator);
    expect(await faultsOf(rows, { organiserId: citra.id, ...own }, { cookie: citra.cookie })).toEqual([]);
    // A room and a workshop are made by a route, and stay.
    expect(await stored(({ ownerId }) => ownerId === citra.id)).toBe(before);
  });

  test("[AB32] with the key a route does its work, and tells what is missing", async () => {
    const right = { authorization: `Bearer ${HOST_KEY}` };
    expect(await faultsOf(Object.entries(ROWS), things, right)).toEqual([]);
  });
});
