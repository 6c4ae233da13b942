/** A TCP connection that speaks HTTP and WebSocket frames by hand, to send what neither browser nor library would. */
import { once } from "node:events";
import { connect, type Socket } from "node:net";

export interface Frame {
  /** 1 text, 0 continuation, 9 ping, 10 pong. */
  opcode: number;
  payload?: string;
  /** Further frames of the message follow. */
  more?: boolean;
  /** The bit of compressed messages. */
  compressed?: boolean;
}

export interface Raw extends Disposable {
  socket: Socket;
  /** All bytes that came, as text. */
  readonly text: string;
  write(bytes: string | Uint8Array): void;
  /** Resolves once the other side has ended the connection, however. */
  gone: Promise<void>;
  readonly ended: boolean;
}

/** The bytes of a masked frame; payloads under 64 KiB. */
export const frameOf = ({ opcode, payload = "", more = false, compressed = false }: Frame): Uint8Array => {
  const body = Buffer.from(payload);
  const first = (more ? 0 : 0x80) | (compressed ? 0x40 : 0) | opcode;
  const length = body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 255];
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([Buffer.from([first, ...length, 0, 0, 0, 0]), body]);
};

/** Connects and says nothing. */
export const openRaw = async (url: string): Promise<Raw> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = "";
  let ended = false;
  socket.on("data", (chunk) => {
    text += chunk.toString("latin1");
  });
  socket.on("error", () => {});
  socket.on("end", () => socket.destroy());
  const gone = new Promise<void>((resolve) => {
    socket.once("close", () => {
      ended = true;
      resolve();
    });
  });
  await once(socket, "connect");
  return {
    socket,
    gone,
    get text() {
      return text;
    },
    get ended() {
      return ended;
    },
    write: (bytes) => void socket.write(bytes),
    [Symbol.dispose]: () => void socket.destroy(),
  };
};

/** The head of a request that asks for a WebSocket of the server. */
export const UPGRADE = [
  "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
  "Host: 127.0.0.1",
  "Upgrade: websocket",
  "Connection: Upgrade",
  "Sec-WebSocket-Version: 13",
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
  "",
  "",
].join("\r\n");

/** A WebSocket that has been greeted and has not entered a namespace. It answers no pings. */
export const openRawSocket = async (url: string): Promise<Raw> => {
  const raw = await openRaw(url);
  raw.write(UPGRADE);
  while (!raw.text.includes('"sid"') && !raw.ended) await once(raw.socket, "data");
  return raw;
};
