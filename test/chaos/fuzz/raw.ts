/** WebSocket written by hand over any stream, so that a test decides every byte. */
import { randomBytes } from "node:crypto";
import type { Duplex } from "node:stream";

/** One frame of a client. `head`: the first byte (fin, reserved bits, opcode). */
export const frame = (payload: string | Uint8Array, head = 0x81, mask = true): Buffer => {
  const body = Buffer.from(payload as string);
  const long = body.length > 65_535 ? 8 : body.length > 125 ? 2 : 0;
  const start = Buffer.alloc(2 + long);
  start[0] = head;
  start[1] = (mask ? 0x80 : 0) | (long === 8 ? 127 : long === 2 ? 126 : body.length);
  if (long === 2) start.writeUInt16BE(body.length, 2);
  if (long === 8) start.writeBigUInt64BE(BigInt(body.length), 2);
  // A mask of zeros is a mask.
  return Buffer.concat([start, ...(mask ? [Buffer.alloc(4)] : []), body]);
};

const FIT = 1 << 24;

/** A connection that has been upgraded; texts it receives can be waited for. */
export class RawSocket {
  readonly stream: Duplex;
  closed = false;
  /** Every text received and not taken yet. */
  readonly texts: string[] = [];
  #bytes = Buffer.alloc(0);
  #upgraded = false;
  #wake = () => {};

  constructor(stream: Duplex) {
    this.stream = stream;
    stream.on("data", (chunk: Buffer) => this.#hear(chunk));
    stream.on("error", () => {});
    stream.once("close", () => this.#end());
    stream.once("end", () => this.#end());
  }

  /** Asks for the upgrade. */
  open(headers = ""): void {
    this.stream.write(
      `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: kelas.test\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n${headers}\r\n`,
    );
  }

  say(text: string): void {
    this.write(frame(text));
  }

  write(bytes: Buffer): void {
    if (!this.closed && this.stream.writable) this.stream.write(bytes);
  }

  /** Takes the first text that fits, there or to come; undefined when the connection ends before. */
  async take(fits: (text: string) => boolean): Promise<string | undefined> {
    for (;;) {
      const at = this.texts.findIndex(fits);
      if (at >= 0) return this.texts.splice(at, 1)[0];
      if (this.closed) return undefined;
      await new Promise<void>((resume) => {
        this.#wake = resume;
      });
    }
  }

  close(): void {
    this.stream.destroy();
    this.#end();
  }

  #end(): void {
    this.closed = true;
    this.#wake();
  }

  #hear(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    if (!this.#upgraded) {
      const end = this.#bytes.indexOf("\r\n\r\n");
      if (end < 0) return;
      if (!this.#bytes.subarray(0, 12).toString().endsWith("101")) return void this.close();
      this.#upgraded = true;
      this.#bytes = this.#bytes.subarray(end + 4);
    }
    for (let frame = this.#next(); frame; frame = this.#next()) {
      const [code, body] = frame;
      if (code === 8) return void this.close();
      const text = body.toString();
      // The transport's own ping.
      if (text === "2") this.say("3");
      else if (code === 1) this.texts.push(text);
    }
    this.#wake();
  }

  #next(): [code: number, body: Buffer] | undefined {
    const bytes = this.#bytes;
    if (bytes.length < 2) return undefined;
    const short = (bytes[1] as number) & 0x7f;
    const start = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < start) return undefined;
    const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
    if (length > FIT) throw new Error("a frame of the server is too large");
    if (bytes.length < start + length) return undefined;
    this.#bytes = bytes.subarray(start + length);
    return [(bytes[0] as number) & 15, bytes.subarray(start, start + length)];
  }
}
