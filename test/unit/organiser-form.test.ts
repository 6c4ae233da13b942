import { afterAll, expect, test, vi } from "vitest";
import type { Fault } from "../../src/document-fault.ts";
import { LOCALES } from "../../src/i18n/index.ts";
import { pastFault, reasonOf } from "../../src/importers/faults.ts";
import { readQuiz } from "../../src/importers/quiz/index.ts";
import { parseQuiz } from "../../src/quiz.ts";

const ORGANISER = "../../src/pages/organiser";

interface Parts {
  submitting(act: () => unknown): (event: { preventDefault(): void }) => void;
}
vi.resetModules();
const { submitting }: Parts = await import(`${ORGANISER}/form.ts`);

/** Other files stand on the same modules and globals. */
afterAll(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

test("[PG30] a form is sent once, however often its button is pressed until that is done", async () => {
  const answers: (() => void)[] = [];
  const send = submitting(() => new Promise<void>((resolve) => answers.push(resolve)));
  const press = () => send({ preventDefault: () => undefined });
  press();
  press();
  expect(answers.length).toBe(1);
  answers[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  await Promise.resolve();
  press();
  expect(answers.length).toBe(2);
});

test("[IM14] a fault is worded in the page's language by its code, else as the server words it", async () => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("navigator", { languages: ["id"] });
  const { faultWords }: { faultWords(known: object, fault: object): string } = await import(`${ORGANISER}/faults.ts`);
  const message = "The participant code has over 64 characters; the row is left out.";
  const words = (code: string) => faultWords(LOCALES.id.pastFaults, { code, message, params: { max: 64 } });
  expect(words("code_long")).toBe(LOCALES.id.pastFaults.code_long.replace("{max}", "64"));
  expect(words("unheard_of")).toBe(message);
});

test("[QZ15] what is wrong in a document is worded in the page's language, within what quotes it, too", async () => {
  const { faultWords }: { faultWords(known: object, fault: object): string } = await import(`${ORGANISER}/faults.ts`);
  const check: typeof import("../../src/pages/organiser/editor/check.ts") = await import(
    `${ORGANISER}/editor/check.ts`
  );
  const read = parseQuiz({ schemaVersion: 1, id: "q", title: " ", items: [{ id: "a", type: "poll", stem: "?" }] });
  const faults = "faults" in read ? read.faults : [];
  const said = check.serverFaults(faults).map((fault) => faultWords(LOCALES.id.organiser.editor.faults, fault));
  expect(said).toEqual(["Server tidak dapat menerima ini: masih kosong", "Server tidak dapat menerima ini: tidak ada"]);
  const quoted = readQuiz(
    { kind: "text", text: JSON.stringify({ items: [{ type: "poll", stem: "?", options: [] }] }) },
    {},
  );
  expect(quoted.faults.map((fault) => faultWords(LOCALES.id.importFaults, fault))).toEqual([
    "Soal ini tidak bisa dipakai: options harus berisi sedikitnya 2 butir.",
  ]);
  const past = faultWords(LOCALES.id.pastFaults, pastFault("title", "quiz_invalid", reasonOf(faults[0] as Fault)));
  expect(past).toBe("Ini tidak bisa dijadikan kuis: masih kosong.");
});
