/** The bench's end of a server process: its address, its cost, its database. */

import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { cpuSeconds, residentMb, writtenKb } from "../measure/proc.ts";

const CHILD = fileURLToPath(new URL("child.ts", import.meta.url));

const startedSchema = z.object({ url: z.string(), runtime: z.array(z.int()), helpers: z.array(z.int()) });
const answerSchema = z.object({ id: z.int(), rows: z.array(z.record(z.string(), z.unknown())) });

export interface ServerSetup {
  data: string;
  /** The bundle to run. */
  worker: string;
  vars: Record<string, string>;
}

export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  /** workerd. */
  readonly #runtime: number[];
  /** Node, which hosts Miniflare, and what derives keys. */
  readonly #helpers: number[];
  readonly #waiting = new Map<number, (rows: Record<string, unknown>[]) => void>();
  #queries = 0;

  private constructor(child: ChildProcess, { url, runtime, helpers }: z.infer<typeof startedSchema>) {
    this.#child = child;
    this.url = url;
    this.#runtime = runtime;
    this.#helpers = helpers;
    child.on("message", (message) => {
      const { id, rows } = answerSchema.parse(message);
      this.#waiting.get(id)?.(rows);
      this.#waiting.delete(id);
    });
  }

  static async start(setup: ServerSetup): Promise<ServerProcess> {
    const child = fork(CHILD, [JSON.stringify(setup)], { stdio: ["ignore", "inherit", "inherit", "ipc"] });
    const failed = once(child, "exit").then(([code]) => {
      throw new Error(`the server exited with ${code} before it served`);
    });
    const [message] = await Promise.race([once(child, "message"), failed]);
    failed.catch(() => {});
    return new ServerProcess(child, startedSchema.parse(message));
  }

  /** One statement on D1. */
  query(sql: string, ...params: (string | number)[]): Promise<Record<string, unknown>[]> {
    const id = ++this.#queries;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ id, sql, params });
    });
  }

  /** CPU seconds that its processes have used since they started. */
  cpuSeconds(): number {
    return [...this.#runtime, ...this.#helpers].reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  }

  /** Memory of workerd, MB. */
  memoryMb(): number {
    return this.#runtime.reduce((sum, pid) => sum + residentMb(pid), 0);
  }

  /** KB that workerd has had written to disk. */
  writtenKb(): number {
    return this.#runtime.reduce((sum, pid) => sum + writtenKb(pid), 0);
  }

  get runtimePid(): number {
    return this.#runtime[0] ?? 0;
  }

  /** May be called again. */
  async stop(): Promise<void> {
    if (!this.#child.connected) return;
    const exit = once(this.#child, "exit");
    this.#child.disconnect();
    await exit;
  }
}
