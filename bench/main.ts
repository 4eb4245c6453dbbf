/** `npm run bench`: the real server beside two floors, one JSON line a contender and a table at the end. */

import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OrioleApp } from "./generator/oriole-app.ts";
import type { Lab, Workload } from "./lab.ts";
import { type Line, linesOf, type Rounds } from "./measure/report.ts";
import { failedSample, type Sample } from "./measure/sample.ts";
import { table } from "./measure/table.ts";
import { type Options, readOptions, USAGE } from "./options.ts";
import { floorsBundle, loadSdk, orioleBundle } from "./server/bundles.ts";
import { ServerProcess } from "./server/server-process.ts";
import { workloads } from "./workloads/index.ts";

const USERS = 512;

async function main(options: Options): Promise<void> {
  const chosen = workloads.filter(({ name }) => isChosen(name, options.only));
  if (chosen.length === 0) throw new Error(`no such workload\n${USAGE}`);
  const folder = await mkdtemp(join(options.data ?? tmpdir(), "oriole-bench-"));
  // The servers end with this process; what they wrote does not.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  process.once("SIGINT", () => process.exit(130));
  const lab = await openLab(folder, options);
  try {
    const lines: Line[] = [];
    for (const workload of chosen) lines.push(...(await measure(lab, workload, options)));
    console.log(`\n${table(lines)}`);
    if (lines.some(({ ok }) => !ok)) process.exitCode = 1;
  } finally {
    await lab.close();
  }
}

function isChosen(name: string, only: string[]): boolean {
  return only.length === 0 || only.some((beginning) => name.startsWith(beginning));
}

async function openLab(folder: string, options: Options): Promise<Lab> {
  const bundles = { oriole: await orioleBundle(folder, options.noBuild), floors: await floorsBundle(folder) };
  const started: ServerProcess[] = [];
  const start = async (which: "oriole" | "floors", name: string) => {
    const server = await ServerProcess.start({ data: join(folder, name), worker: bundles[which], vars: {} });
    started.push(server);
    return server;
  };
  const oriole = await start("oriole", "oriole");
  const floors = await start("floors", "floors");
  let names = 0;
  const app = await OrioleApp.create(oriole, USERS);
  const sdk = await loadSdk(folder);
  const close = async () => {
    await Promise.all(started.map((server) => server.stop()));
  };
  return { oriole, floors, app, sdk, seconds: options.seconds, start, fresh: () => `room${++names}`, close };
}

/** Contenders take turns (A B C, A B C, …): what else the machine does hits them alike. */
async function measure(lab: Lab, workload: Workload, { contenders, rounds }: Options): Promise<Line[]> {
  console.error(`${workload.name}: ${workload.title}`);
  const chosen = workload.contenders.filter(({ name }) => contenders.length === 0 || contenders.includes(name));
  const results: Rounds = [];
  for (let i = 0; i < rounds; i++) {
    const round = new Map<string, Sample>();
    for (const contender of chosen) {
      const sample = await contender.run(lab).catch(failedSample);
      round.set(contender.name, sample);
      console.error(
        `  ${i + 1}/${rounds} ${contender.name}: ${Math.round(sample.rate)}/s, p50 ${sample.p50Ms.toFixed(2)} ms`,
      );
    }
    results.push(round);
  }
  const lines = linesOf(workload, results);
  for (const line of lines) console.log(JSON.stringify(line));
  return lines;
}

main(readOptions(process.argv.slice(2))).catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
