/** Builds dist/index.js; the types beside it are tsc's (`tsc -b client`). */
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { core } from "./build-options.mjs";

const here = new URL("../", import.meta.url).pathname;
await build({ ...core, outfile: `${here}dist/index.js`, sourcemap: true });
const tsc = spawnSync(process.execPath, [`${here}../node_modules/typescript/bin/tsc`, "-b", here], {
  stdio: "inherit",
});
process.exit(tsc.status ?? 1);
