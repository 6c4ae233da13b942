/** The work that a very full room asks of a phone before it may join. A chunk of its own: most phones never load it. */
import type { ProofOf } from "../../../protocol/payloads.ts";
import { sha256 } from "./sha256.ts";

/** The page draws and scrolls between slices of this length, ms. */
const SLICE_MS = 12;
/** Hashes between two looks at the clock. */
const BATCH = 64;

const pause = (): Promise<void> => new Promise((resume) => setTimeout(resume, 0));

/** An answer for each place of the puzzle, found by trying. Takes about half a second to a second on a cheap phone. */
export const solve = async ({ challenge, bits, count }: ProofOf): Promise<string[]> => {
  const answers: string[] = [];
  let begun = performance.now();
  for (let tried = 0; answers.length < count; tried++) {
    const answer = tried.toString(36);
    const [first = -1] = sha256(`${challenge}:${answers.length}:${answer}`);
    if (first >>> (32 - bits) === 0) answers.push(answer);
    if (tried % BATCH > 0 || performance.now() - begun < SLICE_MS) continue;
    await pause();
    begun = performance.now();
  }
  return answers;
};
