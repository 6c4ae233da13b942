/** A host page that is worked by keyboard alone. */
import type { Page } from "playwright-core";
import { expect } from "vitest";

const isOn = (selector: string) => `document.activeElement?.matches(${JSON.stringify(selector)}) === true`;

/** Goes on with Tab until the keyboard is on what fits. */
export const tabTo = async (page: Page, selector: string) => {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate(isOn(selector))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`no Tab comes to ${selector}`);
};

/** Presses a key until the keyboard is on what fits: one of radio buttons. */
export const keyTo = async (page: Page, key: string, selector: string) => {
  const there = () => page.evaluate<boolean>(isOn(selector));
  for (let presses = 0; presses < 40 && !(await there()); presses++) await page.keyboard.press(key);
  expect(await there()).toBe(true);
};

/** Chooses a value of the list that the keyboard comes to. */
export const choose = async (page: Page, name: string, value: string) => {
  await tabTo(page, `select[name=${name}]`);
  await page.keyboard.press("Home");
  const chosen = () => page.evaluate("document.activeElement.value");
  for (let presses = 0; presses < 12 && (await chosen()) !== value; presses++) await page.keyboard.press("ArrowDown");
  expect(await chosen()).toBe(value);
};

export const stage = (page: Page, phase: string) => page.locator(`.stage[data-phase="${phase}"]`).waitFor();

/** The host page takes no press this soon after its screen has changed, ms. */
const BOUNCE_MS = 600;

/** Presses a key that moves the host page on, once it takes it. */
export const forward = async (page: Page, key: string, shown: string, next: string) => {
  await stage(page, shown);
  await page.waitForTimeout(BOUNCE_MS);
  await page.keyboard.press(key);
  await stage(page, next);
};
