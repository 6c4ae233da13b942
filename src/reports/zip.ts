/** ZIP archives, written a slice at a time, so that whoever serves other people meanwhile can. */
import { strToU8, Zip, ZipDeflate } from "fflate";

export interface ZipEntry {
  name: string;
  /** The text in slices; read once, and only after those of the entries before it. */
  slices: Iterable<string>;
}

/** Fast: the next level takes twice the time to save a tenth. */
const LEVEL = 3;

/** What the format can date, a day inside either end for the time zones. */
const EARLIEST = Date.UTC(1980, 0, 2);
const LATEST = Date.UTC(2099, 11, 30);

/**
 * An archive of UTF-8 texts. `turn` is waited for after each slice: the place where other work gets its turn.
 * Files bear the time `at` (ms since 1970). Rejects when a slice cannot be written.
 */
export const zipped = (
  entries: readonly ZipEntry[],
  at: number,
  turn: () => Promise<void>,
): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    const archive = new Zip((error, chunk, last) => {
      if (error) return reject(error);
      chunks.push(chunk);
      if (last) resolve(joined(chunks));
    });
    const write = async () => {
      for (const { name, slices } of entries) {
        const entry = new ZipDeflate(name, { level: LEVEL });
        entry.mtime = Math.min(Math.max(at, EARLIEST), LATEST);
        archive.add(entry);
        for (const slice of slices) {
          entry.push(strToU8(slice));
          await turn();
        }
        entry.push(new Uint8Array(0), true);
      }
      archive.end();
    };
    write().catch(reject);
  });

const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
};
