/** Asking for a seat while very many do. */
import type { Answer, PlayerAnswers } from "../../../protocol/events.ts";
import type { PlayerPayload, ProofOf } from "../../../protocol/payloads.ts";

type Joined = Answer<PlayerAnswers["room:join"]> | null;

const SILENCES = 5;
/** So long it is tried while too many join, ms; and how often, with a spread that keeps phones apart. */
const PATIENCE_MS = 60_000;
const AGAIN_MS = 1000;

const later = (): Promise<undefined> =>
  new Promise((resume) => setTimeout(resume, AGAIN_MS * (0.5 + Math.random()), undefined));

/** The answers to a puzzle; undefined, a while later, when the code for it cannot be loaded now. */
const solved = (proof: ProofOf): Promise<string[] | undefined> =>
  import("./proof.ts").then(({ solve }) => solve(proof)).catch(later);

/**
 * Sends a join until it is answered for its own sake: the same attempt again after a silence, and while too many join
 * with the work that the server asks for. `crowded` is called when that begins. Null: there was no answer.
 */
export const persist = async (
  ask: (event: "room:join", payload: PlayerPayload<"room:join">) => Promise<Joined>,
  payload: PlayerPayload<"room:join">,
  crowded: () => void,
): Promise<Joined> => {
  const end = performance.now() + PATIENCE_MS;
  let proof: string[] | undefined;
  for (let silent = 0; ; ) {
    const answer = await ask("room:join", proof ? { ...payload, proof } : payload);
    if (answer === null && ++silent < SILENCES) continue;
    if (answer === null || answer.ok || answer.error.code !== "rate_limited" || performance.now() > end) return answer;
    crowded();
    // Without a new puzzle the last solution still counts: others are ahead.
    if (answer.proof) proof = await solved(answer.proof);
    else await later();
  }
};
