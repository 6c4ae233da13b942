/** Asking for a seat while very many do. */
import type { Answer, PlayerAnswers } from "../../../protocol/events.ts";
import type { PlayerPayload, ProofOf } from "../../../protocol/payloads.ts";

type Joined = Answer<PlayerAnswers["room:join"]> | null;

/** Questions without an answer before the person is told so. */
export const SILENCES = 5;
/** So long it is tried while too many join, ms; and how often, with a spread that keeps phones apart. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 1000;
/** Refusals, none of them for the number of joins, after which the PIN is doubted: each may be one more wrong guess. */
const DOUBT = 3;

/** About so many seconds later. */
export const later = (seconds = 1): Promise<undefined> =>
  new Promise((resume) => setTimeout(resume, seconds * AGAIN_MS * (0.5 + Math.random()), undefined));

export const isTooFast = (answer: Answer<object>): boolean => !answer.ok && answer.error.code === "rate_limited";

/** The answers to a puzzle; undefined, a while later, when the code for it cannot be loaded now. */
const solved = (proof: ProofOf): Promise<string[] | undefined> =>
  import("./proof.ts").then(({ solve }) => solve(proof)).catch(() => later());

/**
 * Sends a join until it is answered for its own sake: the same attempt again after a silence, and while too many join
 * with the work that the server asks for. `crowded` is called when that begins: a `rate_limited` without it is not for
 * the number of joins. Null: there was no answer, or it is not `wanted` any more.
 */
export const persist = async (
  ask: (event: "room:join", payload: PlayerPayload<"room:join">) => Promise<Joined>,
  payload: PlayerPayload<"room:join">,
  wanted: () => boolean,
  crowded: () => void,
): Promise<Joined> => {
  const end = performance.now() + PATIENCE_MS;
  let proof: string[] | undefined;
  let many = false;
  for (let silent = 0, refused = 0; wanted(); ) {
    const answer = await ask("room:join", proof ? { ...payload, proof } : payload);
    if (answer === null && ++silent < SILENCES) continue;
    if (answer === null || answer.ok || !isTooFast(answer) || performance.now() > end) return answer;
    many ||= answer.proof !== undefined;
    if (many) crowded();
    else if (++refused === DOUBT) return answer;
    // Without a new puzzle the last solution still counts: others are ahead.
    if (answer.proof) proof = await solved(answer.proof);
    else await later();
  }
  return null;
};
