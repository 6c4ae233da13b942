/** What of a quiz is not stored on the server yet, kept on this device: each page in a place of its own. */
import { randomId } from "../../shared/random.ts";
import { recall, recallAll, remember } from "../../shared/storage.ts";
import { signedKey } from "../signed.ts";
import type { Draft } from "./document.ts";

interface KeptDraft {
  /** The version of the document it was made from. */
  base: string;
  draft: Draft;
  /** Was sent over that version and not answered: it may be stored. */
  sent: Draft | null;
}

export interface Keeping {
  /** What was kept last, by whichever page; the others' are taken up once this one is settled. */
  readonly found: KeptDraft | null;
  /** Keeps this instead of what was found or kept before; null: nothing. False: this device cannot. */
  keep(kept: KeptDraft | null): boolean;
}

/** Everybody who signs in on this device has drafts of their own. */
const placesOf = (quizId: string): string => `cermat.draft.${signedKey()}.${quizId}.`;

interface Place {
  key: string;
  text: string;
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === "object" && value !== null && "items" in value && Array.isArray(value.items);

const read = ({ key, text }: Place): { place: Place; at: number; kept: KeptDraft }[] => {
  try {
    const { base, draft, sent, at } = JSON.parse(text);
    if (typeof base !== "string" || typeof at !== "number" || !isDraft(draft)) return [];
    return [{ place: { key, text }, at, kept: { base, draft, sent: isDraft(sent) ? sent : null } }];
  } catch {
    return [];
  }
};

/** The place of a page that opens a quiz, for whoever is signed in by then. */
export const createKeeping = (quizId: string): Keeping => {
  const places = placesOf(quizId);
  const own = places + randomId();
  const [newest] = recallAll(places)
    .flatMap(read)
    .sort((a, b) => b.at - a.at);
  /** What this page is answerable for: as it took it up, or kept it. */
  let mine = newest?.place;
  return {
    found: newest?.kept ?? null,
    keep: (kept) => {
      // What another page has kept there meanwhile is that page's.
      if (mine && recall(mine.key) === mine.text) remember(mine.key, null);
      mine = kept === null ? undefined : { key: own, text: JSON.stringify({ ...kept, at: Date.now() }) };
      return mine === undefined || remember(mine.key, mine.text);
    },
  };
};

/** Forgets everything that is kept of a quiz, once it is deleted here. */
export const forgetDrafts = (quizId: string): void => {
  for (const { key } of recallAll(placesOf(quizId))) remember(key, null);
};
