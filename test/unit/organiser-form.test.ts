import { afterAll, expect, test, vi } from "vitest";
import { LOCALES } from "../../src/i18n/index.ts";

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
  const { faultWords }: { faultWords(known: object, fault: object): string } = await import(`${ORGANISER}/faults.ts`);
  const message = "The participant code has over 64 characters; the row is left out.";
  const words = (code: string) => faultWords(LOCALES.id.pastFaults, { code, message, params: { max: 64 } });
  expect(words("code_long")).toBe(LOCALES.id.pastFaults.code_long.replace("{max}", "64"));
  expect(words("unheard_of")).toBe(message);
});
