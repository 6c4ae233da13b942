/** A quiz in the editor: its draft with every step, its faults, its pictures, and how far it is stored. No drawing. */
import { api, type Reply, type StoredQuiz } from "../api.ts";
import type { Change } from "./change.ts";
import { type DraftFault, faultsOf, serverFaults } from "./check.ts";
import type { Draft, DraftItem } from "./document.ts";
import { begun, edited, type History, redone, undone } from "./history.ts";
import { createKeeping } from "./kept.ts";
import { createSaving, type SaveState } from "./saving.ts";

/** The version of a quiz that is not there. */
const NONE = "0";

/** What is drawn again: everything, only what follows from what is typed, or how far it is stored. */
export type Changed = "all" | "typed" | "state";

export interface Model {
  readonly draft: Draft;
  readonly item: DraftItem | undefined;
  /** An item as it is now; it may be gone. */
  current(itemId: string): DraftItem | undefined;
  readonly faults: readonly DraftFault[];
  readonly images: Readonly<Record<string, string>>;
  readonly state: SaveState;
  /** This device has what is not stored. */
  readonly kept: boolean;
  readonly can: { undo: boolean; redo: boolean };
  /** What was kept on this device has been taken up again. */
  readonly resumed: boolean;
  /** Changes the draft. Steps of the same `tag` are typing in one field: they join, and fields are not drawn again. */
  apply(change: Change, tag?: string): void;
  choose(itemId: string): void;
  undo(): void;
  redo(): void;
  /** Stores a picture; its address, or what went wrong. */
  upload(file: string, image: Blob): Promise<Reply<{ url: string }>>;
  /** The other version instead of this one; a step like any other. */
  takeOther(): Promise<Reply<unknown>>;
  /** This one over the other. */
  overwrite(): Promise<Reply<unknown>>;
  flush(): Promise<void>;
  keep(): void;
  stop(): void;
}

/** The same content, in whatever order its fields were made. */
const same = (a: Draft, b: Draft): boolean => {
  const plain = (draft: Draft) =>
    JSON.stringify(draft, (_name, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
        : value,
    );
  return plain(a) === plain(b);
};

/** A quiz as it is stored; of one that was deleted elsewhere what this device has kept, as of no version. */
export const readQuiz = async (id: string): Promise<Reply<StoredQuiz>> => {
  const answer = await api.storedQuiz(id);
  if (answer.ok || answer.code !== "quiz_not_found") return answer;
  const { found } = createKeeping(id);
  return found ? { ok: true, body: { quiz: found.draft, version: NONE, updatedAt: 0, images: {} } } : answer;
};

/** The editor's end of a stored quiz. `changed` draws. */
export const createModel = (read: StoredQuiz, changed: (what: Changed) => void): Model => {
  const first = read.quiz as Draft;
  const { id } = first;
  const keeping = createKeeping(id);
  let images = read.images;
  let history: History = begun(first);
  let faults: readonly DraftFault[] = faultsOf(first);
  let chosen = first.items[0]?.id ?? "";
  let resumed = false;

  const saving = createSaving(
    {
      now: () => ({ draft: history.now, faulty: faults.some(({ code }) => code !== "server") }),
      put: (draft, base) => api.putQuiz(id, draft, { base }),
      keep: keeping.keep,
      told: (_state, found) => {
        if (found.length > 0) faults = serverFaults(found);
        changed(found.length > 0 ? "typed" : "state");
      },
    },
    { stored: first, base: read.version },
  );

  const take = (next: History, what: Changed) => {
    if (next === history) return;
    history = next;
    faults = faultsOf(next.now);
    const { items } = next.now;
    if (!items.some((item) => item.id === chosen)) chosen = items[0]?.id ?? "";
    saving.changed();
    changed(what);
  };

  const model: Model = {
    get draft() {
      return history.now;
    },
    get item() {
      return model.current(chosen);
    },
    current: (itemId) => history.now.items.find((item) => item.id === itemId),
    get faults() {
      return faults;
    },
    get images() {
      return images;
    },
    get state() {
      return saving.state;
    },
    get kept() {
      return saving.kept;
    },
    get can() {
      return { undo: history.past.length > 0, redo: history.future.length > 0 };
    },
    get resumed() {
      return resumed;
    },
    apply: (change, tag = "") =>
      take(edited(history, change(history.now), tag, Date.now()), tag === "" ? "all" : "typed"),
    choose: (itemId) => {
      chosen = itemId;
      changed("all");
    },
    undo: () => take(undone(history), "all"),
    redo: () => take(redone(history), "all"),
    upload: async (file, image) => {
      const answer = await api.putImage(id, file, image);
      if (answer.ok) images = { ...images, [file]: answer.body.url };
      return answer;
    },
    takeOther: async () => {
      const answer = await api.storedQuiz(id);
      if (!answer.ok) return answer;
      const other = answer.body.quiz as Draft;
      images = { ...images, ...answer.body.images };
      history = edited(history, other, "", Date.now());
      faults = faultsOf(other);
      if (!other.items.some((item) => item.id === chosen)) chosen = other.items[0]?.id ?? "";
      saving.settle(other, answer.body.version);
      changed("all");
      return answer;
    },
    overwrite: async () => {
      const answer = await api.storedQuiz(id);
      // Deleted meanwhile: then it is stored anew.
      if (!answer.ok && answer.code !== "quiz_not_found") return answer;
      saving.settle(null, answer.ok ? answer.body.version : NONE);
      await saving.flush();
      return { ok: true, body: undefined };
    },
    flush: saving.flush,
    keep: saving.keep,
    stop: saving.stop,
  };

  const { found } = keeping;
  const gone = read.version === NONE;
  if (found && (gone || !same(found.draft, first))) {
    resumed = true;
    history = edited(history, found.draft, "", 0);
    faults = faultsOf(found.draft);
    chosen = found.draft.items[0]?.id ?? "";
    // Made from another version than the stored one, it meets a conflict when it is stored.
    saving.settle(!gone && found.base === read.version ? first : null, found.base, found.sent);
  } else saving.keep();
  return model;
};
