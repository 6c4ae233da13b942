import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { Who } from "../../protocol/sessions.ts";
import type { Reply, StoredQuiz } from "../../src/pages/organiser/api.ts";
import { type Change, withQuiz } from "../../src/pages/organiser/editor/change.ts";
import type { Draft } from "../../src/pages/organiser/editor/document.ts";
import { createOpening } from "../../src/pages/organiser/editor/opening.ts";

const stored = new Map<string, string>();
let full = false;
vi.resetModules();
vi.stubGlobal("document", { documentElement: {}, addEventListener: () => {} });
/** What the page does when it is left. */
const leave = new Map<string, (event: { preventDefault(): void }) => void>();
vi.stubGlobal("addEventListener", leave.set.bind(leave));
vi.stubGlobal("localStorage", {
  get length() {
    return stored.size;
  },
  key: (index: number) => [...stored.keys()][index] ?? null,
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, text: string) => {
    if (full) throw new Error("QuotaExceededError");
    stored.set(key, text);
  },
  removeItem: (key: string) => stored.delete(key),
});
/** What the server holds of quiz "q", and what it is asked. */
let server: { draft: Draft; version: string } | null = null;
let puts: string[] = [];
vi.stubGlobal("fetch", async (path: string, { method = "GET", body = "" } = {}) => {
  const answer = (status: number, told: unknown) => new Response(JSON.stringify(told), { status });
  if (method !== "PUT") {
    return server
      ? answer(200, { quiz: server.draft, version: server.version, updatedAt: 0, images: {} })
      : answer(404, { error: { code: "quiz_not_found" } });
  }
  const draft = JSON.parse(body) as Draft;
  const base = new URL(path, "http://x").searchParams.get("base");
  puts.push(`${draft.title} over ${base}`);
  if (base !== (server?.version ?? "0") && draft.title !== server?.draft.title) {
    return answer(409, { error: { code: "stale_version" } });
  }
  server = { draft, version: `of ${draft.title}` };
  return answer(200, { id: "q", version: server.version });
});

/** The pages' own types stand on the browser's. */
interface Keeping {
  found: { draft: Draft } | null;
  keep(kept: { base: string; draft: Draft; sent: Draft | null } | null): boolean;
}
interface Model {
  draft: Draft;
  state: { kind: string };
  resumed: boolean;
  apply(change: Change): void;
  overwrite(): Promise<unknown>;
  flush(): Promise<void>;
}
interface Parts {
  createKeeping(quizId: string): Keeping;
  forgetDrafts(quizId: string): void;
  readQuiz(id: string): Promise<Reply<StoredQuiz>>;
  createModel(read: StoredQuiz, changed: () => void): Model;
  setSigned(who: Who | null, organisers: []): void;
  watchLeaving(model: () => Model | undefined): void;
}
const ORGANISER = "../../src/pages/organiser";
const { createKeeping, forgetDrafts }: Parts = await import(`${ORGANISER}/editor/kept.ts`);
const { watchLeaving }: Parts = await import(`${ORGANISER}/editor/leaving.ts`);
const { createModel, readQuiz }: Parts = await import(`${ORGANISER}/editor/model.ts`);
const { setSigned }: Parts = await import(`${ORGANISER}/signed.ts`);

const options = [
  { id: "a", text: "A" },
  { id: "b", text: "B" },
];
const draft = (title: string): Draft => ({
  schemaVersion: 1,
  id: "q",
  title,
  language: "id",
  items: [{ id: "q1", type: "poll", stem: "S", seconds: 20, points: 0, options }],
});
const kept = (title: string) => ({ base: "v0", draft: draft(title), sent: null });
const found = () => createKeeping("q").found?.draft.title;

/** Other files stand on the same modules and globals. */
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.resetModules();
});

beforeEach(() => {
  vi.useFakeTimers();
  stored.clear();
  full = false;
  puts = [];
  server = { draft: draft("Stored"), version: "v0" };
});

test("[ED7] a page with nothing to keep takes no draft of another away, and each that was kept is taken up in its turn", () => {
  const [first, second, idle] = [createKeeping("q"), createKeeping("q"), createKeeping("q")];
  first.keep(kept("First"));
  vi.advanceTimersByTime(1);
  second.keep(kept("Second"));
  idle.keep(null);
  expect(found()).toBe("Second");
  const heir = createKeeping("q");
  // The page that kept it is still there, and goes on.
  second.keep(kept("Second, longer"));
  heir.keep(null);
  expect(found()).toBe("Second, longer");
  createKeeping("q").keep(null);
  expect(found()).toBe("First");
  createKeeping("q").keep(null);
  expect([found(), stored.size]).toEqual([undefined, 0]);
});

test("[ED7] a draft stays with whoever was signed in when its page opened, and other quizzes have their own", () => {
  setSigned({ kind: "organiser", id: "ani", name: "Bu Ani" }, []);
  const page = createKeeping("q");
  setSigned(null, []);
  page.keep(kept("Of Ani"));
  createKeeping("q2").keep({ ...kept("Other"), base: "v1" });
  expect(found()).toBeUndefined();
  setSigned({ kind: "organiser", id: "ani", name: "Bu Ani" }, []);
  expect(found()).toBe("Of Ani");
  forgetDrafts("q");
  expect([found(), stored.size]).toEqual([undefined, 1]);
  setSigned({ kind: "administrator" }, []);
});

test("[ED7] a device that can keep nothing says so, and the page goes on without", () => {
  const page = createKeeping("q");
  expect(page.keep(kept("Kept"))).toBe(true);
  full = true;
  expect(page.keep(kept("Lost"))).toBe(false);
  expect([stored.size, found()]).toEqual([0, "Lost"]);
  full = false;
  expect(page.keep(null)).toBe(true);
});

const opened = async () => {
  const answer = await readQuiz("q");
  return answer.ok ? createModel(answer.body, () => undefined) : undefined;
};

test("[ED7] who closes the page over changes that are neither stored nor kept is asked, and nobody else is", async () => {
  let model: Model | undefined;
  watchLeaving(() => model);
  const asks = () => {
    const preventDefault = vi.fn();
    leave.get("beforeunload")?.({ preventDefault });
    return preventDefault.mock.calls.length > 0;
  };
  expect(asks()).toBe(false);
  model = await opened();
  full = true;
  expect(asks()).toBe(false);
  model?.apply(withQuiz({ title: "Mine" }));
  expect(asks()).toBe(true);
  full = false;
  expect([asks(), found()]).toEqual([false, "Mine"]);
  await model?.flush();
  full = true;
  expect(asks()).toBe(false);
});

test("[ED7] what was stored without an answer is met by no conflict with itself when its page comes again", async () => {
  const page = createKeeping("q");
  page.keep({ base: "v0", draft: draft("Newer"), sent: draft("Sent") });
  server = { draft: draft("Sent"), version: "of Sent" };
  const model = await opened();
  await model?.flush();
  expect([model?.state.kind, puts, server.draft.title]).toEqual([
    "saved",
    ["Sent over v0", "Newer over of Sent"],
    "Newer",
  ]);
  // What was kept is stored already, its fields in another order.
  const { items, ...fields } = draft("Newer");
  createKeeping("q").keep({ base: "v0", draft: { items, ...fields }, sent: null });
  expect([(await opened())?.resumed, stored.size]).toEqual([false, 0]);
});

test("[ED8] what was kept of a quiz that was deleted elsewhere opens, and is stored only when somebody says so", async () => {
  createKeeping("q").keep(kept("Mine"));
  server = null;
  const model = await opened();
  await model?.flush();
  expect([model?.draft.title, model?.state.kind, puts]).toEqual(["Mine", "conflict", ["Mine over v0"]]);
  // It is stored by the time that is said.
  await model?.overwrite();
  expect([model?.state.kind, puts.at(-1), stored.size]).toEqual(["saved", "Mine over 0", 0]);
  server = null;
  expect(await opened()).toBeUndefined();
});

test("[ED8] replacing the other version is over when it is stored, or refused again", async () => {
  const model = await opened();
  model?.apply(withQuiz({ title: "Mine" }));
  server = { draft: draft("Theirs"), version: "of Theirs" };
  await model?.flush();
  expect(model?.state.kind).toBe("conflict");
  await model?.overwrite();
  expect([model?.state.kind, server.draft.title]).toEqual(["saved", "Mine"]);
});

/** An editor whose reading and address the test moves. */
const bench = () => {
  const page = { at: "a" };
  const read: ((body: string) => void)[] = [];
  const made: string[] = [];
  const closing = Promise.withResolvers<void>();
  const opening = createOpening<string, { of: string }>({
    read: () => new Promise<Reply<string>>((resolve) => read.push((body) => resolve({ ok: true, body }))),
    make: (of) => {
      made.push(of);
      return { of };
    },
    wanted: (id) => id === page.at,
    close: () => closing.promise,
  });
  const go = (to: string) => {
    page.at = to;
    opening.leave();
  };
  return { opening, go, read, made, closed: closing.resolve };
};
const turns = async () => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

test("[ED5] a quiz is open once, however often its page was asked for meanwhile, and not when that was left", async () => {
  const { opening, go, read, made } = bench();
  const first = opening.at("a");
  go("lists");
  await turns();
  read[0]?.("old");
  expect([(await first).ok, opening.now, made]).toEqual([false, null, []]);
  go("a");
  const both = [opening.at("a"), opening.at("a")];
  await turns();
  read[1]?.("A");
  read[2]?.("A again");
  expect(await Promise.all(both)).toEqual([
    { ok: true, body: { of: "A" } },
    { ok: true, body: { of: "A" } },
  ]);
  expect(made).toEqual(["A"]);
});

test("[ED7] a quiz that was left is read again once it is stored", async () => {
  const { opening, go, read, closed } = bench();
  const first = opening.at("a");
  await turns();
  read[0]?.("A");
  await first;
  go("lists");
  go("a");
  void opening.at("a");
  await turns();
  expect(read.length).toBe(1);
  closed();
  await turns();
  expect(read.length).toBe(2);
});
