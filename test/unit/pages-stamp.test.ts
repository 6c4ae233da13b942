import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stampOf } from "../../scripts/pages.mjs";

let root = "";
const write = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const build = (meanwhile = () => {}) => {
  const { begin, end } = stampOf(root);
  begin();
  write("dist/pages/index.html", "<p>");
  write("dist/pages/assets/a.js", "1");
  meanwhile();
  end();
};
const isFresh = () => stampOf(root).isFresh();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "cermat-pages-"));
  for (const file of ["src/pages/a.ts", "src/i18n/en.ts", "vite.config.ts", "package-lock.json"]) write(file, "old");
});
afterEach(() => rmSync(root, { recursive: true }));

test("[OP11] pages are built when none were, and not again while nothing changes", () => {
  expect(isFresh()).toBe(false);
  build();
  expect(isFresh()).toBe(true);
  write("src/rooms/rooms.ts", "the server's");
  expect(isFresh()).toBe(true);
});

test.each<[string, () => void]>([
  ["a source", () => write("src/pages/a.ts", "new")],
  ["a text", () => write("src/i18n/en.ts", "new")],
  ["what is locked", () => write("package-lock.json", "new")],
  ["what is installed", () => write("node_modules/.package-lock.json", "new")],
  ["the way of building", () => write("vite.config.ts", "new")],
  ["a file more", () => write("src/pages/b.ts", "")],
  ["a source renamed", () => renameSync(join(root, "src/pages/a.ts"), join(root, "src/pages/c.ts"))],
  ["a source deleted", () => rmSync(join(root, "src/pages/a.ts"))],
  ["a built file deleted", () => rmSync(join(root, "dist/pages/assets/a.js"))],
  ["a built file cut short", () => write("dist/pages/assets/a.js", "")],
  ["all built files deleted", () => rmSync(join(root, "dist/pages"), { recursive: true })],
  ["a stamp cut short", () => write("dist/pages.stamp", "")],
  ["a build that was not ended", () => stampOf(root).begin()],
])("[OP11] pages are built anew after a change: %s", (_what, change) => {
  build();
  expect(isFresh()).toBe(true);
  change();
  expect(isFresh()).toBe(false);
});

test("[OP11] what changes during a build is built at the next start", () => {
  build(() => write("src/pages/a.ts", "newer"));
  expect(isFresh()).toBe(false);
});
