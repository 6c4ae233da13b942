/** A bare WebSocket that speaks Engine.IO by hand, to send what no client library would. */
import { HOST_KEY } from "../support.ts";
import type { Namespace } from "./protocol-corpus.ts";

export interface Wire extends Disposable {
  send(frame: string | Uint8Array<ArrayBuffer>): void;
  /** Resolves with the text frame that fits, already there or to come, or with "closed". */
  until(fits: (frame: string) => boolean): Promise<string>;
}

/** Connects and enters the namespace, a host with its key. */
export const openWire = async (url: string, namespace: Namespace): Promise<Wire> => {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  const frames: string[] = [];
  let closed = false;
  let wake = () => {};
  socket.onmessage = ({ data }) => {
    if (data === "2") return socket.send("3");
    frames.push(String(data));
    wake();
  };
  socket.onclose = () => {
    closed = true;
    wake();
  };
  const until = async (fits: (frame: string) => boolean): Promise<string> => {
    for (;;) {
      const found = frames.find(fits);
      if (found !== undefined) return found;
      if (closed) return "closed";
      await new Promise<void>((resume) => {
        wake = resume;
      });
    }
  };
  await until((frame) => frame.startsWith("0"));
  socket.send(`40/${namespace},${JSON.stringify({ protocol: 1, ...(namespace === "host" ? { key: HOST_KEY } : {}) })}`);
  await until((frame) => frame.startsWith(`40/${namespace},`));
  return {
    send: (frame) => socket.send(frame),
    until,
    [Symbol.dispose]: () => socket.close(),
  };
};

/** Sends an event by hand under ack id 7; its answer, or "closed". */
export const ask = async (wire: Wire, namespace: Namespace, event: string, payload: object): Promise<unknown> => {
  wire.send(`42/${namespace},7${JSON.stringify([event, payload])}`);
  const answer = await wire.until((frame) => frame.startsWith(`43/${namespace},7[`));
  return answer === "closed" ? answer : JSON.parse(answer.slice(answer.indexOf("[")))[0];
};
