/** `npm run bugs`: each seeded bug in a copy of the sources must turn its tests red, which are green without it. */
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUGS, type Bug } from "./catalogue.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const COPIED = ["src", "protocol", "test", "scripts", "quizzes"];
const FILES = ["package.json", "tsconfig.json", "vitest.config.ts", "docker-compose.yml", "package-lock.json"];
const LINKED = ["node_modules", "dist"];
/** A bug must be seen within this time, ms. */
const LIMIT_MS = 60_000;

interface Verdict {
  passed: number;
  failed: number;
  /** The title of the first test that failed. */
  first: string | undefined;
  seconds: number;
}

/** Runs a bug's tests in `folder`; a run that takes longer than the limit is ended and counts as seen nothing. */
const run = (folder: string, { project, test, title }: Bug): Promise<Verdict> => {
  const startedAt = performance.now();
  const pattern = title.replace(/[[\]().+*?^$|\\]/g, "\\$&");
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", project, test, "-t", pattern],
    { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NO_COLOR: "1" } },
  );
  const limit = setTimeout(() => child.kill("SIGKILL"), LIMIT_MS);
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk));
  return new Promise((resolve) =>
    child.once("close", () => {
      clearTimeout(limit);
      const [, passed = "0", failed = "0"] = /^(\d+) passed, (\d+) failed/m.exec(output) ?? [];
      const first = /^\s*FAIL\s+.*?> (.*)$/m.exec(output)?.[1];
      const seconds = (performance.now() - startedAt) / 1000;
      resolve({ passed: Number(passed), failed: Number(failed), first, seconds });
    }),
  );
};

const plant = async (folder: string, bug: Bug): Promise<() => Promise<void>> => {
  const before = new Map<string, string>();
  for (const { file, find, replace } of bug.edits) {
    const path = join(folder, file);
    const text = await readFile(path, "utf8");
    if (!before.has(path)) before.set(path, text);
    if (text.split(find).length !== 2) throw new Error(`${file} does not hold the text to change once: ${find}`);
    await writeFile(
      path,
      text.replace(find, () => replace),
    );
  }
  return async () => {
    for (const [path, text] of before) await writeFile(path, text);
  };
};

const folder = await mkdtemp(join(tmpdir(), "cermat-bugs-"));
let caught = 0;
try {
  for (const name of [...COPIED, ...FILES]) await cp(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of LINKED) await symlink(join(ROOT, name), join(folder, name));
  const wanted =
    process.argv[2] === undefined ? BUGS : BUGS.filter((_bug, index) => String(index + 1) === process.argv[2]);
  for (const bug of wanted) {
    const without = await run(folder, bug);
    const restore = await plant(folder, bug);
    const seen = await run(folder, bug);
    await restore();
    const red = without.failed === 0 && without.passed > 0 && seen.failed > 0;
    if (red) caught++;
    const how = red ? `caught in ${seen.seconds.toFixed(1)} s by ${seen.first}` : "NOT CAUGHT";
    const green = without.failed === 0 && without.passed > 0 ? "" : " (its tests do not pass without it)";
    console.log(`${String(BUGS.indexOf(bug) + 1).padStart(2)}. ${bug.name}: ${how}${green}`);
  }
  console.log(`${caught} of ${wanted.length} seeded bugs caught`);
  process.exitCode = caught === wanted.length ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
