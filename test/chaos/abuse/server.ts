/** A server process of one flood. */
import { freePort, ServerProcess } from "../../child.ts";
import { tempFolder } from "../../support.ts";

/** Starts one whose rooms have so many seats; disposing ends it and deletes its folder. */
export const startServer = async (seats: number): Promise<{ url: string } & AsyncDisposable> => {
  const folder = await tempFolder();
  const server = new ServerProcess(await freePort(), { DATA_DIR: folder.path, ROOM_SEATS: String(seats) });
  await server.start();
  return {
    url: server.url,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
};
