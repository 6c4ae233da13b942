/**
 * Builds the pages when they are not what their sources give. Every build leaves a stamp beside them: of its sources as
 * they were before it began, and of its files as they were after it ended.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** What pages are made of; the last one tells what is installed. */
const SOURCES = [
  "src/pages",
  "src/i18n",
  "protocol",
  "scripts/pages.mjs",
  "vite.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "node_modules/.package-lock.json",
];

const filesOf = (path) => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found ? [path] : [];
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [] : [join(entry.parentPath, entry.name)]));
};

/** A hash of names and contents. */
const hashOf = (root, paths) => {
  const hash = createHash("sha256");
  for (const file of paths.flatMap((path) => filesOf(join(root, path))).sort()) {
    const bytes = readFileSync(file);
    hash.update(`${file.slice(root.length)} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest("hex");
};

/** The stamp of the pages under `root`: `begin` takes the old one away, `end` leaves the new one. */
export const stampOf = (root) => {
  const file = join(root, "dist/pages.stamp");
  let sources = "";
  const stamp = (hash) => `${hash} ${hashOf(root, ["dist/pages"])}\n`;
  return {
    begin: () => {
      rmSync(file, { force: true });
      sources = hashOf(root, SOURCES);
    },
    end: () => writeFileSync(file, stamp(sources)),
    isFresh: () => {
      const left = statSync(file, { throwIfNoEntry: false }) ? readFileSync(file, "utf8") : "";
      return left !== "" && left === stamp(hashOf(root, SOURCES));
    },
  };
};

/** Builds unless nothing has changed since the last build. */
export const buildPages = async () => {
  const root = fileURLToPath(new URL("..", import.meta.url));
  if (stampOf(root).isFresh()) return;
  const { build } = await import("vite");
  await build({ configFile: join(root, "vite.config.ts"), logLevel: "warn" });
};
