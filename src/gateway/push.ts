/** Snapshots to players as one WebSocket frame of one piece: what Socket.IO's `emit` sends, for less work, and put into text once for many. */
import type { PlayerSocket } from "./sockets.ts";

const FINAL_TEXT = 0x81;

interface Packet {
  /** It goes out where a connection takes no ready frames. */
  text: string;
  /** The engine's option by which Socket.IO sends its broadcasts. */
  options: { compress: boolean; wsPreEncodedFrame: [Buffer] };
}

/** A text as a server's frame, which bears no mask. */
const frameOf = (text: string): Buffer => {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = FINAL_TEXT;
  frame[1] = start === 2 ? length : start === 4 ? 126 : 127;
  if (start === 4) frame.writeUInt16BE(length, 2);
  else if (start === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, start);
  return frame;
};

const opened = new WeakMap<object, string>();

/** The text of a part without its closing brace; kept, since many snapshots begin with it. */
const openedText = (part: object): string => {
  const text = opened.get(part) ?? JSON.stringify(part).slice(0, -1);
  opened.set(part, text);
  return text;
};

/** A snapshot as it is sent, to one or to many; in two parts, where the first is one object for many. */
export const packetOf = (snapshot: object, own?: object): Packet => {
  const json = own ? `${openedText(snapshot)},${JSON.stringify(own).slice(1)}` : JSON.stringify(snapshot);
  // 4: a message of the engine.
  const message = `42/player,["snapshot",${json}]`;
  return { text: message.slice(1), options: { compress: false, wsPreEncodedFrame: [frameOf(message)] } };
};

export const push = (socket: PlayerSocket, { text, options }: Packet): void => {
  if (socket.connected) socket.conn.write(text, options);
};
