import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** The host key of this data folder, drawn at the first start (256 bits) and kept beside the database, for its owner only. */
export const keptHostKey = async (dataDir: string): Promise<string> => {
  const file = join(dataDir, "host.key");
  await mkdir(dataDir, { recursive: true });
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    const key = randomBytes(32).toString("base64url");
    await writeFile(file, `${key}\n`, { mode: 0o600, flag: "wx" });
    await chmod(file, 0o600);
    return key;
  }
};
