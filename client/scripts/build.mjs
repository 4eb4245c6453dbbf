/** Builds dist/: every entry as ESM and CommonJS with types, a script-tag build, and the folder mini-program tools copy. */
import { spawnSync } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { transform } from "esbuild";
import { buildKit } from "./build-kit.mjs";
import { buildInner } from "./bundle-core.mjs";
import { bundleAlone, bundleEntry } from "./bundle-entry.mjs";
import { bundleEs5 } from "./bundle-es5.mjs";
import { publishDeclarations } from "./declarations.mjs";
import { dist, hasKit, names, outer } from "./entries.mjs";

const root = new URL("../../", import.meta.url).pathname;
const script = 'export * from "../index";';
/** A page without a bundler cannot pick entries: what is not of one kind of host or framework, in one script. */
const wholeScript = ["index", "store/index", "tabs/index", "files/index", "actions/index", "content/index"]
  .map((path) => `export * from "../${path}";`)
  .join("");

function typesOf(tool, ...args) {
  const { status } = spawnSync(process.execPath, [`${root}node_modules/${tool}`, ...args], { stdio: "inherit" });
  if (status !== 0) throw new Error(`${tool} ${args.join(" ")} failed`);
}

/** A built module as CommonJS: what it imports is beside it. */
async function commonJs(code) {
  const { code: text } = await transform(code, { format: "cjs", minify: true, target: "es2020" });
  return text.replace(/require\("(\.\/[\w-]+)\.js"\)/g, 'require("$1.cjs")');
}

/** Writes what is run, and no types. */
export async function buildScripts(to) {
  const write = async (file, text) => {
    await mkdir(dirname(to + file), { recursive: true });
    await writeFile(to + file, text);
  };
  await rm(to, { recursive: true, force: true });
  for (const [file, code] of await buildInner()) {
    await write(file, code);
    await write(file.replace(/js$/, "cjs"), await commonJs(code));
  }
  await write("oriole.global.js", await bundleAlone(script, "iife", { globalName: "Oriole" }));
  await write("oriole.all.global.js", await bundleAlone(wholeScript, "iife", { globalName: "Oriole" }));
  await write("oriole.es5.js", await bundleEs5());
  for (const name of outer) {
    await write(`${name}.js`, await bundleEntry(name, "esm", "js"));
    await write(`${name}.cjs`, await bundleEntry(name, "cjs", "cjs"));
  }
  for (const [file, code] of await buildMiniProgram()) await write(`miniprogram/${file}`, code);
}

/**
 * The folder that "build npm" of the WeChat tools copies in place of the package. What is required by name there is a file of it,
 * so that `oriole-client/miniprogram` and the entries beside it are called as in the package.
 */
export async function buildMiniProgram() {
  const beside = ["actions", "content"].map(async (name) => [`${name}.js`, await bundleEntry(name, "cjs", "js")]);
  return new Map([
    ["index.js", await bundleAlone('export * from "../miniprogram/index";', "cjs")],
    ["miniprogram.js", 'module.exports = require("./index.js");\n'],
    ["package.json", '{ "type": "commonjs" }\n'],
    ...(await Promise.all(beside)),
  ]);
}

/** Writes the package's files under `to`; the kit, which takes as long as all others together, only when it is wanted. */
export async function buildPackage(to = dist, kit = hasKit) {
  await buildScripts(to);
  typesOf("typescript/bin/tsc", "-b", `${root}client`, `${root}client/src/node`);
  publishDeclarations(
    `${root}.build/client/types/`,
    to,
    ["index", ...names.map((name) => `${name}/index`)].map((file) => `${file}.d.ts`),
  );
  if (kit) await buildKit(to);
}

/** The demo has the SDK in its own folder: what the WeChat tools copy out of node_modules needs a click first. */
const equipDemo = () =>
  cp(`${dist}miniprogram/index.js`, `${root}client/demo/miniprogram/oriole/index.js`, { recursive: true });

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await buildPackage();
  await equipDemo();
}
