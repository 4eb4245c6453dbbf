/** Processes of this machine, by way of `ps`: the same on Linux and macOS. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Pids of the workerd processes that this process started. */
export async function runtimePids(): Promise<number[]> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,comm="]).catch(() => ({ stdout: "" }));
  return stdout
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === process.pid && /workerd/.test(match[3] ?? ""))
    .map((match) => Number(match?.[1]));
}

/** When the process started, as text; null when there is none. Tells a process from a later one with the same pid. */
export async function startOf(pid: number): Promise<string | null> {
  const { stdout } = await run("ps", ["-o", "lstart=", "-p", String(pid)]).catch(() => ({ stdout: "" }));
  return stdout.trim() || null;
}
