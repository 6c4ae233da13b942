/**
 * The server, as a process. What Node has compiled for it once is kept for the next start, beside the pages; where that
 * folder cannot be written, it is compiled again.
 */
import { enableCompileCache } from "node:module";
import { fileURLToPath } from "node:url";

enableCompileCache(fileURLToPath(new URL("../dist/compiled", import.meta.url)));
await import("./serve.ts");
