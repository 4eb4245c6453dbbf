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

/** Told by REST calls alone, whose answers name them, and never on a socket: about forms, files, push, groups and contacts. */
const restOnly = (number) =>
  number === 115 ||
  (number >= 200 && number < 400 && ![303, 305, 307].includes(number)) ||
  (number > 500 && number < 504) ||
  (number > 602 && number < 623 && number !== 606) ||
  [711, 712, 720, 726, 727, 728, 729].includes(number);

/** Rows as runs of consecutive numbers. */
function runsOf(rows) {
  const runs = [];
  for (const [name, { number, retry }] of rows) {
    const marked = name + marks[retry];
    const run = runs.at(-1);
    if (run && run.first + run.names.length === number) run.names.push(marked);
    else runs.push({ first: number, names: [marked] });
  }
  return runs;
}

const spelled = (rows) =>
  table(
    runsOf(rows).map(({ first, names }) => {
      const word = beginning(names);
      return [first, [word, ...names.map((name) => name.slice(word.length))].join(" ")];
    }),
  );

/** The word that all these names begin with, if one is. */
function beginning(names) {
  const [word] = /^[A-Z][a-z]+/.exec(names[0]);
  return names.every((name) => name.startsWith(word)) ? word : "";
}

const header = "/** Made by scripts/generate-errors.mjs from protocol/errors.ts: never edit. */";
const table = (lines) => lines.map(([first, text]) => `  ${first}: ${JSON.stringify(text)},`).join("\n");

writeFileSync(
  new URL("../src/generated/errors.ts", import.meta.url),
  `${header}

/**
 * First number of a run → what its names begin with, and their rests; + to try again later, * to log in again first, ! to try
 * again now.
 */
export const errorRuns: Readonly<Record<number, string>> = {
${spelled(rows.filter(([, { number }]) => !restOnly(number)))}
};

export type ErrorName =
${rows.map(([name]) => `  | "${name}"`).join("\n")};
`,
);
