/** Builds what is served: the pages into dist/assets, the Worker into dist/worker. */

import { type SpawnOptions, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { recordDeployment } from "./deployment.ts";
import { project } from "./project.ts";

/** wrangler's report, which says the size of the upload. */
export async function build(): Promise<string> {
  await buildPages();
  return buildWorker();
}

export async function buildPages(): Promise<void> {
  await buildDemo();
  await buildDocsPage();
}

async function buildDemo(): Promise<void> {
  // wrangler wants the folder, with or without a page in it.
  await mkdir(project.assets, { recursive: true });
  if (!existsSync(project.demoConfig)) return;
  const args = ["build", project.demo, "--config", project.demoConfig, "--outDir", project.assets, "--emptyOutDir"];
  await runTool("vite", [...args, "--logLevel", "warn"]);
}

/** /docs: a page of the reference, with the one library that it needs beside it. */
async function buildDocsPage(): Promise<void> {
  const folder = join(project.assets, "docs");
  await cp(project.docsPage, folder, { recursive: true });
  for (const file of ["swagger-ui-bundle.js", "swagger-ui.css"]) {
    await cp(join(project.root, "node_modules/swagger-ui-dist", file), join(folder, file));
  }
}

/** With wrangler, so that the private server runs the same bundle that a deployment uploads. */
export async function buildWorker(): Promise<string> {
  await mkdir(project.assets, { recursive: true });
  const report = await runTool("wrangler", ["deploy", "--dry-run", "--outdir", project.workerFolder], { quiet: true });
  await recordDeployment();
  return report;
}

/** No call home and no look for updates: building needs no network. */
const QUIET = { WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };

/** Runs a tool of node_modules/.bin; its output appears at once, or only when it fails. */
export function runTool(name: string, args: string[], { quiet = false } = {}): Promise<string> {
  const bin = join(project.root, "node_modules", ".bin");
  const options: SpawnOptions = {
    cwd: project.root,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`, ...QUIET },
    stdio: ["ignore", quiet ? "pipe" : "inherit", quiet ? "pipe" : "inherit"],
  };
  return new Promise((resolve, reject) => {
    const child = spawn(name, args, options);
    let output = "";
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${name} ${args.join(" ")} exited with ${code}\n${output}`));
    });
  });
}
