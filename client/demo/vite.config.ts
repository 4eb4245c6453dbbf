import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at("."),
  plugins: [vue()],
  // The page is built together with the SDK it shows, not with the one built last.
  resolve: {
    alias: [
      { find: /^oriole-client$/, replacement: at("../src/index.ts") },
      { find: /^oriole-client\/(\w+)$/, replacement: at("../src/$1/index.ts") },
    ],
  },
  build: { outDir: at("../../dist/assets"), emptyOutDir: true, target: "es2022" },
});
