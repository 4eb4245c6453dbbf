/** Prints what a page downloads for the core and fails over the budget. */
import { gzipSync } from "node:zlib";
import { bundleCore } from "./bundle-core.mjs";

const BUDGET_BYTES = 15 * 1024;

const kilobytes = (count) => `${(count / 1024).toFixed(2)} KB`;
const code = Buffer.from(await bundleCore());
const zipped = gzipSync(code, { level: 9 }).length;
console.log(
  `oriole-client core: ${kilobytes(code.length)} minified, ${kilobytes(zipped)} gzipped, budget ${kilobytes(BUDGET_BYTES)}`,
);
if (zipped > BUDGET_BYTES) {
  console.error("over budget");
  process.exit(1);
}
