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

/** Runs of codes as texts: a number, nothing for one more than the last, or - for a code that there is not. */
const restRuns = [];
for (const code of Object.keys(rest).map(Number)) {
  const run = restRuns.at(-1);
  const hole = run ? code - run.first - run.words.length : -1;
  if (run && hole < 4) {
    const next = hole === 0 && rest[code] === run.last + 1;
    run.words.push(...Array(hole).fill("-"), next ? "" : rest[code]);
    run.last = rest[code];
  } else restRuns.push({ first: code, words: [rest[code]], last: rest[code] });
}

writeFileSync(
  new URL("../src/generated/errors.ts", import.meta.url),
  `/** Made by scripts/generate-errors.mjs from protocol/errors.ts: never edit. */

/** First number of a run → the names of the run; + to try again later, * to log in again first, ! to try again now. */
export const errorRuns: Readonly<Record<number, string>> = {
${runs.map((run) => `  ${run.first}: "${run.names.join(" ")}",`).join("\n")}
};

/** First REST code of a run → numbers of its errors; nothing is one more than the last, - is no code. */
export const restRuns: Readonly<Record<number, string>> = {
${restRuns.map((run) => `  ${run.first}: "${run.words.join(" ")}",`).join("\n")}
};

export type ErrorName =
${rows.map(([name]) => `  | "${name}"`).join("\n")};
`,
);
