/** The Socket.IO parser behind a guard: size and depth are judged on the raw text, before anything is parsed. */
import { Decoder, Encoder, protocol } from "socket.io-parser";

/** Bytes of one message before and after a socket has a host's rights. */
export const MESSAGE_BYTES = 4 * 1024;
export const HOST_MESSAGE_BYTES = 256 * 1024;
const DEPTH = 10;
/** Requests of one connection to enter a namespace; there are two to enter. */
const ENTRIES = 4;

/** The event that a refused message is turned into, so that its sender still gets an answer. */
export const REFUSED_EVENT = "message:refused";
export type Refused = "payload_too_large" | "invalid_payload";

/** Type, namespace and ack id: what stands before the JSON of an event. A longer id would not survive being a number. */
const HEADER = /^2(?:\/[^,]{1,64},)?\d{0,15}(?=\[)/;

/** Whether brackets nest deeper than `limit`, strings left out. */
const deeperThan = (text: string, limit: number): boolean => {
  let depth = 0;
  // The namespace before the JSON is no part of it.
  const start = Math.max(text.search(/^\d\//) < 0 ? 0 : text.indexOf(","), 0);
  let quoted = false;
  for (let at = start; at < text.length; at++) {
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === 0x5c) at++;
      else if (sign === 0x22) quoted = false;
    } else if (sign === 0x22) quoted = true;
    else if (sign === 0x5b || sign === 0x7b) {
      if (++depth > limit) return true;
    } else if (sign === 0x5d || sign === 0x7d) depth--;
  }
  return false;
};

/** The message's header with a refusal in place of its content. */
const answerable = (message: string, refused: Refused): string => {
  const header = HEADER.exec(message)?.[0];
  if (header === undefined) throw new Error(refused);
  return `${header}${JSON.stringify([REFUSED_EVENT, refused])}`;
};

export class GuardedDecoder extends Decoder {
  limit = MESSAGE_BYTES;
  #entered: readonly string[] = [];

  /** Throws (which closes the connection) on what no honest client sends: binary, attachments, oversized handshakes, entering twice. */
  override add(message: unknown): void {
    if (typeof message !== "string" || message.startsWith("5") || message.startsWith("6")) throw new Error("binary");
    if (message.startsWith("0")) this.#enter(/^0(\/[^,]*)?/.exec(message)?.[1] ?? "/");
    if (message.startsWith("2") && !HEADER.test(message)) throw new Error("no event");
    const refused = this.#refuses(message);
    super.add(refused === undefined ? message : answerable(message, refused));
  }

  /** The server takes a namespace for entered only a moment after the request, and until then would make a socket for each. */
  #enter(namespace: string): void {
    if (this.#entered.includes(namespace) || this.#entered.length >= ENTRIES) throw new Error("entered before");
    this.#entered = this.#entered.concat(namespace);
  }

  #refuses(message: string): Refused | undefined {
    if (message.length > this.limit || Buffer.byteLength(message) > this.limit) return "payload_too_large";
    // The event's own array is one level.
    return deeperThan(message, DEPTH + 1) ? "invalid_payload" : undefined;
  }
}

export const guardedParser = { protocol, Encoder, Decoder: GuardedDecoder };
