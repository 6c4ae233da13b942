import { readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { defineConfig, type Plugin } from "vite";
import { stampOf } from "./scripts/pages.mjs";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** Writes a .br and a .gz beside every text file, so that the server sends small files without work. */
const precompress = (): Plugin => ({
  name: "precompress",
  apply: "build",
  async writeBundle({ dir = "" }, bundle) {
    const texts = Object.keys(bundle).filter((name) => /\.(html|js|css|svg)$/.test(name));
    await Promise.all(
      texts.map(async (name) => {
        const file = join(dir, name);
        const bytes = await readFile(file);
        await Promise.all([
          writeFile(`${file}.br`, await brotli(bytes)),
          writeFile(`${file}.gz`, await gzipped(bytes, { level: 9 })),
        ]);
      }),
    );
  },
});

/** Gives each page its own copy of the language files, so that it carries only the parts it takes. */
const textsByPage = (): Plugin => ({
  name: "texts-by-page",
  enforce: "pre",
  resolveId(source, importer = "") {
    const page = /\/pages\/(\w+)\/texts\.ts$/.exec(importer)?.[1];
    const file = /\/i18n\/[a-z]{2}\.ts$/.test(source) ? source : null;
    return page && file ? `${join(importer, "..", file)}?${page}` : null;
  },
});

const OTHER_TRANSPORTS = /\/polling-xhr\.(?:node\.)?js$|\/webtransport\.js$/;

/** Pages speak WebSocket only: the client's other transports stay at home. */
const webSocketOnly = (): Plugin => ({
  name: "web-socket-only",
  enforce: "pre",
  resolveId: (source, importer = "") =>
    OTHER_TRANSPORTS.test(source) && importer.includes("/engine.io-client/") ? "\0no-transport" : null,
  load: (id) => (id === "\0no-transport" ? "export const XHR = null, WT = null;" : null),
});

const PLAIN_IMPORT = "\0plain-import";
const COPIES = new Set(["player", "framed"]);

/**
 * Gives the player page, and the picture of it in the editor, each its own copy of everything it imports: what it
 * shared with other pages would come in files of its own, and on a slow network each of them costs round trips.
 */
const playerApart = (): Plugin => ({
  name: "player-apart",
  enforce: "pre",
  apply: "build",
  async resolveId(source, importer = "", options) {
    const [file = "", copyOf = ""] = importer.split("?");
    if (!/\/pages\/player\/\w.*\.ts$/.test(file) && !COPIES.has(copyOf)) return null;
    const copy = COPIES.has(copyOf) ? copyOf : file.endsWith("/framed.ts") ? "framed" : "player";
    // What these pages load late has nothing to be loaded with it.
    if (source.endsWith("vite/preload-helper.js")) return `${PLAIN_IMPORT}?${copy}`;
    const found = await this.resolve(source, file, { ...options, skipSelf: true });
    const [own = ""] = found?.id.split("?") ?? [];
    return found && /^[^\0]*\.[jt]s$/.test(own) ? { ...found, id: `${own}?${copy}` } : found;
  },
  load: (id) => (id.startsWith(PLAIN_IMPORT) ? "export const __vitePreload = (load) => load();" : null),
});

/** All files that the player page's first script needs are asked for together with it. */
const loadTogether = (): Plugin => ({
  name: "load-together",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_html, { bundle = {}, chunk }) => {
      if (chunk?.name !== "player") return [];
      const wanted = new Set([...chunk.imports, ...chunk.dynamicImports]);
      for (const name of wanted) {
        const found = bundle[name];
        if (found?.type === "chunk") for (const further of found.imports) wanted.add(further);
      }
      wanted.delete(chunk.fileName);
      return [...wanted].map((name) => ({
        tag: "link",
        attrs: { rel: "modulepreload", href: `/${name}` },
        injectTo: "head" as const,
      }));
    },
  },
});

/** A later start sees by its stamp whether the pages are to be built anew. */
const stamped = (): Plugin => {
  const { begin, end } = stampOf(at("."));
  let served = false;
  return {
    name: "stamped",
    apply: "build",
    configResolved: ({ root, build, mode }) => {
      served = mode === "production" && resolve(root, build.outDir) === at("dist/pages");
    },
    buildStart: begin,
    closeBundle: (error) => (error === undefined && served ? end() : undefined),
  };
};

export default defineConfig({
  root: at("src/pages"),
  base: "/",
  publicDir: false,
  plugins: [webSocketOnly(), textsByPage(), playerApart(), loadTogether(), precompress(), stamped()],
  build: {
    outDir: at("dist/pages"),
    emptyOutDir: true,
    target: "es2022",
    // The content security policy has no data: for scripts and styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: false,
    rolldownOptions: {
      input: {
        player: at("src/pages/player/index.html"),
        host: at("src/pages/host/index.html"),
        organiser: at("src/pages/organiser/index.html"),
        playerFramed: at("src/pages/player/framed.html"),
        hostFramed: at("src/pages/host/framed.html"),
      },
    },
  },
});
