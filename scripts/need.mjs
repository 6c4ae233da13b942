/**
 * node scripts/need.mjs [redis] [chromium] [haproxy] [pages]
 * Checks Node and the named programs before a start or a test run, and says in one sentence what is missing. Programs
 * are installed with apt where that is possible (root, Debian) and not forbidden (NO_APT=1). With `pages`, they are
 * built too, if they are not built yet as they are now. Written for old versions of Node too, since telling them apart
 * is its first job.
 */
import { spawnSync } from "node:child_process";
import { findChromium, isProgram } from "./chromium.mjs";

const OLDEST_NODE = [24, 15];
const APT_PACKAGES = { redis: "redis-server", chromium: "chromium-headless-shell", haproxy: "haproxy" };

const stop = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  stop(
    `Cermat needs Node ${OLDEST_NODE.join(".")} or newer and this is ${process.versions.node}; run "npm ci" without ` +
      "--omit=optional, which brings one for Linux and Windows on x64 and Linux on arm64, or install Node 24.",
  );
}

const onPath = (name) =>
  (process.env.PATH ?? "").split(":").some((folder) => folder !== "" && isProgram(`${folder}/${name}`)) ||
  // Where Debian puts daemons; not on everybody's PATH.
  isProgram(`/usr/sbin/${name}`);

const isThere = {
  redis: () => onPath("redis-server"),
  haproxy: () => onPath("haproxy"),
  chromium: () => findChromium() !== undefined,
};

const named = process.argv.slice(2);
const wanted = named.filter((name) => name !== "pages");
for (const name of wanted) if (!(name in APT_PACKAGES)) stop(`There is nothing called "${name}" to look for.`);

const lacking = () => wanted.filter((name) => !isThere[name]());
const namesOf = (list) => list.map((name) => APT_PACKAGES[name]).join(" ");

const missing = lacking();
if (missing.includes("chromium") && process.env.CHROMIUM_PATH) {
  stop(`CHROMIUM_PATH names ${process.env.CHROMIUM_PATH}, and there is no program there.`);
}
if (missing.length > 0) {
  const advice = `install them with "sudo apt-get install --no-install-recommends ${namesOf(missing)}"`;
  const chromium = missing.includes("chromium") ? ", or set CHROMIUM_PATH to a Chromium you have" : "";
  const mayInstall = process.getuid?.() === 0 && process.env.NO_APT !== "1" && onPath("apt-get");
  if (!mayInstall) stop(`These programs are missing: ${namesOf(missing)}; ${advice}${chromium}.`);

  const apt = (...args) =>
    spawnSync("apt-get", ["--yes", "-o", "DPkg::Lock::Timeout=300", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    }).status === 0;
  console.log(`Installing ${namesOf(missing)} with apt.`);
  apt("update");
  apt("install", "--no-install-recommends", ...missing.map((name) => APT_PACKAGES[name]));
  const still = lacking();
  if (still.length > 0) stop(`apt could not install ${namesOf(still)}; ${advice}${chromium}.`);
}

if (named.includes("pages")) void import("./pages.mjs").then(({ buildPages }) => buildPages());
