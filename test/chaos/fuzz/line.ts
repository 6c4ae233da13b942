/** A connection to the real Socket.IO server without a network: what stands below the parser is this object. */
import { EventEmitter } from "node:events";
import { Server } from "socket.io";

/** Starts an app and gives the Socket.IO server it makes on the way, which keeps to itself otherwise. */
export const withIo = async <T>(start: () => Promise<T>): Promise<{ started: T; io: Server }> => {
  const { attach } = Server.prototype;
  const made: Server[] = [];
  Server.prototype.attach = function (this: Server, ...rest) {
    made.push(this);
    return attach.apply(this, rest);
  };
  try {
    const started = await start();
    const [io] = made;
    if (!io) throw new Error("the app made no Socket.IO server");
    return { started, io };
  } finally {
    Server.prototype.attach = attach;
  }
};

/** What Socket.IO uses of a connection of Engine.IO. */
class Connection extends EventEmitter {
  readonly id: string;
  readonly protocol = 4;
  readonly writeBuffer: unknown[] = [];
  readonly transport = {
    name: "websocket",
    writable: true,
    socket: Object.assign(new EventEmitter(), { bufferedAmount: 0 }),
  };
  readonly request: object;
  readyState = "open";
  heard: (text: string | undefined) => void = () => {};

  constructor(id: string, address: string, cookie: string | undefined) {
    super();
    this.id = id;
    const headers = { host: "kelas.test", ...(cookie === undefined ? {} : { cookie }) };
    const socket = { remoteAddress: address };
    this.request = { headers, url: "/socket.io/", method: "GET", socket, connection: socket, _query: {} };
  }

  write(text: string): this {
    this.heard(text);
    return this;
  }

  close(): void {
    if (this.readyState !== "open") return;
    this.readyState = "closed";
    this.emit("close", "forced close");
    this.heard(undefined);
  }
}

let drawn = 0;

export class Line {
  readonly namespace: string;
  /** Events sent. */
  sent = 0;
  /** Everything the server sent that was no answer. */
  readonly pushed: string[] = [];
  readonly #connection: Connection;
  #waiting: ((text: string | undefined) => void) | undefined;

  constructor(
    io: Server,
    namespace: string,
    { address = "127.0.0.1", cookie }: { address?: string; cookie?: string } = {},
  ) {
    this.namespace = namespace;
    this.#connection = new Connection(`line-${drawn++}`, address, cookie);
    this.#connection.heard = (text) => {
      if (text?.startsWith("2")) return void this.pushed.push(text);
      this.#waiting?.(text);
    };
    io.engine.emit("connection", this.#connection);
  }

  get closed(): boolean {
    return this.#connection.readyState !== "open";
  }

  /** Enters the namespace; what the server says to it, undefined when it closes. */
  enter(auth: object): Promise<string | undefined> {
    return this.greet(JSON.stringify({ protocol: 1, ...auth }));
  }

  /** As enter, with the JSON text of the whole handshake. */
  greet(json: string): Promise<string | undefined> {
    return this.#exchange(`0/${this.namespace},${json}`);
  }

  /** Sends an event whose payload is this JSON text; the answer, undefined when the server closes. */
  async ask(event: string, json: string): Promise<unknown> {
    this.sent++;
    const text = await this.#exchange(`2/${this.namespace},7[${JSON.stringify(event)},${json}]`);
    return text === undefined ? undefined : JSON.parse(text.slice(text.indexOf("[")))[0];
  }

  close(): void {
    this.#connection.close();
  }

  #exchange(text: string): Promise<string | undefined> {
    if (this.closed) return Promise.resolve(undefined);
    return new Promise((settle) => {
      this.#waiting = (heard) => {
        this.#waiting = undefined;
        settle(heard);
      };
      this.#connection.emit("data", text);
    });
  }
}
