import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("src/pages"),
  base: "/",
  publicDir: false,
  build: {
    outDir: at("dist/pages"),
    emptyOutDir: true,
    target: "es2022",
    // The content security policy has no data: for scripts and styles, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        player: at("src/pages/player/index.html"),
        host: at("src/pages/host/index.html"),
        organiser: at("src/pages/organiser/index.html"),
      },
    },
  },
});
