/** What the package is made of: one entry for each folder of src with an index.ts, beside the core. */
import { existsSync } from "node:fs";

export const src = new URL("../src/", import.meta.url).pathname;
export const dist = new URL("../dist/", import.meta.url).pathname;

const present = (all) => all.filter((name) => existsSync(`${src}${name}/index.ts`));

/** Entries that are parts of the SDK: built together with the core, whose inner names they know. */
export const inner = present(["store", "tabs", "files"]);
/** Entries that stand on the public interface, as an application does. The kit is vue's: vite builds it. */
export const outer = present(["actions", "content", "floo", "miniprogram", "node"]);
export const names = [...inner, ...outer];
export const hasKit = present(["vue"]).length > 0;

/** What an application brings along itself. */
export const external = ["ws", "vue", "node:*"];
