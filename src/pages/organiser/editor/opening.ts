/** What is open in the editor: one thing at a time, made once however often it is asked for while it is read. */
import type { Reply } from "../api.ts";

interface OpeningParts<Read, Open> {
  read(id: string): Promise<Reply<Read>>;
  make(read: Read): Open;
  /** The page is still to show it. */
  wanted(id: string): boolean;
  close(open: Open): Promise<unknown>;
}

export interface Opening<Open> {
  readonly now: Open | null;
  /** What is open under this id: the same until it is left. */
  at(id: string): Promise<Reply<Open>>;
  /** Closes what is no longer wanted. */
  leave(): void;
}

export const createOpening = <Read, Open>({ read, make, wanted, close }: OpeningParts<Read, Open>): Opening<Open> => {
  let open: { id: string; held: Open } | null = null;
  let closing: Promise<unknown> = Promise.resolve();
  const heldAt = (id: string) => (open?.id === id ? open : null);
  return {
    get now() {
      return open?.held ?? null;
    },
    at: async (id) => {
      const opened = heldAt(id);
      if (opened) return { ok: true, body: opened.held };
      // What was left is stored first: read before that, it would conflict with itself.
      await closing;
      const answer = await read(id);
      if (!answer.ok) return answer;
      // Whoever has gone on meanwhile is shown another page.
      if (!wanted(id)) return { ok: false, code: "quiz_not_found", faults: [] };
      const made = heldAt(id) ?? { id, held: make(answer.body) };
      open = made;
      return { ok: true, body: made.held };
    },
    leave: () => {
      if (!open || wanted(open.id)) return;
      closing = close(open.held);
      open = null;
    },
  };
};
