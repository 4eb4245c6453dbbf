/** Starts serve.ts and listens to everything it prints. */

import { type ChildProcess, fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

type Answer = { url: string } | { id: number; rows: Record<string, unknown>[] };

export class Served {
  readonly url: string;
  /** Every line the server wrote to stdout or stderr. */
  readonly lines: string[];
  readonly #child: ChildProcess;
  readonly #cleanUp: () => Promise<void>;
  readonly #waiting = new Map<number, (rows: Record<string, unknown>[]) => void>();
  #asked = 0;

  private constructor(url: string, child: ChildProcess, lines: string[], cleanUp: () => Promise<void>) {
    this.url = url;
    this.#child = child;
    this.lines = lines;
    this.#cleanUp = cleanUp;
    child.on("message", (answer: Answer) => {
      if ("rows" in answer) this.#waiting.get(answer.id)?.(answer.rows);
    });
  }

  /** With a data folder of its own, which goes with it. */
  static async start(vars: Record<string, string> = {}): Promise<Served> {
    const data = await mkdtemp(join(tmpdir(), "oriole-served-"));
    return Served.on(data, vars, () => rm(data, { recursive: true, force: true }));
  }

  /** On a folder that stays. */
  static async on(data: string, vars: Record<string, string> = {}, cleanUp = async () => {}): Promise<Served> {
    const entry = fileURLToPath(new URL("./serve.ts", import.meta.url));
    const child = fork(entry, [JSON.stringify({ port: 0, data, vars })], {
      stdio: ["ignore", "pipe", "pipe", "ipc"],
      execArgv: [],
    });
    const lines: string[] = [];
    const collect = (chunk: Buffer) =>
      lines.push(
        ...chunk
          .toString()
          .split("\n")
          .filter((line) => line !== ""),
      );
    child.stdout?.on("data", collect);
    child.stderr?.on("data", collect);
    const url = await new Promise<string>((resolve, reject) => {
      child.once("message", (answer: Answer) => resolve("url" in answer ? answer.url : ""));
      child.once("exit", (code) => reject(new Error(`server exited with ${code}:\n${lines.join("\n")}`)));
    });
    return new Served(url, child, lines, cleanUp);
  }

  get alive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  query(sql: string, ...values: unknown[]): Promise<Record<string, unknown>[]> {
    this.#asked += 1;
    const id = this.#asked;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ id, sql, values });
    });
  }

  async stop(): Promise<void> {
    const gone = new Promise((resolve) => this.#child.once("exit", resolve));
    if (this.alive) {
      this.#child.disconnect();
      await gone;
    }
    await this.#cleanUp();
  }
}
