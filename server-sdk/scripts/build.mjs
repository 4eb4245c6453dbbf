/** Builds dist/: one bundle as ESM and CommonJS with types. */
import { spawnSync } from "node:child_process";
import { rm } from "node:fs/promises";
import { build } from "esbuild";
import { publishDeclarations } from "../../client/scripts/declarations.mjs";

const root = new URL("../../", import.meta.url).pathname;

/** Writes the package's files under `to`, a path that ends in a slash. */
export async function buildPackage(to = `${root}server-sdk/dist/`) {
  await rm(to, { recursive: true, force: true });
  const both = { entryPoints: [`${root}server-sdk/src/index.ts`], bundle: true, platform: "node", target: "node20" };
  await build({ ...both, format: "esm", outfile: `${to}index.js` });
  await build({ ...both, format: "cjs", outfile: `${to}index.cjs` });
  const { status } = spawnSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, "-b", `${root}server-sdk`],
    {
      stdio: "inherit",
    },
  );
  if (status !== 0) throw new Error("the types of the server SDK do not compile");
  publishDeclarations(`${root}.build/server-sdk/types/`, to, ["index.d.ts"], { sources: "server-sdk/src" });
}

if (process.argv[1] === new URL(import.meta.url).pathname) await buildPackage();
