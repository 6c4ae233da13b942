import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";

/** Files for the browser, whose globals this project does not know, are read by path. */
const HOST = "../../src/pages/host";
const CONNECTION = "../../src/pages/shared/connection.ts";

type Answer = { ok: boolean } & Record<string, unknown>;
interface Settings {
  auth(): { token?: string };
  refused(code: string): void;
}
const refused = (code: string): Answer => ({ ok: false, error: { code, message: "" } });

let stored: Map<string, string>;
const kept = { getItem: (key: string) => stored.get(key) ?? null };
beforeEach(() => {
  vi.resetModules();
  stored = new Map();
  const storage = {
    ...kept,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  };
  vi.stubGlobal("localStorage", storage);
  vi.stubGlobal("sessionStorage", storage);
  vi.stubGlobal("history", { replaceState() {} });
  vi.stubGlobal("location", { hash: "#room=r1", pathname: "/host" });
  vi.stubGlobal("navigator", { languages: ["en"] });
  vi.stubGlobal("document", { documentElement: {}, querySelector: () => null });
  vi.doMock(`${HOST}/notices.ts`, () => ({ toast: () => {}, toastError: () => {} }));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.doUnmock(`${HOST}/notices.ts`);
  vi.doUnmock(CONNECTION);
});

/** The host page in a tab that keeps a token of room r1, at a server that answers as the test says. */
const tab = async (answers: (event: string, payload: { token?: string }) => Answer) => {
  stored.set("cermat.host.room", JSON.stringify({ roomId: "r1", token: "old" }));
  const said: string[] = [];
  const on = new Map<string, (pushed?: object) => void>();
  let settings: Settings | undefined;
  const connect = () => said.push("connect");
  vi.stubGlobal("addEventListener", () => {});
  vi.doMock(CONNECTION, () => ({
    connect: (_: string, given: Settings) => {
      settings = given;
      const ask = async (event: string, payload: { token?: string }) => {
        said.push(`${event} ${JSON.stringify(payload)}`);
        return answers(event, payload);
      };
      return { socket: { on: (event: string, run: (pushed?: object) => void) => on.set(event, run), connect }, ask };
    },
  }));
  const { openSession }: { openSession(listener: object): { snapshot: object | null } } = await import(
    `${HOST}/session.ts`
  );
  const heard = (name: string) => () => void said.push(name);
  const names = ["shown", "leaving", "entered", "online", "away", "keyless"];
  const session = openSession(Object.fromEntries(names.map((name) => [name, heard(name)])));
  const connected = () => on.get("connect")?.();
  const pushed = (snapshot: object) => on.get("snapshot")?.(snapshot);
  return { said, session, settings: settings as unknown as Settings, connected, pushed };
};
const only = (said: string[]) => said.filter((each) => /^(connect|room:attach|keyless)/.test(each));

test("[PG21] a tab whose token opens nothing any more drops it and comes in by the room's id, as its session allows", async () => {
  const snapshot = { version: 1, phase: "lobby", players: [] };
  const one = await tab((_, { token }) => (token ? refused("unauthorized") : { ok: true, roomId: "r1", snapshot }));
  expect(one.settings.auth()).toEqual({ token: "old" });
  one.connected();
  await vi.waitFor(() => expect(one.session.snapshot).toEqual(snapshot));
  expect(only(one.said)).toEqual(['room:attach {"token":"old"}', 'room:attach {"roomId":"r1"}']);
  expect([one.settings.auth(), stored.get("cermat.host.room")]).toEqual([{}, '{"roomId":"r1"}']);
});

test("[PG21] where the handshake refuses the token of a room that is gone, the page connects once more without it", async () => {
  const one = await tab(() => refused("unauthorized"));
  one.settings.refused("unauthorized");
  expect([only(one.said), one.settings.auth()]).toEqual([["connect"], {}]);
  one.settings.refused("unauthorized");
  expect(only(one.said)).toEqual(["connect", "keyless"]);
});

test("[RM71] the room is left for its next game only once what is typed into its panels has been saved", async () => {
  const snapshot = { version: 1, phase: "finished" };
  const one = await tab((_, payload) => ({ ok: true, roomId: "r1", snapshot, ...payload }));
  one.connected();
  await vi.waitFor(() => expect(one.session.snapshot).toEqual(snapshot));
  one.said.length = 0;
  one.pushed({ ...snapshot, version: 2, next: { roomId: "r2" } });
  await vi.waitFor(() => expect(one.said).toContain("entered"));
  expect(one.said).toEqual(["shown", "leaving", 'room:attach {"roomId":"r2"}', "entered", "shown"]);
});

test("[RM75] a quiz whose points do not fit gentle scoring is told in words of its own, and nothing else is", async () => {
  const toasted: string[] = [];
  const told = (text: string) => void toasted.push(text);
  vi.doMock(`${HOST}/notices.ts`, () => ({ toast: told, toastError: told }));
  let code = "invalid_quiz";
  const one = await tab(() => refused(code));
  const { create, replay } = one.session as unknown as Record<
    "create" | "replay",
    (wanted: object) => Promise<boolean>
  >;
  expect([await create({}), await replay({})]).toEqual([false, false]);
  code = "rate_limited";
  expect([await create({}), await replay({})]).toEqual([false, false]);
  const { gentleUneven } = LOCALES.en.host.choose;
  expect(toasted).toEqual([gentleUneven, gentleUneven, code, code]);
  expect(one.said).not.toContain("entered");
});

test("[ID1] the page goes on asking how many are there until the last who wants to know has stopped", async () => {
  const said: string[] = [];
  const ask = async () => ({ ok: true, identity: "coded" });
  const phone = { ask, wake: () => said.push("wake"), rest: () => said.push("rest") };
  vi.doMock(CONNECTION, () => ({ connect: () => phone }));
  const { watchPeople }: { watchPeople(pin: string, told: () => void): { stop(): void } } = await import(
    `${HOST}/people.ts`
  );
  const [lobby, paper] = [watchPeople("482913", () => {}), watchPeople("482913", () => {})];
  paper.stop();
  paper.stop();
  expect(said).toEqual(["wake", "wake"]);
  lobby.stop();
  expect(said).toEqual(["wake", "wake", "rest"]);
});

test("[RM67] keys of one letter or sign can be switched off; space, arrows and a clicker's keys go on", async () => {
  let press: (event: object) => void = () => {};
  vi.stubGlobal("addEventListener", (_: string, run: typeof press) => {
    press = run;
  });
  vi.stubGlobal("Element", class {});
  const { listenKeys, setLetters } = await import(`${HOST}/keys.ts`);
  const pressed: string[] = [];
  const names = ["forward", "back", "pause", "lock", "full", "sound", "more", "people", "help"];
  listenKeys(Object.fromEntries(names.map((name) => [name, () => pressed.push(name)])), () => ({
    g: () => pressed.push("own"),
  }));
  const all = () => {
    for (const key of ["p", "g", "?", "+", " ", "ArrowRight", "PageUp"]) press({ key, preventDefault() {} });
    return pressed.splice(0);
  };
  expect(all()).toEqual(["pause", "own", "help", "more", "forward", "forward", "back"]);
  setLetters(false);
  expect(all()).toEqual(["forward", "forward", "back"]);
  setLetters(true);
  expect(all()).toHaveLength(7);
});
