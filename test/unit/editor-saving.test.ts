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
  const page = { draft: first, faulty: false };
  const puts: string[] = [];
  const answers: Answer[] = [];
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
        return answers.shift() ?? stored(`v${puts.length}`);
      },
      keep: (next) => {
        kept = next && `${next.draft.title} over ${next.base}`;
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
  return { saving, page, first, type, pass, puts, answers, states, found, kept: () => kept };
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
  expect([states.at(-1), kept()]).toEqual(["failed", "A over v0"]);
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
