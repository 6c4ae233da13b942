import { connect } from "node:net";
import { type Child, freePort, startChild } from "./child.ts";
import { pinned } from "./cores.ts";

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.write("PING\r\n"));
    socket.once("data", (data) => {
      socket.destroy();
      resolve(String(data).startsWith("+PONG"));
    });
  });

/** A Redis of our own in a directory, with the settings the server asks for: every write on the disk before its reply. */
export const startRedis = async (directory: string): Promise<Child> => {
  const port = await freePort();
  const settings = {
    bind: "127.0.0.1",
    port: String(port),
    dir: directory,
    appendonly: "yes",
    appendfsync: "always",
    "maxmemory-policy": "noeviction",
    save: "",
  };
  const parameters = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
  return startChild([...pinned("redis"), "redis-server", ...parameters], {}, `redis://127.0.0.1:${port}`, () =>
    accepts(port),
  );
};
