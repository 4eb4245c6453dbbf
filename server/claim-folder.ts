/** One server per data folder: two workerds on the same SQLite files would each trust its own caches. */

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { startOf } from "./processes.ts";

/** Claims the folder for this process. It need not be given back: the claim of a dead process is void. */
export async function claimFolder(data: string): Promise<void> {
  const file = join(data, "server.json");
  const owner = await readClaim(file);
  if (owner && owner.pid !== process.pid && (await startOf(owner.pid)) === owner.started) {
    throw new Error(`${data} is in use by process ${owner.pid}`);
  }
  await writeFile(file, JSON.stringify({ pid: process.pid, started: await startOf(process.pid) }));
}

const claimSchema = z.object({ pid: z.int(), started: z.string() });

async function readClaim(file: string): Promise<z.infer<typeof claimSchema> | null> {
  try {
    return claimSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    // No claim, or one cut off by a crash while it was written.
    return null;
  }
}
