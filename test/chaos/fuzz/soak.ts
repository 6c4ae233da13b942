/** The long runs of this folder. */
export { soakFuzz } from "./cases.ts";
export { soakWire } from "./wire.ts";
