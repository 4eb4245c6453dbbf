/**
 * Derives keys from passwords for the Worker (src/services/password.ts) in a process of its own and of low priority: in
 * workerd a hash of some 9 ms would hold up every conversation, since all objects of a private server share its thread,
 * and on a machine with few cores hashes of equal rank would take turns with that thread.
 */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const PROCESS = fileURLToPath(new URL("key-derivation-process.ts", import.meta.url));
const HOST = "127.0.0.1";
/** Until a process that died is begun again: one that cannot begin must not take a core by trying. */
const AGAIN_MS = 200;

const listeningSchema = z.object({ port: z.int() });

export interface KeyDerivation {
  /** `host:port`, for this machine alone. */
  address: string;
  pid(): number;
  stop(): void;
}

export async function startKeyDerivation(): Promise<KeyDerivation> {
  let stopped = false;
  let child = launch(0);
  const { port } = await listening(child);
  const again = () => {
    if (stopped) return;
    // workerd knows this port alone, and without it nobody logs in.
    child = launch(port);
    watch();
  };
  const watch = () => child.once("exit", () => setTimeout(again, AGAIN_MS).unref());
  watch();
  return {
    address: `${HOST}:${port}`,
    pid: () => child.pid ?? 0,
    stop: () => {
      stopped = true;
      if (child.connected) child.disconnect();
    },
  };
}

function launch(port: number): ChildProcess {
  const child = fork(PROCESS, [HOST, String(port)], {
    execArgv: [],
    // Hashes that share a core end late, all of them; one after the other most of them end early.
    env: { ...process.env, UV_THREADPOOL_SIZE: String(availableParallelism()) },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.unref();
  child.channel?.unref();
  return child;
}

async function listening(child: ChildProcess): Promise<z.infer<typeof listeningSchema>> {
  child.channel?.ref();
  const failed = once(child, "exit").then(([code]) => {
    throw new Error(`key derivation exited with ${code} before it served`);
  });
  const [message] = await Promise.race([once(child, "message"), failed]);
  failed.catch(() => {});
  child.channel?.unref();
  return listeningSchema.parse(message);
}
