/**
 * Takes workerd down with this process. Killed by SIGKILL, Node cannot do it itself, and an orphaned workerd would keep
 * the port and the data. A shell waits at the end of a pipe that only the death of this process closes.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { runtimePids } from "./processes.ts";

const WAIT_THEN_KILL =
  'read -r _; for pid; do case "$(ps -o comm= -p "$pid")" in *workerd*) kill -9 "$pid";; esac; done';

export interface RuntimeGuard {
  /** Call after workerd has started, and again after it was restarted. */
  watch(): Promise<void>;
  release(): void;
}

export function guardRuntime(): RuntimeGuard {
  let guard: ChildProcess | null = null;
  const release = () => {
    guard?.kill("SIGKILL");
    guard = null;
  };
  const watch = async () => {
    const pids = await runtimePids();
    release();
    const child = spawn("sh", ["-c", WAIT_THEN_KILL, "oriole-guard", ...pids.map(String)], {
      stdio: ["pipe", "ignore", "ignore"],
      // A process group of its own: Ctrl-C in a terminal must not kill the guard before the server.
      detached: true,
    });
    child.on("error", () => {});
    child.unref();
    guard = child;
  };
  return { watch, release };
}
