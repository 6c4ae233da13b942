/**
 * node scripts/lockcheck.mjs [package-lock.json]
 * Three faults of a lockfile that nothing else names, one line each and exit code 1: an optional platform package that
 * is asked for and not locked (`npm ci` then refuses the whole lockfile elsewhere), a package older than the first
 * version without a known hole (every copy of it, nested ones too), and one of those packages that is not there.
 */
import { readFileSync } from "node:fs";

const SAFE_FROM = {
  "@fastify/static": "10.1.1",
  "engine.io": "6.6.9",
  fastify: "5.8.5",
  "socket.io": "4.8.3",
  "socket.io-parser": "4.2.7",
  ws: "8.21.1",
};

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? "package-lock.json", "utf8"));

const nameOf = (path) => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

/** Node looks for a package beside the one that asks, then in each folder above it. */
const isLocked = (asker, name) => {
  if (`${asker === "" ? "" : `${asker}/`}node_modules/${name}` in packages) return true;
  if (asker === "") return false;
  return isLocked(asker.slice(0, Math.max(0, asker.lastIndexOf("node_modules/") - 1)), name);
};

/** A pre-release of a version counts as older than it. */
const isOlder = (version, bound) => {
  const [numbers, preRelease] = version.split("-", 2);
  const [have, need] = [numbers, bound].map((text) => text.split(".").map(Number));
  const place = need.findIndex((part, index) => part !== have[index]);
  return place === -1 ? preRelease !== undefined : have[place] < need[place];
};

const faults = Object.entries(packages).flatMap(([path, entry]) => {
  const name = path === "" ? "this project" : nameOf(path);
  const unlocked = Object.keys(entry.optionalDependencies ?? {})
    .filter((optional) => !isLocked(path, optional))
    .map((optional) => `${name} asks for ${optional}, which package-lock.json does not hold.`);
  const bound = SAFE_FROM[name];
  const old = bound !== undefined && isOlder(entry.version, bound);
  return old ? [...unlocked, `${name} ${entry.version} (${path}) is older than ${bound}.`] : unlocked;
});

const names = new Set(Object.keys(packages).map(nameOf));
for (const name of Object.keys(SAFE_FROM)) if (!names.has(name)) faults.push(`${name} is watched and not locked.`);

for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
