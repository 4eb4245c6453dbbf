/** JavaScript runtimes of this machine beside the one that runs the tests. */

import { execFileSync } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export interface Runtime {
  readonly name: string;
  readonly command: readonly string[];
}

/** The oldest Node that the SDK is for. */
const OLDEST = 20;

/** The first Node on PATH, not of a node_modules, that is of another major version; null when there is none. */
export function otherNode(path = process.env["PATH"] ?? ""): Runtime | null {
  for (const folder of path.split(delimiter)) {
    const program = join(folder, "node");
    if (folder.includes("node_modules") || !isProgram(program)) continue;
    const version = execFileSync(program, ["--version"], { encoding: "utf8" }).trim().slice(1);
    const major = Number.parseInt(version, 10);
    if (major >= OLDEST && major !== Number.parseInt(process.versions.node, 10)) {
      return { name: `Node ${version}`, command: [program] };
    }
  }
  return null;
}

/** Further ones by hand: ORIOLE_RUNTIMES="/there/bun;/there/deno run -A". */
export function namedRuntimes(list = process.env["ORIOLE_RUNTIMES"] ?? ""): Runtime[] {
  return list
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each !== "")
    .map((each) => ({ name: each, command: each.split(/\s+/) }));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
