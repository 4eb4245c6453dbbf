/** Counts a vitest JSON report. A suite that died before its tests, or a check that failed without one, counts as one failure. */

import { readFileSync } from "node:fs";

const [path, checksFailed] = process.argv.slice(2);

function readReport() {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return { testResults: [] };
  }
}

const suites = readReport().testResults;
const count = (status) =>
  suites.flatMap((suite) => suite.assertionResults).filter((test) => test.status === status).length;
const deadSuites = suites.filter(
  (suite) => suite.status === "failed" && !suite.assertionResults.some((test) => test.status === "failed"),
).length;

const failed = Math.max(count("failed") + deadSuites, Number(checksFailed));
console.log(`${count("passed")} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
