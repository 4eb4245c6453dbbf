import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { denser } from "./denser.mjs";
import { inner, src } from "./entries.mjs";

const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

const filesOf = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const codeOf = (file) => readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
const wordsOf = (files) => new Set(files.flatMap((file) => codeOf(file).match(/[a-zA-Z_]\w*/g) ?? []));

/** Fields of frames that nothing else is called like. They are shortened where they are named. */
const schemas = ["schema", "notices"].map((name) => join(src, `generated/${name}.ts`));
const wireNames = [...wordsOf(schemas)]
  .filter((name) => /^[a-z]+_[a-z_]+$/.test(name))
  .concat("payload", "timestamp", "metas", "acks", "positions", "deviceSN");
const shortWire = Object.fromEntries(wireNames.map((name, at) => [name, `$${letters[at]}`]));

/** Entries that stand on the core's index: what they call their things is theirs. */
const isOuter = (file) => /^(actions|content|floo|miniprogram|node|vue)\//.test(file);

/**
 * Names of properties that never leave the bundle: those of the source that neither the public interface, nor what comes
 * from outside (frames, REST, host functions), nor the language knows.
 */
function internalNames() {
  const all = filesOf(src).filter((file) => !isOuter(file.slice(src.length)));
  const outside = all.filter((file) =>
    /\/(api|rest|ports|generated)\/|client-error|(src|store|tabs|files)\/index\.ts/.test(file),
  );
  const known = wordsOf(outside);
  const language = [
    Object,
    Array,
    Map,
    Set,
    Promise,
    Math,
    Number,
    String,
    Uint8Array,
    RegExp,
    JSON,
    Error,
    Date,
    Function,
  ];
  for (const { prototype, ...statics } of language.map((it) => ({
    ...Object.getOwnPropertyDescriptors(it),
    prototype: it.prototype,
  }))) {
    for (const holder of [statics, prototype, prototype && Object.getPrototypeOf(prototype)]) {
      if (holder) for (const name of Object.getOwnPropertyNames(holder)) known.add(name);
    }
  }
  for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(Uint8Array.prototype))) known.add(name);
  const inside = wordsOf(all.filter((file) => !outside.includes(file)));
  return [...inside].filter((name) => name.length > 2 && /^[a-z]/.test(name) && !known.has(name));
}

const numbersOf = (code) =>
  [...code.matchAll(/^(export )?const ([A-Z][A-Z_]+) = ([\d_]+);$/gm)].map(([, exported, name, value]) => [
    name,
    { value, exported },
  ]);
/** Those that other files may import. */
const sharedNumbers = filesOf(src)
  .filter((file) => file.endsWith(".ts"))
  .flatMap((file) => numbersOf(readFileSync(file, "utf8")))
  .filter(([, { exported }]) => exported);

/**
 * A file with its named numbers in the place of their names, outside of texts and comments; what nobody names any more is
 * left out of the bundle. esbuild does so with enums alone, and what it leaves are variables.
 */
export function inlineNumbers(code) {
  const [imports] = /^(?:import [^;]*;|\/\*[\s\S]*?\*\/|\s+)*/.exec(code);
  const named = sharedNumbers.filter(([name]) => new RegExp(`\\b${name}\\b`).test(imports));
  const numbers = new Map([...named, ...numbersOf(code)]);
  const word = /"(?:[^"\\\n]|\\.)*"|\/\*[\s\S]*?\*\/|\/\/.*|(?<!const |\.)\b[A-Z][A-Z_]+\b/g;
  return imports + code.slice(imports.length).replace(word, (found) => numbers.get(found)?.value ?? found);
}

/**
 * Private fields become plain ones of one letter: lowered to es2020, each would be a WeakMap, which costs bytes, time and,
 * later, every browser without WeakMap. TypeScript has checked by then that nobody reaches in. Every file begins with
 * the same letters, which is what makes them compress; nothing public here has a name of one letter.
 */
export const shortenPrivates = {
  name: "shorten-privates",
  setup(build) {
    build.onLoad({ filter: /client\/src\/.*\.ts$/ }, async ({ path }) => {
      const privates = new Map();
      const source = await readFile(path, "utf8");
      // Beside those of the class that it extends.
      const prefix = /class \w+ extends (?!Error)/.test(source) ? "_" : "";
      let contents = source.replace(/(?<=[\s.(!])#([a-zA-Z]\w*)/g, (_, name) => {
        if (!privates.has(name)) privates.set(name, prefix + (letters[privates.size] ?? `_${name}`));
        return privates.get(name);
      });
      // The schema names its fields in text.
      if (/generated\/(schema|notices)\.ts$/.test(path))
        contents = contents.replace(/\b[a-z_]+(?:SN)?(?=\d)/g, (name) => shortWire[name] ?? name);
      return { contents: inlineNumbers(contents), loader: "ts" };
    });
  },
};

/** How the core and its parts are built; nothing stays outside the bundle. */
const core = {
  bundle: true,
  format: "esm",
  target: "es2020",
  platform: "neutral",
  minify: true,
  write: false,
  mangleProps: new RegExp(`^(${[...wireNames, ...internalNames()].join("|")})$`),
  mangleCache: shortWire,
  plugins: [shortenPrivates],
  // Fields are assigned: nothing here depends on the difference, and defining them costs a helper call each.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  legalComments: "none",
};

/** What a page downloads that imports this of the package: bundled, names shortened, packed. */
export async function bundleOf(source) {
  const stdin = { contents: source, resolveDir: src, sourcefile: `${src}bundled.ts` };
  const { outputFiles } = await build({ ...core, stdin });
  return denser(outputFiles[0].text);
}

export const bundleCore = () => bundleOf('export * from "./index";');

/** The core and its parts as files by name; what several need is a file of its own. */
export async function buildInner() {
  const { outputFiles } = await build({
    ...core,
    entryPoints: [`${src}index.ts`, ...inner.map((name) => ({ in: `${src}${name}/index.ts`, out: name }))],
    splitting: true,
    outdir: "/",
    chunkNames: "shared-[hash]",
  });
  const files = outputFiles.map(async ({ path, text }) => [path.slice(1), await denser(text)]);
  return new Map(await Promise.all(files));
}
