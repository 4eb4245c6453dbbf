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

const runs = [];
for (const [name, { number }] of rows) {
  const run = runs.at(-1);
  if (run && run.first + run.names.length === number) run.names.push(name);
  else runs.push({ first: number, names: [name] });
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

const advised = (retry) => rows.filter(([, row]) => row.retry === retry).map(([, row]) => row.number);

writeFileSync(
  new URL("../src/generated/errors.ts", import.meta.url),
  `/** Made by scripts/generate-errors.mjs from protocol/errors.ts: never edit. */

/** First number of a run → the names of the run. */
export const errorRuns: Readonly<Record<number, string>> = {
${runs.map((run) => `  ${run.first}: "${run.names.join(" ")}",`).join("\n")}
};

/** Numbers whose advice is not "never". */
export const later = [${advised("later")}];
export const login = [${advised("login")}];
export const now = [${advised("now")}];

/** REST code → error number. */
export const restCodes: Readonly<Record<number, number>> = ${JSON.stringify(rest)};

export type ErrorName =
${rows.map(([name]) => `  | "${name}"`).join("\n")};
`,
);
