import { LIBRARY } from "./keys.ts";
import type { Line } from "./redis-line.ts";

/** The schema number of the data this version writes. */
const SCHEMA = 3;

/** Why a Redis whose INFO text is given cannot be used; undefined when it can. */
export const versionFault = (info: string): string | undefined => {
  const version = /^redis_version:(\S+)/m.exec(info)?.[1] ?? "unknown";
  return Number.parseInt(version, 10) >= 7 ? undefined : `Redis 7.0 or newer is needed; this one is ${version}.`;
};

/** What may lose acknowledged writes in a Redis with these settings, one sentence each. */
export const settingFaults = (settings: Record<string, string>): string[] => {
  const faults: string[] = [];
  if (settings.appendonly !== "yes" || settings.appendfsync !== "always") {
    faults.push("Redis can lose acknowledged writes in a crash; set appendonly yes and appendfsync always.");
  }
  if (settings["maxmemory-policy"] !== "noeviction") {
    faults.push("Redis may drop data when its memory is full; set maxmemory-policy noeviction.");
  }
  return faults;
};

const readSettings = async (line: Line): Promise<Record<string, string> | undefined> => {
  try {
    const pairs = (await line.run((client) =>
      client.config("GET", "appendonly", "appendfsync", "maxmemory-policy"),
    )) as string[];
    return Object.fromEntries(pairs.map((name, index) => [name, pairs[index + 1] ?? ""]));
  } catch {
    return undefined;
  }
};

export interface ServerCheck {
  /** Settings that can lose acknowledged writes are told of and do not stop the start. */
  unsafe: boolean;
  warn(message: string): void;
}

/**
 * Throws an Error of one sentence when this Redis is too old, is set up to lose what it has acknowledged, or holds data of
 * a newer version; settings that it does not tell are warned of. Throws StoreUnavailable when it does not answer.
 */
export const checkServer = async (line: Line, { unsafe, warn }: ServerCheck): Promise<void> => {
  const fault = versionFault(await line.run((client) => client.info("server")));
  if (fault) throw new Error(fault);
  const settings = await readSettings(line);
  if (!settings) warn("The settings of Redis cannot be read: see that appendonly is yes and appendfsync always.");
  for (const sentence of settings ? settingFaults(settings) : []) {
    if (!unsafe) throw new Error(`${sentence.slice(0, -1)}, or start with REDIS_UNSAFE=1.`);
    warn(sentence);
  }
  // Read first: a Redis without space takes no writes, and its running rooms need their nodes all the same.
  const found = Number((await line.run((client) => client.get(LIBRARY.schema))) ?? 0);
  if (found > SCHEMA) {
    throw new Error(`Redis holds data of schema ${found} and this version knows ${SCHEMA}; start a newer version.`);
  }
  // What earlier versions wrote is read as it is; they cannot read what this one writes.
  if (found < SCHEMA) await line.confirmed((client) => client.set(LIBRARY.schema, SCHEMA));
};
