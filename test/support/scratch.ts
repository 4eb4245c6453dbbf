/**
 * Where tests keep their databases: in memory where the machine has room. They kill processes, never the machine, so
 * nothing is lost by it, and each `fsync` of a disk is milliseconds in which a test waits.
 */

import { mkdirSync, readFileSync, statfsSync } from "node:fs";

const MEMORY = "/dev/shm";
const ROOM_BYTES = 2 * 1024 ** 3;

/** What comes after, and every process that it begins, has its temporary files there. A TMPDIR that is set stays. */
export function scratchInMemory(): void {
  if (process.env["TMPDIR"] || !serves()) return;
  const folder = `${MEMORY}/oriole-tests`;
  mkdirSync(folder, { recursive: true });
  process.env["TMPDIR"] = folder;
}

/** Whether it is there, large enough, and allows programs: the browser of the tests unpacks itself into it. */
function serves(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    const mounts = readFileSync("/proc/mounts", "utf8").split("\n");
    const options = mounts.filter((line) => line.split(" ")[1] === MEMORY).map((line) => line.split(" ")[3] ?? "");
    return bavail * bsize >= ROOM_BYTES && options.every((each) => !each.split(",").includes("noexec"));
  } catch {
    return false;
  }
}
