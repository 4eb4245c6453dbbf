/** Prints what a page downloads for the core and fails over the budget. `--parts` lists what takes the room. */
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { core } from "./build-options.mjs";

const BUDGET_BYTES = 15 * 1024;

const { outputFiles, metafile } = await build({ ...core, write: false, metafile: true });
const bytes = outputFiles[0].contents;
const zipped = gzipSync(bytes, { level: 9 }).length;
const kilobytes = (count) => (count / 1024).toFixed(2);

if (process.argv.includes("--parts")) {
  const parts = Object.entries(Object.values(metafile.outputs)[0].inputs);
  parts.sort(([, a], [, b]) => b.bytesInOutput - a.bytesInOutput);
  for (const [path, { bytesInOutput }] of parts) console.log(String(bytesInOutput).padStart(6), path);
}
console.log(
  `oriole-client core: ${kilobytes(bytes.length)} KB minified, ${kilobytes(zipped)} KB gzipped, budget ${kilobytes(BUDGET_BYTES)} KB`,
);
if (zipped > BUDGET_BYTES) {
  console.error("over budget");
  process.exit(1);
}
