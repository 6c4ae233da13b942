/** Random ids. `crypto.randomUUID` does not exist on plain-HTTP pages, `getRandomValues` does. */
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** 24 characters of 6 random bits each. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(24)), (byte) => ALPHABET[byte & 63]).join("");
