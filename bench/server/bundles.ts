/** The bundles under test, copied into the run's own folder: a build that happens meanwhile must not change them. */

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { buildWorker } from "../../server/build.ts";
import { project } from "../../server/project.ts";
import type { Sdk } from "../generator/sdk-peer.ts";

export async function orioleBundle(folder: string, noBuild: boolean): Promise<string> {
  if (!noBuild) await buildWorker();
  const file = join(folder, "oriole.js");
  await copyFile(project.worker, file);
  return file;
}

/** The SDK from its source, as an app would bundle it. */
export async function loadSdk(folder: string): Promise<Sdk> {
  const file = join(folder, "client.mjs");
  await build({
    entryPoints: [join(project.root, "client/src/index.ts")],
    outfile: file,
    bundle: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
  return import(file);
}

export async function floorsBundle(folder: string): Promise<string> {
  const file = join(folder, "floors.js");
  await build({
    entryPoints: [join(project.root, "bench/floors/worker.ts")],
    outfile: file,
    bundle: true,
    format: "esm",
    target: "es2022",
    external: ["cloudflare:workers"],
    logLevel: "warning",
  });
  return file;
}
