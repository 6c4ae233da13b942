import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Line } from "./redis-line.ts";

const text = (name: string): string => readFileSync(new URL(`./${name}.lua`, import.meta.url), "utf8");

const PRELUDE = text("prelude");

export type Arg = string | number | Buffer;
export type Run = (line: Line, keys: string[], args: Arg[]) => Promise<unknown>;

/**
 * The script of a .lua file beside this one, called by its hash; Redis gets the text when it does not know the hash.
 * `way`: how its line runs it, "run" where nothing is lost when its result is.
 */
export const script = (name: string, way: "confirmed" | "run" = "confirmed"): Run => {
  const lua = PRELUDE + text(name);
  const hash = createHash("sha1").update(lua).digest("hex");
  return (line, keys, args) =>
    line[way]((client) => {
      const given = [...keys, line.ahead, ...args];
      return client.evalsha(hash, keys.length, ...given).catch((error: unknown) => {
        if (!(error instanceof Error && error.message.startsWith("NOSCRIPT"))) throw error;
        return client.eval(lua, keys.length, ...given);
      });
    });
};
