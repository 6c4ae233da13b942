/** A quiz while it is edited: as in SPEC.md, but with whatever is still missing or wrong in it. */

interface Picture {
  file: string;
  alt: string;
}

export interface DraftOption {
  id: string;
  text: string;
  image?: Picture;
}

export interface DraftItem {
  id: string;
  type: string;
  stem: string;
  /** Null: no limit. */
  seconds: number | null;
  points: number;
  explanation?: string;
  image?: Picture;
  /** Its own reading time; missing: the room's. */
  previewSeconds?: number;
  options?: readonly DraftOption[];
  key?: readonly string[];
  accept?: readonly string[];
  /** Null: nothing that is a number has been typed yet. */
  answer?: number | null;
  tolerance?: number | null;
  scale?: number;
  labels?: readonly string[];
  reverse?: boolean;
  /** What a slide says below its heading. */
  text?: string;
}

export interface Draft {
  schemaVersion: 1;
  id: string;
  title: string;
  language: string;
  items: readonly DraftItem[];
}

/** How many options an item has at least and at most. */
export const OPTIONS = { least: 2, most: 6 } as const;
export const MOST_ITEMS = 200;
export const MOST_ACCEPTED = 20;
export const SCALE = { least: 2, most: 7 } as const;
