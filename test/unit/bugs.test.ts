import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { BUGS } from "../chaos/bugs/catalogue.ts";

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test("[PR14] every seeded bug still fits the sources it changes, and names tests that are there", () => {
  expect(BUGS).toHaveLength(15);
  for (const { name, edits, test: file, title, written = file } of BUGS) {
    for (const { file: changed, find, replace } of edits) {
      expect([name, changed, read(changed).split(find).length - 1]).toEqual([name, changed, 1]);
      expect(replace).not.toBe(find);
    }
    expect([name, written, read(written).includes(title)]).toEqual([name, written, true]);
    expect([file, existsSync(new URL(`../../${file}`, import.meta.url))]).toEqual([file, true]);
  }
});
