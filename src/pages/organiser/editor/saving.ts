/** Storing a draft by itself a moment after the last change, over the version it was made from and no other. */
import type { ErrorCode } from "../../../../protocol/errors.ts";
import type { Fault, Reply } from "../api.ts";
import type { Draft } from "./document.ts";

export type SaveState =
  | { kind: "saved" }
  /** Changed, and about to be stored. */
  | { kind: "waiting" }
  | { kind: "saving" }
  /** Has faults, so that it is kept on this device only. */
  | { kind: "faulty" }
  | { kind: "failed"; code: ErrorCode | "unreachable" }
  /** Somebody else has stored another version meanwhile. */
  | { kind: "conflict" };

interface SavingParts {
  /** What is to be stored now, and whether it may be. */
  now(): { draft: Draft; faulty: boolean };
  put(draft: Draft, base: string): Promise<Reply<{ version: string }>>;
  /** Keeps the draft on this device, with what was sent and may have been stored; null: all of it is stored. False: it cannot. */
  keep(kept: { base: string; draft: Draft; sent: Draft | null } | null): boolean;
  /** The state has changed; `faults` are what the server found. */
  told(state: SaveState, faults: readonly Fault[]): void;
  after?: (ms: number, act: () => void) => () => void;
}

/** Answers after which the draft may have been stored all the same. */
const UNSURE: readonly string[] = ["unreachable", "store_unavailable", "internal"];
const QUIET_MS = 1000;
const AGAIN_MS = 5000;

const timer = (ms: number, act: () => void): (() => void) => {
  const handle = setTimeout(act, ms);
  return () => clearTimeout(handle);
};

export interface Saving {
  readonly state: SaveState;
  /** The version that is stored, as far as this page knows. */
  readonly base: string;
  /** This device has what is not stored. */
  readonly kept: boolean;
  changed(): void;
  /** Stores at once what is waiting, also what is changed while it is stored. */
  flush(): Promise<void>;
  /** Keeps on this device what is not stored: the page may go away. */
  keep(): void;
  /** What holds from now on as stored; ends a conflict. `sent` may have been stored over it. */
  settle(stored: Draft | null, base: string, sent?: Draft | null): void;
  stop(): void;
}

/** Storing `stored`, which is of version `base`, whenever it changes. */
export const createSaving = (parts: SavingParts, first: { stored: Draft; base: string }): Saving => {
  const { now, put, keep, told, after = timer } = parts;
  let stored: Draft | null = first.stored;
  let { base } = first;
  let state: SaveState = { kind: "saved" };
  /** Was sent, and may have been stored: it is sent again before anything else, so that no page conflicts with itself. */
  let unsure: Draft | null = null;
  let kept = true;
  let cancel = () => {};
  let running: Promise<void> | null = null;

  const tell = (next: SaveState, faults: readonly Fault[] = []) => {
    state = next;
    told(next, faults);
  };
  const isStored = () => now().draft === stored;
  const keepNow = () => {
    kept = keep(unsure === null && isStored() ? null : { base, draft: now().draft, sent: unsure });
  };

  const store = async (): Promise<void> => {
    const draft = unsure ?? now().draft;
    const sends = draft !== stored && (unsure !== null || !now().faulty);
    // Once it is sent nobody knows, until there is an answer: the page may be gone by then.
    if (sends) unsure = draft;
    keepNow();
    if (!sends) return tell({ kind: draft === stored ? "saved" : "faulty" });
    tell({ kind: "saving" });
    const answer = await put(draft, base);
    if (answer.ok || !UNSURE.includes(answer.code)) unsure = null;
    if (answer.ok) {
      base = answer.body.version;
      stored = draft;
    }
    keepNow();
    if (answer.ok && isStored()) tell({ kind: "saved" });
    else if (answer.ok) wait(QUIET_MS);
    else if (answer.code === "stale_version") {
      cancel();
      tell({ kind: "conflict" });
    } else if (answer.code !== "invalid_quiz") {
      tell({ kind: "failed", code: answer.code });
      cancel();
      cancel = after(AGAIN_MS, run);
    } else if (now().draft === draft) tell({ kind: "faulty" }, answer.faults);
    // These were the faults of an older one.
    else wait(QUIET_MS);
  };
  const run = () => {
    cancel();
    running ??= store().finally(() => {
      running = null;
    });
  };
  const wait = (ms: number) => {
    cancel();
    if (state.kind !== "waiting") tell({ kind: "waiting" });
    cancel = after(ms, run);
  };

  return {
    get state() {
      return state;
    },
    get base() {
      return base;
    },
    get kept() {
      return kept;
    },
    changed: () => {
      // Who decides about a conflict decides about all that was changed until then.
      if (state.kind === "conflict") keepNow();
      else wait(QUIET_MS);
    },
    flush: async () => {
      do {
        // What can be sent at once is: a page that goes away does not come back to it.
        if (running !== null) await running;
        if (state.kind === "conflict") return;
        run();
        await running;
      } while (state.kind === "waiting");
    },
    keep: keepNow,
    settle: (next, version, sent = null) => {
      stored = next;
      base = version;
      unsure = sent;
      tell({ kind: "saved" });
      if (isStored()) keepNow();
      else wait(0);
    },
    stop: () => cancel(),
  };
};
