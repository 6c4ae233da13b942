/** How many bytes of images an owner may add to what is kept for good. */

/** So many bytes, within so many ms from the first of them on. */
export interface ImageShare {
  ownerId: string;
  bytes: number;
  ms: number;
}

/** A store needs so many bytes for any image, however small. */
const LEAST = 1024;

/** What an image takes of a share, in bytes. */
export const imageCost = ({ length }: Uint8Array): number => Math.max(length, LEAST);
