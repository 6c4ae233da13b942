import { expect, test } from "vitest";

interface Parts {
  submitting(act: () => unknown): (event: { preventDefault(): void }) => void;
}
const { submitting }: Parts = await import(`${"../../src/pages/organiser"}/form.ts`);

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
