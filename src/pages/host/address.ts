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
