/** Prints what each use of the package downloads and fails over a budget. */
import { gzipSync } from "node:zlib";
import { bundleCore, bundleOf } from "./bundle-core.mjs";
import { bundleAlone, bundleEntry } from "./bundle-entry.mjs";
import { names } from "./entries.mjs";

const zipped = (code) => gzipSync(code, { level: 9 }).length;
const raw = (code) => Buffer.byteLength(code);
/** Everything under its name. What the mini-program entry has of its own is called like what others have. */
const own =
  'export { createClient as c, downloadFile as d, miniProgramPorts, miniProgramTransfer, store as s, uploadFile as u } from "../miniprogram/index";';
const all = (entries) => {
  const others = entries.filter((name) => name !== "miniprogram");
  return `export * from "../index";${others.map((name) => `export * from "../${name}/index";`).join("")}${own}`;
};

/** What is measured, how, and how much it may be, KB. */
const budgets = [
  {
    what: "core (createCore), gzipped",
    limit: 12,
    measure: zipped,
    code: () => bundleOf('export { createCore } from "./index";'),
  },
  { what: "main entry, gzipped", limit: 15, measure: zipped, code: () => bundleCore() },
  {
    what: "everything but the UI kit and the Floo face, gzipped",
    limit: 25,
    measure: zipped,
    code: () => bundleAlone(all(names.filter((name) => name !== "floo")), "esm"),
  },
  {
    // An app that came from Floo loads this; no other does, and it loads no other entry.
    what: "Floo face with the core, gzipped",
    limit: 30,
    measure: zipped,
    code: () => bundleAlone('export * from "../floo/index";', "esm"),
  },
];
if (names.includes("miniprogram")) {
  const code = () => bundleAlone('export * from "../miniprogram/index";', "cjs");
  const actions = () => bundleEntry("actions", "cjs", "js");
  budgets.push(
    { what: "mini-program build, raw", limit: 60, measure: raw, code },
    { what: "mini-program actions, a file beside it, raw", limit: 7, measure: raw, code: actions },
  );
}

const kilobytes = (count) => (count / 1024).toFixed(2).padStart(6);
let over = false;
for (const { what, limit, measure, code } of budgets) {
  const size = measure(await code());
  const fits = size <= limit * 1024;
  over ||= !fits;
  console.log(`oriole-client ${what}: ${kilobytes(size)} KB of ${limit}${fits ? "" : " OVER BUDGET"}`);
}
process.exit(over ? 1 : 0);
