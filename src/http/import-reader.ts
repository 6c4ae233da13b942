import { fork } from "node:child_process";
import type { Imported } from "../importers/asked.ts";
import { unread } from "../importers/quiz/faults.ts";
import type { QuizRead } from "../importers/quiz/source.ts";
import { createTurns } from "../turns.ts";
import { refusal } from "./errors.ts";
import { type QuizUpload, READY, type Reading, refused, type Upload } from "./import-messages.ts";

/** A file that takes longer than this is given up, ms; and so long may the process take to start. */
const TIME_MS = 5000;
const START_MS = 20_000;
/** What the process may keep, MB. */
const MEMORY_MB = 48;
/** Uploads that may wait for the one being read. */
const WAITING = 4;

type Answer = Reading<Imported | QuizRead>;

/** Rejects when the reading itself failed, which is no fault of the file. */
const readApart = (upload: Upload | QuizUpload): Promise<Answer> =>
  new Promise((done, failed) => {
    // Not a thread: what goes wrong in native code there ends the whole server.
    const child = fork(new URL("./import-process.ts", import.meta.url), [upload.kind], {
      // What is soon forgotten must not heap up either.
      execArgv: [`--max-old-space-size=${MEMORY_MB}`, "--max-semi-space-size=2"],
      env: {},
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    let late = setTimeout(() => fail("did not start"), START_MS);
    const end = () => {
      clearTimeout(late);
      child.kill("SIGKILL");
    };
    const fail = (what: string) => {
      end();
      failed(new Error(`The process that reads uploads ${what}.`));
    };
    const answer = (reading: Answer) => {
      end();
      done(reading);
    };
    child.on("message", (message: Answer | typeof READY) => {
      if (message !== READY) return answer(message);
      clearTimeout(late);
      late = setTimeout(() => answer({ refused: "slow" }), TIME_MS);
      child.send(upload);
    });
    child.once("error", (error) => fail(`failed: ${error.message}`));
    child.once("exit", (code) => {
      if (code !== null) fail(`ended with ${code}`);
      // Ended by a signal: it has eaten its memory.
      else answer({ refused: "memory" });
    });
  });

interface ImportReader {
  /** A past room; `library` is asked for when the file's turn comes. */
  past(bytes: Uint8Array, asked: Upload["asked"], library: () => Promise<string[]>): Promise<Imported>;
  quiz(bytes: Uint8Array, asked: QuizUpload["quiz"]): Promise<QuizRead>;
}

/**
 * Reads uploads one after another, each in a process with bounded memory and time: whatever a file holds, the games
 * that run meanwhile do not feel it. Throws `payload_too_large` and, when too many wait, `rate_limited`.
 */
export const importReader = (apart = readApart): ImportReader => {
  const inTurn = createTurns();
  let waiting = 0;
  const read = async (upload: () => Promise<Upload | QuizUpload>): Promise<Exclude<Answer, { tooLarge: true }>> => {
    if (waiting > WAITING) throw refusal("rate_limited");
    waiting++;
    const reading = inTurn(async () => apart(await upload()));
    const answer = await reading.finally(() => waiting--);
    if ("tooLarge" in answer) throw refusal("payload_too_large");
    return answer;
  };
  return {
    past: async (bytes, asked, library) => {
      const answer = await read(async () => ({ kind: "past", bytes, asked, library: await library() }));
      return "refused" in answer ? refused(`file_${answer.refused}`) : (answer as Imported);
    },
    quiz: async (bytes, quiz) => {
      const answer = await read(async () => ({ kind: "quiz", bytes, quiz }));
      return "refused" in answer ? unread(`file_${answer.refused}`) : (answer as QuizRead);
    },
  };
};
