import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const relativeImport = /(?<=(?:from|import\()\s*")\.[^"]*(?=")/g;

const root = new URL("../../", import.meta.url).pathname;
/** Where the compiler puts what client and server share. */
const shared = join(root, ".build/protocol");

/** Where a file of declarations goes in the package. */
function placeOf(file, from) {
  const place = relative(file.startsWith(shared) ? shared : from, file);
  if (place.startsWith("..")) throw new Error(`the published types lead out of the package: ${file}`);
  return place;
}

/** The file that a relative import of another means. Those of shared types are written for the folders of the sources. */
function importedFrom(file, place, path, sources) {
  const source = join(root, sources, dirname(place), path);
  const target = source.startsWith(join(root, "protocol/"))
    ? join(shared, relative(root, source))
    : join(dirname(file), path);
  const found = [`${target}.d.ts`, join(target, "index.d.ts")].find(existsSync);
  if (!found) throw new Error(`${place}: no declarations of ${path}`);
  return found;
}

/**
 * Copies the declarations that the entries lead to, twice: for import, where paths need their extension, and for require,
 * where a package.json says what they are. What nobody can reach is not published. `sources` is where they were written.
 */
export function publishDeclarations(from, to, entries, { sources = "client/src", rewrite = (text) => text } = {}) {
  const waiting = entries.map((entry) => join(from, entry));
  const seen = new Set(waiting);
  for (const file of waiting) {
    const text = rewrite(readFileSync(file, "utf8")).replace(/^\/\/# sourceMappingURL.*$/m, "");
    const place = placeOf(file, from);
    const spelled = text.replace(relativeImport, (path) => {
      const target = importedFrom(file, place, path, sources);
      if (!seen.has(target)) {
        seen.add(target);
        waiting.push(target);
      }
      const spelledPath = relative(dirname(place), placeOf(target, from)).replace(/\.d\.ts$/, ".js");
      return spelledPath.startsWith(".") ? spelledPath : `./${spelledPath}`;
    });
    for (const folder of ["types", "types-cjs"]) {
      mkdirSync(dirname(join(to, folder, place)), { recursive: true });
      writeFileSync(join(to, folder, place), spelled);
    }
  }
  writeFileSync(join(to, "types-cjs/package.json"), '{ "type": "commonjs" }\n');
}
