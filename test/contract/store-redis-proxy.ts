import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/** Passes bytes to Redis and back; after `cut()` it swallows the next answer (or one after some more) and breaks the connection that waits for it. */
export const startProxy = async (port: number) => {
  let cutting = -1;
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    const outer = connect(port, "127.0.0.1");
    sockets.add(inner).add(outer);
    const end = () => {
      inner.destroy();
      outer.destroy();
    };
    for (const socket of [inner, outer]) socket.on("error", end).on("close", end);
    inner.on("data", (chunk) => void outer.write(chunk));
    outer.on("data", (chunk) => {
      if (cutting < 0 || cutting-- > 0) return void inner.write(chunk);
      end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  return {
    url: `redis://127.0.0.1:${address.port}`,
    cut: (answersBefore = 0) => {
      cutting = answersBefore;
    },
    swallowed: () => cutting < 0,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
};
