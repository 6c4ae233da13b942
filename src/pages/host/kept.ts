/** What this tab keeps of its room, so that a reload shows the same screen. The hash carries the id, never a right. */

const KEY = "cermat.host.room";

export interface KeptRoom {
  roomId: string;
  token?: string;
}

const read = (key: string): unknown => {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? "null");
  } catch {
    return null;
  }
};

/** Keeps a JSON value for this tab; null forgets it. A browser that keeps nothing is left alone. */
export const keepJson = (key: string, value: unknown): void => {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The page works without it, until it is reloaded.
  }
};

/** A value kept for this tab, or null. */
export const keptJson = read;

const isKept = (value: unknown): value is KeptRoom =>
  typeof value === "object" && value !== null && "roomId" in value && typeof value.roomId === "string";

/** The room named in the address, with this tab's token for it if it has one; null: choose a quiz. */
export const keptRoom = (): KeptRoom | null => {
  const roomId = /^#room=([A-Za-z0-9_-]{1,64})$/.exec(location.hash)?.[1];
  const kept = read(KEY);
  const own = isKept(kept) ? kept : null;
  if (roomId === undefined) return null;
  return own?.roomId === roomId ? own : { roomId };
};

/** Remembers the room, or leaves it. */
export const keepRoom = (room: KeptRoom | null): void => {
  keepJson(KEY, room);
  history.replaceState(null, "", room === null ? location.pathname : `#room=${room.roomId}`);
};
