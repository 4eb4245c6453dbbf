import { transformAsync } from "@babel/core";
import { build } from "esbuild";
import ts from "typescript";
import { bundleAlone } from "./bundle-entry.mjs";

const root = new URL("../../", import.meta.url).pathname;

/**
 * An Error that ES5 classes can extend: the real one, called as a function, makes an object of its own, which would have
 * neither the class nor its getters.
 */
const extensibleError = `function ExtensibleError(message) {
  this.message = message;
  this.stack = new Error(message).stack;
}
ExtensibleError.prototype = Object.create(Error.prototype);
`;

/** ES5 as TypeScript writes it: its async functions need nothing but Promise, and no engine of that age trips over them. */
function lowered(code) {
  const { ES5 } = ts.ScriptTarget;
  const compilerOptions = {
    target: ES5,
    module: ts.ModuleKind.ESNext,
    downlevelIteration: true,
    ignoreDeprecations: "6.0",
  };
  const source = extensibleError + code.replaceAll("extends Error", "extends ExtensibleError");
  return ts.transpileModule(source, { compilerOptions }).outputText;
}

/** Imports from core-js for what IE 10 lacks, under names of their own: nothing of the page is touched. */
async function equipped(code) {
  const options = { method: "usage-pure", version: "3.51" };
  const file = { cwd: root, configFile: false, babelrc: false, compact: false, sourceType: "module" };
  const transformed = await transformAsync(code, {
    ...file,
    targets: { ie: "10" },
    plugins: [["babel-plugin-polyfill-corejs3", options]],
  });
  return transformed.code;
}

/** dist/oriole.es5.js: the finished bundle, lowered, so that its names are as short as in the others. */
export async function bundleEs5() {
  const contents = await equipped(lowered(await bundleAlone('export * from "../es5/index";', "esm")));
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, sourcefile: "oriole.js" },
    bundle: true,
    format: "iife",
    globalName: "Oriole",
    target: "es5",
    minify: true,
    write: false,
    legalComments: "none",
  });
  return outputFiles[0].text;
}
