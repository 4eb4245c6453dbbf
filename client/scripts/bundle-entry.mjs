import { dirname, resolve } from "node:path";
import { build } from "esbuild";
import { buildInner, shortenPrivates } from "./bundle-core.mjs";
import { denser } from "./denser.mjs";
import { external, inner, src } from "./entries.mjs";

/**
 * Links an entry to the built core, or to another entry. The core's own names are shortened in its build, so whoever
 * reached past its index would find nothing there: that is an error here, and the reason that no such import can be.
 */
const publicInterface = (link) => ({
  name: "public-interface",
  setup(build) {
    build.onResolve({ filter: /^\./ }, ({ path, resolveDir, importer }) => {
      const target = resolve(resolveDir, path);
      if (!target.startsWith(src)) return null;
      const to = target.slice(src.length).replace(/\.ts$/, "");
      const from = dirname(importer).slice(src.length).split("/")[0];
      if (to.split("/")[0] === from) return null;
      const [, entry = "index"] = /^(?:(\w+)\/)?index$/.exec(to) ?? [];
      if (!/^(\w+\/)?index$/.test(to))
        return { errors: [{ text: `${from} may import ../index of the core, not ${to}` }] };
      return link(entry);
    });
  },
});

/** The built core and its parts, for a bundle that takes them in. */
const builtInner = {
  name: "built-inner",
  setup(build) {
    const files = buildInner();
    build.onResolve({ filter: /.*/, namespace: "inner" }, ({ path }) => ({ path: path.slice(2), namespace: "inner" }));
    build.onLoad({ filter: /.*/, namespace: "inner" }, async ({ path }) => ({ contents: (await files).get(path) }));
  },
};

const common = {
  bundle: true,
  target: "es2020",
  platform: "neutral",
  minify: true,
  write: false,
  external,
  legalComments: "none",
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
};

const textOf = async (options) => (await build({ ...common, ...options })).outputFiles[0].text;

/** An entry that loads the core from beside it. */
export const bundleEntry = (name, format, extension) =>
  textOf({
    entryPoints: [`${src}${name}/index.ts`],
    format,
    plugins: [publicInterface((entry) => ({ path: `./${entry}.${extension}`, external: true })), shortenPrivates],
  }).then((code) => denser(code, format === "esm"));

/** Everything that `source` imports from the entries, in one text: with nothing else beside it. */
export const bundleAlone = (source, format, options = {}) =>
  textOf({
    stdin: { contents: source, resolveDir: `${src}alone`, sourcefile: `${src}alone/index.ts` },
    format,
    plugins: [
      publicInterface((entry) =>
        ["index", ...inner].includes(entry)
          ? { path: `${entry}.js`, namespace: "inner" }
          : { path: `${src}${entry}/index.ts` },
      ),
      builtInner,
      shortenPrivates,
    ],
    ...options,
  }).then((code) => denser(code, format === "esm"));
