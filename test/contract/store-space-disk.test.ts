/** The disk of the embedded store, as the system would tell it. */
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { openRoom, SMALL_QUIZ, startApp, tempFolder } from "../support.ts";

const disk = vi.hoisted(() => ({ free: 0, asked: [] as string[] }));
vi.mock("node:fs/promises", async (original) => ({
  ...(await original<typeof import("node:fs/promises")>()),
  statfs: async (folder: string) => {
    disk.asked.push(folder);
    return { blocks: 1000, bavail: disk.free, bsize: 4096 };
  },
}));

test("[ST40] a server on the embedded store looks at the disk its data lies on: with a tenth of it free nothing new is taken, with a block more it is", async () => {
  await using folder = await tempFolder();
  const DATA_DIR = join(folder.path, "data");
  disk.free = 101;
  await using server = await startApp({ DATA_DIR });
  const { host } = await openRoom(server.url, { quiz: SMALL_QUIZ });
  expect(new Set(disk.asked)).toEqual(new Set([DATA_DIR]));
  const create = async () => {
    const answer = await host.ask("room:create", { quiz: SMALL_QUIZ });
    return answer.ok ? "ok" : answer.error.code;
  };
  expect(await create()).toBe("ok");
  disk.free = 100;
  // It is read every two seconds.
  await expect.poll(create, { timeout: 4000, interval: 200 }).toBe("store_full");
  host[Symbol.dispose]();
});
