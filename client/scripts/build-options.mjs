import { readFile } from "node:fs/promises";

const alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const src = new URL("../src/", import.meta.url).pathname;

/**
 * Private fields become plain ones of one letter: lowered to es2020, each would be a WeakMap, which costs bytes, time and,
 * later, every browser without WeakMap. TypeScript has checked by then that nobody reaches in. Every file begins with
 * the same letters, which is what makes them compress; nothing public here has a name of one letter.
 */
const privateNames = {
  name: "private-names",
  setup(build) {
    build.onLoad({ filter: /client\/src\/.*\.ts$/ }, async ({ path }) => {
      const letters = new Map();
      const contents = (await readFile(path, "utf8")).replace(/(?<=[\s.(!])#([a-zA-Z]\w*)/g, (_, name) => {
        if (!letters.has(name)) letters.set(name, alphabet[letters.size] ?? `_${name}`);
        return letters.get(name);
      });
      return { contents, loader: "ts" };
    });
  },
};

/** How the core entry is built; nothing stays outside the bundle. */
export const core = {
  entryPoints: [`${src}index.ts`],
  bundle: true,
  format: "esm",
  target: "es2020",
  platform: "neutral",
  minify: true,
  plugins: [privateNames],
  // Fields are assigned: nothing here depends on the difference, and defining them costs a helper call each.
  tsconfigRaw: { compilerOptions: { useDefineForClassFields: false } },
  legalComments: "none",
};
