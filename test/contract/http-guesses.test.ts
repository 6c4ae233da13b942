import { describe, expect, test } from "vitest";
import { ACCOUNT_PACE, createAccess } from "../../src/organisers/access.ts";
import { createGuesses, KEY_PACE } from "../../src/rooms/guesses.ts";
import { openSqlite } from "../../src/store/sqlite.ts";
import { type Store, StoreFull } from "../../src/store/store.ts";
import { HOST_KEY } from "../support.ts";
import { PASSWORD } from "./tenants.ts";

const DAY_MS = 24 * 3_600_000;

describe("guesses", () => {
  const door = (ring = (_ms: number, run: () => void): void => run(), parts: Partial<Store> = {}) => {
    let time = 0;
    const waits: number[] = [];
    const store = openSqlite({ file: ":memory:", now: () => time });
    const guesses = {
      addresses: createGuesses(KEY_PACE, () => time),
      accounts: createGuesses(ACCOUNT_PACE, () => time),
    };
    const after = (ms: number, run: () => void) => {
      waits.push(ms);
      ring(ms, run);
    };
    // The hash has a test of its own; here it would only take time.
    const isPassword = async (password: string, stored?: string) => password === stored;
    const access = createAccess({ store: { ...store, ...parts }, hostKey: HOST_KEY, guesses, after, isPassword });
    return { access, store, waits, pass: (ms: number) => (time += ms) };
  };

  test("[AU6] of an address the 101st wrong key in 15 minutes is one too many; the right one passes, and the same one again is no guess", async () => {
    const { access, pass } = door();
    const guess = (n: number) => {
      pass(100);
      return access.byKey(`wrong ${n}`, "10.0.0.1");
    };
    for (let n = 1; n <= 100; n++) expect([n, guess(n)]).toEqual([n, "wrong"]);
    for (let n = 1; n <= 100; n++) expect(guess(n)).toBe("wrong");
    expect(guess(101)).toBe("rate_limited");
    expect([access.byKey(HOST_KEY, "10.0.0.1"), access.byKey("another", "10.0.0.2")]).toEqual(["right", "wrong"]);
    pass(15 * 60_000);
    expect(access.byKey("a new one", "10.0.0.1")).toBe("wrong");
  });

  const from = (network: string) => ({ network, gone: () => false });

  test("[AU6] the 11th wrong password of a name is answered a second late, and the right one at once", async () => {
    const { access, store, waits } = door();
    const organiser = {
      id: "o",
      name: "Rina",
      nameKey: "rina",
      password: PASSWORD,
      mark: "m",
      version: 1,
      createdAt: 0,
      updatedAt: 0,
    };
    await store.putOrganiser(organiser);
    for (const [address, tries] of [
      ["10.0.0.1", 5],
      ["10.0.0.2", 5],
    ] as const) {
      for (let n = 0; n < tries; n++)
        expect(await access.logIn("Rina", `wrong ${n}`, from(address))).toEqual({ rejected: "login_failed" });
    }
    expect(waits).toEqual([]);
    expect(await access.logIn("rina", "wrong", from("10.0.0.3"))).toEqual({ rejected: "login_failed" });
    expect(await access.logIn("nobody", PASSWORD, from("10.0.0.3"))).toEqual({ rejected: "login_failed" });
    expect(waits).toEqual([1000]);
    expect(await access.logIn("RINA", PASSWORD, from("10.0.0.3"))).toMatchObject({
      who: { kind: "organiser", id: "o" },
    });
    expect(waits).toEqual([1000]);
    const crowd = await Promise.all(Array.from({ length: 12 }, () => access.logIn("Rina", "wrong", from("10.0.0.4"))));
    expect(crowd.filter((answer) => "rejected" in answer && answer.rejected === "rate_limited")).toHaveLength(1);
  });

  test("[AU18] a session that cannot be renewed goes on until it would have ended without", async () => {
    const renewSession = () => Promise.reject(new StoreFull("The disk is full."));
    const { access, pass } = door(undefined, { renewSession });
    const { token } = await access.openByKey();
    pass(30 * DAY_MS - 1);
    expect(await access.bySession(token)).toEqual({ kind: "administrator" });
    pass(1);
    expect(await access.bySession(token)).toBeUndefined();
  });

  test("[AU16] no wrong password holds up who comes after it, however late it is answered", async () => {
    const { access, store, waits } = door((_ms, _run) => {});
    const rina = { id: "o", name: "Rina", nameKey: "rina", password: PASSWORD, mark: "m", version: 1 };
    await store.putOrganiser({ ...rina, createdAt: 0, updatedAt: 0 });
    // From the 11th on their answers never come, for no timer of this clock ever rings.
    for (let n = 0; n < 30; n++) void access.logIn("Rina", "wrong", from("10.0.0.1"));
    for (let n = 0; waits.length < 20 && n < 100; n++) await new Promise(setImmediate);
    expect(await access.logIn("Rina", PASSWORD, from("10.0.0.1"))).toHaveProperty("who");
  });
});
