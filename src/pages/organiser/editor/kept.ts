/** What of a quiz is not stored on the server yet, kept on this device. */
import { recallJson, remember } from "../../shared/storage.ts";
import { signedKey } from "../signed.ts";
import type { Draft } from "./document.ts";

export interface KeptDraft {
  /** The version of the document it was made from. */
  base: string;
  draft: Draft;
}

/** Everybody who signs in on this device has drafts of their own. */
const keyOf = (quizId: string): string => `cermat.draft.${signedKey()}.${quizId}`;

export const keepDraft = (quizId: string, kept: KeptDraft | null): void =>
  remember(keyOf(quizId), kept === null ? null : JSON.stringify(kept));

export const keptDraft = (quizId: string): KeptDraft | null => {
  const kept = recallJson(keyOf(quizId)) as Partial<KeptDraft> | null;
  const { base, draft } = kept ?? {};
  return typeof base === "string" && draft !== undefined && Array.isArray(draft.items) ? { base, draft } : null;
};
