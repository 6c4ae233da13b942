/** `npm run bugs`: each seeded bug in a copy of the sources must turn its tests red, which are green without it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
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
/** The same tests without the bug: a test that stops at its first failure takes longer when there is none. */
const SOUND_MS = 600_000;

interface Verdict {
  /** Tests of the title that the catalogue names. */
  passed: number;
  failed: number;
  /** What those that failed said. */
  said: string[];
  seconds: number;
}

/** What is read of vitest's report as JSON. */
interface Report {
  testResults: { assertionResults: { fullName: string; status: string; failureMessages: string[] }[] }[];
}

/**
 * Runs a bug's tests in `folder`. A run that takes longer than the limit is ended and has seen nothing, and so has one in
 * which the tests could not be loaded or set up: then none of them failed by itself.
 */
const run = async (folder: string, { project, test, title }: Bug, limitMs: number): Promise<Verdict> => {
  const startedAt = performance.now();
  const pattern = title.replace(/[[\]().+*?^$|\\]/g, "\\$&");
  const file = join(folder, "report.json");
  await rm(file, { force: true });
  const reporting = ["--reporter=json", `--outputFile=${file}`];
  const child = spawn(
    process.execPath,
    [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--project", project, test, "-t", pattern, ...reporting],
    { cwd: folder, stdio: "ignore", env: { ...process.env, NO_COLOR: "1" } },
  );
  const limit = setTimeout(() => child.kill("SIGKILL"), limitMs);
  await once(child, "close");
  clearTimeout(limit);
  const seconds = (performance.now() - startedAt) / 1000;
  const text = await readFile(file, "utf8").catch(() => '{"testResults":[]}');
  const tests = (JSON.parse(text) as Report).testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ fullName }) => fullName.includes(title));
  const failed = tests.filter(({ status }) => status === "failed");
  const passed = tests.filter(({ status }) => status === "passed").length;
  return { passed, failed: failed.length, said: failed.flatMap(({ failureMessages }) => failureMessages), seconds };
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
  const sound = new Map<string, boolean>();
  for (const bug of wanted) {
    const tests = `${bug.test} ${bug.title}`;
    if (!sound.has(tests)) {
      const { passed, failed } = await run(folder, bug, SOUND_MS);
      sound.set(tests, passed > 0 && failed === 0);
    }
    const restore = await plant(folder, bug);
    const seen = await run(folder, bug, LIMIT_MS);
    await restore();
    // An edit that only breaks what it changes makes tests fail too, but by errors of other kinds.
    const { says = "AssertionError: " } = bug;
    const reason = seen.said.find((each) => each.includes(says));
    const red = sound.get(tests) === true && seen.failed > 0 && reason !== undefined;
    if (red) caught++;
    const why = (reason ?? seen.said[0] ?? "no test of this title failed").split("\n")[0]?.slice(0, 160);
    const how = red ? `caught in ${seen.seconds.toFixed(1)} s by ${bug.title}` : "NOT CAUGHT";
    const green = sound.get(tests) ? "" : " (its tests do not pass without it)";
    console.log(`${String(BUGS.indexOf(bug) + 1).padStart(2)}. ${bug.name}: ${how}${green}\n    ${why}`);
  }
  console.log(`${caught} of ${wanted.length} seeded bugs caught`);
  process.exitCode = caught === wanted.length ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
