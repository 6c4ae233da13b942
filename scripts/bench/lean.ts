/** A player that costs the load generator as little as can be: WebSocket, Engine.IO and Socket.IO on a bare TCP socket. */
import { connect, type Socket } from "node:net";
import { PROTOCOL } from "../../protocol/version.ts";
import { clientFrame, createFrameReader } from "./frames.ts";

const NAMESPACE = "/player";
const PONG = clientFrame("3");
const HELLO = clientFrame(`40${NAMESPACE},${JSON.stringify({ protocol: PROTOCOL })}`);
const EVENT = `42${NAMESPACE},`;
const ANSWER = `43${NAMESPACE},`;
const END_OF_HEAD = "\r\n\r\n";

/** All connections read into the same memory: what is kept of it is copied. */
const SHARED = Buffer.allocUnsafeSlow(256 * 1024);

export interface Ear {
  /** What came after `42/player,`: the event as a JSON array, latin1. `bytes`: of the frame. */
  event(message: string, bytes: number): void;
  /** The answer to the event that was sent with this number. */
  answer(id: number, message: string, bytes: number): void;
}

export interface Lean {
  /** Sends an event, a JSON array, and asks for an answer under this number. */
  emit(id: number, event: string): void;
  close(): void;
}

/** An event as it goes over the wire. */
const frameOf = (id: number, event: string): Buffer => clientFrame(`${EVENT}${id}${event}`);

const requestOf = (host: string, path: string): string => {
  const fields = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13";
  return `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${fields}\r\nSec-WebSocket-Key: Y2VybWF0LWJlbmNobWFyaw==${END_OF_HEAD}`;
};

/** What an engine's text message is to a player; pings are answered here. */
const listen = (socket: Socket, ear: Ear, opened: (error?: Error) => void) => (message: string, bytes: number) => {
  if (message === "2") socket.write(PONG);
  else if (message.startsWith(ANSWER)) {
    const from = message.indexOf("[", ANSWER.length);
    ear.answer(Number(message.slice(ANSWER.length, from)), message.slice(from), bytes);
  } else if (message.startsWith(EVENT)) ear.event(message.slice(EVENT.length), bytes);
  else if (message.startsWith("0")) socket.write(HELLO);
  else if (message.startsWith("40")) opened();
  else opened(new Error(`refused: ${message}`));
};

/** Connects from a loopback address to the namespace of players. `raw`: to a server that speaks plain messages. */
export const openLean = (url: string, localAddress: string, ear: Ear, raw = false): Promise<Lean> => {
  const { hostname, port, host } = new URL(url);
  return new Promise((resolve, reject) => {
    let head: string | undefined = "";
    let socket: Socket;
    const opened = (error?: Error) => {
      if (error) return reject(error);
      resolve({
        emit: (id, event) => void socket.write(frameOf(id, event)),
        close: () => void socket.destroy(),
      });
    };
    const read = (chunk: Buffer) => frames(chunk);
    const onData = (size: number): boolean => {
      const chunk = SHARED.subarray(0, size);
      if (head === undefined) {
        read(chunk);
        return true;
      }
      head += chunk.toString("latin1");
      const end = head.indexOf(END_OF_HEAD);
      if (end < 0) return true;
      if (!head.startsWith("HTTP/1.1 101")) {
        socket.destroy();
        opened(new Error(head.slice(0, head.indexOf("\r\n"))));
        return true;
      }
      const first = Buffer.from(head.slice(end + END_OF_HEAD.length), "latin1");
      head = undefined;
      if (raw) opened();
      if (first.length > 0) read(first);
      return true;
    };
    socket = connect({
      host: hostname,
      port: Number(port),
      localAddress,
      noDelay: true,
      onread: { buffer: SHARED, callback: onData },
    });
    const frames = createFrameReader(raw ? (message, bytes) => ear.event(message, bytes) : listen(socket, ear, opened));
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the connection was closed")));
    socket.write(requestOf(host, raw ? "/" : "/socket.io/?EIO=4&transport=websocket"));
  });
};
