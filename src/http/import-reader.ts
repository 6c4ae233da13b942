import { fork } from "node:child_process";
import type { Asked, Imported } from "../importers/asked.ts";
import { HttpError } from "./errors.ts";
import type { Upload } from "./import-process.ts";
import { READY, type Reading } from "./import-upload.ts";

/** A file that takes longer than this is given up, ms; and so long may the process take to start. */
const TIME_MS = 5000;
const START_MS = 10_000;
/** What the process may keep, MB. */
const MEMORY_MB = 48;
/** Uploads that may wait for the one being read. */
const WAITING = 4;

const refused = (message: string): Imported => ({ past: null, faults: [{ path: "", message }] });

const read = (upload: Upload): Promise<Reading> =>
  new Promise((done) => {
    // Not a thread: what goes wrong in native code there ends the whole server.
    const child = fork(new URL("./import-process.ts", import.meta.url), {
      execArgv: [`--max-old-space-size=${MEMORY_MB}`],
      env: {},
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const giveUp = () => end(refused("The file takes too long to be read."));
    let late = setTimeout(giveUp, START_MS);
    const end = (reading: Reading) => {
      clearTimeout(late);
      done(reading);
      child.kill("SIGKILL");
    };
    child.on("message", (message: Reading | typeof READY) => {
      if (message !== READY) return end(message);
      clearTimeout(late);
      late = setTimeout(giveUp, TIME_MS);
      child.send(upload);
    });
    child.once("error", () => end(refused("The file cannot be read.")));
    child.once("exit", () => end(refused("The file is too large or too deep to be read.")));
  });

/**
 * Reads uploads one after another, each in a process with bounded memory and time: whatever a file holds, the games
 * that run meanwhile do not feel it. Throws `payload_too_large` and, when too many wait, `rate_limited`.
 */
export const importReader = (): ((bytes: Uint8Array, asked: Asked) => Promise<Imported>) => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return async (bytes, asked) => {
    if (waiting > WAITING) throw new HttpError(429, "rate_limited");
    waiting++;
    const reading = last.then(() => read({ bytes, asked }));
    last = reading;
    const result = await reading.finally(() => waiting--);
    if ("tooLarge" in result) throw new HttpError(413, "payload_too_large");
    return result;
  };
};
