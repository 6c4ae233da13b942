/** The protocol this build speaks, and the oldest one it still accepts in a handshake. */
export const PROTOCOL = 1;
export const PROTOCOL_OLDEST = 1;
