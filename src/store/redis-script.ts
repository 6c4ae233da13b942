import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Line } from "./redis-line.ts";

const text = (name: string): string => readFileSync(new URL(`./${name}.lua`, import.meta.url), "utf8");

const PRELUDE = text("prelude");

export type Arg = string | number;
export type Run = (line: Line, keys: string[], args: Arg[]) => Promise<unknown>;

/** The script of a .lua file beside this one, called by its hash; Redis gets the text when it does not know the hash. */
export const script = (name: string): Run => {
  const lua = PRELUDE + text(name);
  const hash = createHash("sha1").update(lua).digest("hex");
  return (line, keys, args) =>
    line.run(async (client) => {
      try {
        return await client.evalsha(hash, keys.length, ...keys, ...args);
      } catch (error) {
        if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
        return client.eval(lua, keys.length, ...keys, ...args);
      }
    });
};
