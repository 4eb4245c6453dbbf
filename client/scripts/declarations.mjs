import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

const relativeImport = /(?<=(?:from|import\()\s*")\.[^"]*(?=")/g;

/**
 * Copies the declarations that the entries lead to, twice: for import, where paths need their extension, and for require,
 * where a package.json says what they are. What nobody can reach is not published.
 */
export function publishDeclarations(from, to, entries) {
  const waiting = entries.map((entry) => join(from, entry));
  const seen = new Set(waiting);
  for (const file of waiting) {
    const text = readFileSync(file, "utf8").replace(/^\/\/# sourceMappingURL.*$/m, "");
    const name = relative(from, file);
    if (name.startsWith("..")) throw new Error(`the published types lead out of the package: ${file}`);
    const spelled = text.replace(relativeImport, (path) => {
      const target = [`${join(dirname(file), path)}.d.ts`, join(dirname(file), path, "index.d.ts")].find(existsSync);
      if (!target) throw new Error(`${name}: no declarations of ${path}`);
      if (!seen.has(target)) {
        seen.add(target);
        waiting.push(target);
      }
      const spelledPath = relative(dirname(file), target).replace(/\.d\.ts$/, ".js");
      return spelledPath.startsWith(".") ? spelledPath : `./${spelledPath}`;
    });
    for (const folder of ["types", "types-cjs"]) {
      mkdirSync(dirname(join(to, folder, name)), { recursive: true });
      writeFileSync(join(to, folder, name), spelled);
    }
  }
  writeFileSync(join(to, "types-cjs/package.json"), '{ "type": "commonjs" }\n');
}
