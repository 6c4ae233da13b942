/** How much space a store has left, read every few seconds, so that new rooms are refused before running ones suffer. */
import { statfs } from "node:fs/promises";

/** What a store may use, and what of it is used, in bytes. */
export interface Space {
  kind: "memory" | "disk";
  used: number;
  of: number;
}

/** Memory is full from this share on. */
export const MEMORY_SHARE = 0.8;
/** A disk is full when this share of it is free, or this many bytes where that is less. */
export const DISK_FREE_SHARE = 0.1;
export const DISK_FREE_BYTES = 2 * 1024 ** 3;
const EVERY_MS = 2000;

/** Whether nothing new should be taken in. */
export const isFull = ({ kind, used, of }: Space): boolean =>
  kind === "memory" ? used >= MEMORY_SHARE * of : of - used <= Math.min(DISK_FREE_SHARE * of, DISK_FREE_BYTES);

export interface SpaceWatch {
  full(): boolean;
  stop(): void;
}

/** Reads the space now and every two seconds; while it cannot be read, the last reading counts. */
export const watchSpace = (read: () => Promise<Space>): SpaceWatch => {
  let full = false;
  const look = (): void => {
    read().then(
      (space) => {
        full = isFull(space);
      },
      () => {},
    );
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  look();
  return { full: () => full, stop: () => clearInterval(timer) };
};

/** The disk a folder lies on. Free is what this process may still use. Rejects with what the system says. */
export const diskOf = async (folder: string): Promise<Space> => {
  const { blocks, bavail, bsize } = await statfs(folder);
  return { kind: "disk", used: (blocks - bavail) * bsize, of: blocks * bsize };
};

/**
 * The memory of a Redis whose INFO text is given: what its own bound counts, or, where it has none, what it holds of the
 * machine. Buffers of the append-only file and of replicas are not counted by the bound (`mem_not_counted_for_evict`).
 */
export const memoryOf = (info: string): Space => {
  const read = (field: string): number => Number(new RegExp(`^${field}:(\\d+)`, "m").exec(info)?.[1] ?? 0);
  const bound = read("maxmemory");
  return bound > 0
    ? { kind: "memory", used: read("used_memory") - read("mem_not_counted_for_evict"), of: bound }
    : { kind: "memory", used: read("used_memory_rss"), of: read("total_system_memory") || Number.POSITIVE_INFINITY };
};
