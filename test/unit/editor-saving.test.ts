import { expect, test } from "vitest";
import type { Reply } from "../../src/pages/organiser/api.ts";
import type { Draft } from "../../src/pages/organiser/editor/document.ts";
import { createSaving } from "../../src/pages/organiser/editor/saving.ts";

const draft = (title: string): Draft => ({ schemaVersion: 1, id: "q", title, language: "id", items: [] });
type Answer = Reply<{ version: string }>;
const stored = (version: string): Answer => ({ ok: true, body: { version } });
const failed = (
  code: "unreachable" | "stale_version" | "invalid_quiz",
  faults = [] as { path: string; message: string }[],
) => ({ ok: false, code, faults }) as Answer;

/** A page whose time and server the test moves. */
const bench = () => {
  const first = draft("First");
  const room = { left: true };
  const page = { draft: first, faulty: false };
  const puts: string[] = [];
  const answers: (Answer | Promise<Answer>)[] = [];
  const states: string[] = [];
  const found: string[] = [];
  let kept: string | null = "nothing said yet";
  let due: { at: number; act: () => void } | undefined;
  let time = 0;
  const saving = createSaving(
    {
      now: () => page,
      put: async ({ title }, base) => {
        puts.push(`${title} over ${base}`);
        const answer = await (answers.shift() ?? stored(`v${puts.length}`));
        return answer;
      },
      keep: (next) => {
        kept = next && `${next.draft.title} over ${next.base}${next.sent ? `, sent ${next.sent.title}` : ""}`;
        return room.left;
      },
      told: ({ kind }, faults) => {
        states.push(kind);
        found.push(...faults.map(({ path }) => path));
      },
      after: (ms, act) => {
        const timer = { at: time + ms, act };
        due = timer;
        return () => {
          if (due === timer) due = undefined;
        };
      },
    },
    { stored: first, base: "v0" },
  );
  const type = (title: string) => {
    page.draft = draft(title);
    saving.changed();
  };
  const pass = async (ms: number) => {
    time += ms;
    if (due && due.at <= time) {
      const { act } = due;
      due = undefined;
      act();
    }
    for (let turn = 0; turn < 10; turn++) await Promise.resolve();
  };
  return { saving, page, first, type, pass, puts, answers, states, found, room, kept: () => kept };
};

test("[ED7] a draft is stored a second after its last change, over the version before", async () => {
  const { type, pass, puts, states, kept } = bench();
  type("A");
  await pass(900);
  type("Ab");
  await pass(900);
  expect(puts).toEqual([]);
  await pass(100);
  type("Abc");
  await pass(1000);
  expect(puts).toEqual(["Ab over v0", "Abc over v1"]);
  expect([states.at(-1), kept()]).toEqual(["saved", null]);
});

test("[ED7] with faults it is kept on this device and not sent, and stored when they are gone", async () => {
  const { type, pass, page, puts, states, kept } = bench();
  page.faulty = true;
  type("A");
  await pass(1000);
  expect([puts, states.at(-1), kept()]).toEqual([[], "faulty", "A over v0"]);
  page.faulty = false;
  type("Ab");
  await pass(1000);
  expect([puts, states.at(-1), kept()]).toEqual([["Ab over v0"], "saved", null]);
});

test("[ED7] faults that only the server finds are told, and what was taken back to is not sent", async () => {
  const { type, pass, page, first, saving, answers, puts, found, states } = bench();
  answers.push(failed("invalid_quiz", [{ path: "items[0].id", message: "m" }]));
  type("A");
  await pass(1000);
  expect([found, states.at(-1)]).toEqual([["items[0].id"], "faulty"]);
  page.draft = first;
  saving.changed();
  await pass(1000);
  expect([puts, states.at(-1)]).toEqual([["A over v0"], "saved"]);
});

test("[ED7] a lost answer is asked for again before anything newer is sent, so that no page conflicts with itself", async () => {
  const { type, pass, answers, puts, states, kept } = bench();
  answers.push(failed("unreachable"));
  type("A");
  await pass(1000);
  expect([states.at(-1), kept()]).toEqual(["failed", "A over v0, sent A"]);
  type("Ab");
  await pass(1000);
  await pass(1000);
  expect(puts).toEqual(["A over v0", "A over v0", "Ab over v2"]);
  expect([states.at(-1), kept()]).toEqual(["saved", null]);
});

test("[ED7] without an answer it tries again by itself", async () => {
  const { type, pass, answers, puts, states } = bench();
  answers.push(failed("unreachable"), failed("unreachable"));
  type("A");
  await pass(1000);
  await pass(5000);
  await pass(5000);
  expect([puts.length, states.at(-1)]).toEqual([3, "saved"]);
});

test("[ED8] over another version nothing is stored until somebody decides; then over the other one", async () => {
  const { type, pass, saving, answers, puts, states, kept } = bench();
  answers.push(failed("stale_version"));
  type("Mine");
  await pass(1000);
  type("Mine!");
  await pass(5000);
  await saving.flush();
  expect([puts, states.at(-1), kept()]).toEqual([["Mine over v0"], "conflict", "Mine! over v0"]);
  saving.settle(null, "theirs");
  await pass(0);
  expect([puts.at(-1), states.at(-1), kept()]).toEqual(["Mine! over theirs", "saved", null]);
});

test("[ED8] the other version taken instead is stored already", async () => {
  const { type, pass, page, saving, answers, puts, states, kept } = bench();
  answers.push(failed("stale_version"));
  type("Mine");
  await pass(1000);
  page.draft = draft("Theirs");
  saving.settle(page.draft, "theirs");
  await pass(5000);
  expect([puts.length, states.at(-1), kept()]).toEqual([1, "saved", null]);
});

test("[ED7] who leaves the page has it stored at once", async () => {
  const { type, saving, puts } = bench();
  type("A");
  await saving.flush();
  expect(puts).toEqual(["A over v0"]);
});

/** An answer that comes when the test says so. */
const later = () => {
  const { promise, resolve } = Promise.withResolvers<Answer>();
  return { promise, give: resolve };
};

test("[ED7] who leaves after a lost answer has that sent again, and what is newer after it", async () => {
  const { type, pass, saving, answers, puts, states } = bench();
  answers.push(failed("unreachable"));
  type("A");
  await pass(1000);
  type("Ab");
  await saving.flush();
  expect([puts, states.at(-1)]).toEqual([["A over v0", "A over v0", "Ab over v2"], "saved"]);
});

test("[ED7] what was sent and not answered is kept beside the draft, and another page sends it first", async () => {
  const { type, pass, saving, answers, kept } = bench();
  const answer = later();
  answers.push(answer.promise);
  type("A");
  await pass(1000);
  type("Ab");
  saving.keep();
  expect(kept()).toBe("Ab over v0, sent A");
  answer.give(stored("v1"));
  await pass(0);
  expect(kept()).toBe("Ab over v1");

  const next = bench();
  next.page.draft = draft("Ab");
  next.saving.settle(next.first, "v0", draft("A"));
  await next.saving.flush();
  expect([next.puts, next.states.at(-1), next.kept()]).toEqual([["A over v0", "Ab over v1"], "saved", null]);
});

test("[ED8] what was changed while the conflict came about is kept, and not sent", async () => {
  const { type, pass, answers, puts, states, kept } = bench();
  const answer = later();
  answers.push(answer.promise);
  type("Mine");
  await pass(1000);
  type("Mine!");
  answer.give(failed("stale_version"));
  await pass(0);
  expect(kept()).toBe("Mine! over v0");
  await pass(5000);
  expect([puts, states.at(-1)]).toEqual([["Mine over v0"], "conflict"]);
});

test("[ED7] faults of a draft that has been changed since are not told: the newer one is sent", async () => {
  const { type, pass, answers, puts, states, found } = bench();
  const answer = later();
  answers.push(answer.promise);
  type("A");
  await pass(1000);
  type("Ab");
  await pass(1000);
  answer.give(failed("invalid_quiz", [{ path: "items[0].id", message: "m" }]));
  await pass(0);
  await pass(1000);
  expect([puts, states.at(-1), found]).toEqual([["A over v0", "Ab over v0"], "saved", []]);
});

test("[ED7] that this device cannot keep it is known", async () => {
  const { type, page, pass, saving, room } = bench();
  room.left = false;
  page.faulty = true;
  type("A");
  await pass(1000);
  expect(saving.kept).toBe(false);
  room.left = true;
  saving.keep();
  expect(saving.kept).toBe(true);
});
