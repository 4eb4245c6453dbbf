/**
 * Writes src/generated/errors.ts: protocol/errors.ts without the meanings, packed. Names of consecutive numbers are
 * one text; every row that is not listed under another advice is "never".
 */
import { writeFileSync } from "node:fs";
import { build } from "esbuild";

const bundled = await build({
  entryPoints: [new URL("../../protocol/errors.ts", import.meta.url).pathname],
  bundle: true,
  format: "esm",
  write: false,
});
const { errors } = await import(`data:text/javascript,${encodeURIComponent(bundled.outputFiles[0].text)}`);
const rows = Object.entries(errors).sort(([, a], [, b]) => a.number - b.number);

/** Marks the advice of a name; none is "never". */
const marks = { later: "+", login: "*", now: "!", never: "" };

const runs = [];
for (const [name, { number, retry }] of rows) {
  const marked = name + marks[retry];
  const run = runs.at(-1);
  if (run && run.first + run.names.length === number) run.names.push(marked);
  else runs.push({ first: number, names: [marked] });
}

/** Codes that several causes share, and the cause a caller can act on. */
const preferred = {
  402: "InvalidToken",
  500: "ServerUnknownError",
  503: "ServerBusy",
  10002: "InvalidRequestParameter",
};
const rest = {};
for (const [, { number, rest: code }] of rows) if (code !== 200) rest[code] ??= number;
for (const [code, name] of Object.entries(preferred)) rest[code] = errors[name].number;

/** Codes and numbers mostly count up together: [first code, first number, how many]. */
const restRuns = [];
for (const [code, number] of Object.entries(rest).map(([code, number]) => [Number(code), number])) {
  const run = restRuns.at(-1);
  if (run && run[0] + run[2] === code && run[1] + run[2] === number) run[2]++;
  else restRuns.push([code, number, 1]);
}

writeFileSync(
  new URL("../src/generated/errors.ts", import.meta.url),
  `/** Made by scripts/generate-errors.mjs from protocol/errors.ts: never edit. */

/** First number of a run → the names of the run; + to try again later, * to log in again first, ! to try again now. */
export const errorRuns: Readonly<Record<number, string>> = {
${runs.map((run) => `  ${run.first}: "${run.names.join(" ")}",`).join("\n")}
};

/** Runs of REST codes: first code, number of its error, length. */
export const restRuns = [${restRuns.flat().join(", ")}];

export type ErrorName =
${rows.map(([name]) => `  | "${name}"`).join("\n")};
`,
);
