/** Builds dist/index.js and, with tsc, the types beside it. */
import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { bundleCore } from "./bundle-core.mjs";

const here = new URL("../", import.meta.url).pathname;
await mkdir(`${here}dist`, { recursive: true });
await writeFile(`${here}dist/index.js`, await bundleCore());
const tsc = spawnSync(process.execPath, [`${here}../node_modules/typescript/bin/tsc`, "-b", here], {
  stdio: "inherit",
});
process.exit(tsc.status ?? 1);
