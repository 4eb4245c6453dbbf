/** What the package is made of: one entry for each folder of src with an index.ts, beside the core. */
import { existsSync } from "node:fs";

export const src = new URL("../src/", import.meta.url).pathname;
export const dist = new URL("../dist/", import.meta.url).pathname;

/** Entries that stand on the core's public interface, as an application does. The kit is vue's: vite builds it. */
export const names = ["store", "tabs", "floo", "miniprogram", "node"].filter((name) =>
  existsSync(`${src}${name}/index.ts`),
);
export const hasKit = existsSync(`${src}vue/index.ts`);

/** What an application brings along itself. */
export const external = ["ws", "vue"];
