import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

/**
 * Passes bytes to Redis and back; after `cut()` it swallows the next answer (or one after some more) and breaks the
 * connection that waits for it. `lead()` leads to another port from then on, or nowhere, and cuts what there is if asked.
 */
export const startProxy = async (port: number) => {
  let target: number | null = port;
  let cutting = -1;
  const sockets = new Set<Socket>();
  const server = createServer((inner) => {
    if (target === null) return void inner.destroy();
    const outer = connect(target, "127.0.0.1");
    sockets.add(inner).add(outer);
    const end = () => {
      inner.destroy();
      outer.destroy();
      sockets.delete(inner);
      sockets.delete(outer);
    };
    // Small messages go at once, as they do without a proxy.
    for (const socket of [inner, outer]) socket.setNoDelay(true).on("error", end).on("close", end);
    inner.on("data", (chunk) => void outer.write(chunk));
    outer.on("data", (chunk) => {
      if (cutting < 0 || cutting-- > 0) return void inner.write(chunk);
      end();
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    port: address.port,
    cut: (answersBefore = 0) => {
      cutting = answersBefore;
    },
    swallowed: () => cutting < 0,
    lead: (to: number | null, cut = true) => {
      target = to;
      if (cut) cutAll();
    },
    async [Symbol.asyncDispose]() {
      cutAll();
      server.close();
      await once(server, "close");
    },
  };
};
