/** Snapshots to players as one WebSocket frame of one piece: what Socket.IO's `emit` sends, for less work, and put into text once for many. */
import type { PlayerSocket } from "./sockets.ts";

const FINAL_TEXT = 0x81;

interface Packet {
  /** It goes out where a connection takes no ready frames. */
  text: string;
  /** The engine's option by which Socket.IO sends its broadcasts. */
  options: { compress: boolean; wsPreEncodedFrame: [Buffer] };
}

/** A text in two parts, of which the first is known in bytes, as a server's frame, which bears no mask. */
const frameOf = (before: Buffer, after: string): Buffer => {
  const length = before.length + Buffer.byteLength(after);
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  frame[1] = start === 2 ? length : start === 4 ? 126 : 127;
  if (start === 4) frame.writeUInt16BE(length, 2);
  else if (start === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  before.copy(frame, start);
  frame.write(after, start + before.length);
  return frame;
};

/** How an event begins. */
interface Beginning {
  text: string;
  /** The same as the engine sends it. */
  bytes: Buffer;
}

// 4: a message of the engine.
const beginning = (text: string): Beginning => ({ text, bytes: Buffer.from(`4${text}`) });

const SNAPSHOT = beginning('2/player,["snapshot",');
const begun = new WeakMap<object, Beginning>();

/** The event of a part without its closing brace; kept, since many snapshots begin with it. */
const beginningWith = (part: object): Beginning => {
  const made = begun.get(part) ?? beginning(SNAPSHOT.text + JSON.stringify(part).slice(0, -1));
  begun.set(part, made);
  return made;
};

/** A snapshot as it is sent, to one or to many; in two parts, where the first is one object for many. */
export const packetOf = (snapshot: object, own?: object): Packet => {
  const { text, bytes } = own ? beginningWith(snapshot) : SNAPSHOT;
  const rest = own ? `,${JSON.stringify(own).slice(1)}]` : `${JSON.stringify(snapshot)}]`;
  return { text: text + rest, options: { compress: false, wsPreEncodedFrame: [frameOf(bytes, rest)] } };
};

export const push = (socket: PlayerSocket, { text, options }: Packet): void => {
  if (socket.connected) socket.conn.write(text, options);
};
