/** WebSocket frames as a client needs them: the text messages of a server out of its stream, and texts as masked frames. */

const TEXT = 0x81;
const MASK = [0x5a, 0xc3, 0x1f, 0x96] as const;

/** Bytes of a frame's header and of its content, when both are there; a server's frames bear no mask. */
const measure = (bytes: Buffer, at: number, end: number): { header: number; length: number } | undefined => {
  if (end - at < 2) return undefined;
  const short = bytes[at + 1] ?? 0;
  if (short < 126) return { header: 2, length: short };
  if (short === 126) return end - at < 4 ? undefined : { header: 4, length: bytes.readUInt16BE(at + 2) };
  if (short > 127) throw new Error("a server's frame bears a mask");
  return end - at < 10 ? undefined : { header: 10, length: Number(bytes.readBigUInt64BE(at + 2)) };
};

/**
 * Takes the stream of one server, cut anywhere, and gives each text message as latin1 with the bytes of its whole frame.
 * Throws on what the servers here never send: pieces of messages, binary ones, and frames that bear a mask.
 */
export const createFrameReader = (heard: (message: string, bytes: number) => void) => {
  let rest: Buffer | undefined;
  return (chunk: Buffer): void => {
    const bytes = rest ? Buffer.concat([rest, chunk]) : chunk;
    rest = undefined;
    let at = 0;
    for (;;) {
      const size = measure(bytes, at, bytes.length);
      if (!size || bytes.length - at < size.header + size.length) break;
      const from = at + size.header;
      const kind = bytes[at];
      at = from + size.length;
      // 0x88: the server says goodbye; the end of the connection follows.
      if (kind === TEXT) heard(bytes.toString("latin1", from, at), at - from + size.header);
      else if (kind !== 0x88) throw new Error(`a frame of the kind ${kind?.toString(16)}`);
    }
    // Copied: whoever hands over chunks may use their memory again.
    if (at < bytes.length) rest = Buffer.from(bytes.subarray(at));
  };
};

/** A text of at most 65,535 bytes as a client sends it. */
export const clientFrame = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 2 : 4;
  const frame = Buffer.allocUnsafe(start + 4 + length);
  frame[0] = TEXT;
  if (start === 2) frame[1] = 0x80 | length;
  else {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  }
  for (const [index, byte] of MASK.entries()) frame[start + index] = byte;
  const from = start + 4;
  frame.write(text, from);
  for (let index = 0; index < length; index++) {
    frame[from + index] = (frame[from + index] ?? 0) ^ (MASK[index & 3] ?? 0);
  }
  return frame;
};
