/** How to join, as people read and type it. */

/** "482915" as "482 915". */
export const groupedPin = (pin: string): string => pin.replace(/^(\d{3})(\d{3})$/, "$1 $2");

/** The address people type: without scheme, path and PIN. */
export const joinAddress = (joinUrl: string): string => {
  try {
    return new URL(joinUrl).host;
  } catch {
    return joinUrl;
  }
};

/** The PIN of the room that this device was sent to ask for, from the hash of its address; null: none. */
export const askedPin = (hash: string): string | null => /^#ask=(\d{6})$/.exec(hash)?.[1] ?? null;
