/** The bundles under test, copied into the run's own folder: a build that happens meanwhile must not change them. */

import { cp } from "node:fs/promises";
import { basename, join } from "node:path";
import { build } from "esbuild";
import { build as buildServed } from "../../server/build.ts";
import { project } from "../../server/project.ts";
import type { Sdk } from "../generator/sdk-peer.ts";

export async function orioleBundle(folder: string, noBuild: boolean): Promise<string> {
  if (!noBuild) await buildServed();
  // A folder of its own: the server looks beside the bundle for what could not be in it (wasm).
  const copy = join(folder, "oriole-worker");
  await cp(project.workerFolder, copy, { recursive: true });
  return join(copy, basename(project.worker));
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
