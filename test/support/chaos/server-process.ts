/** `npm start` without the build, as a process of its own that can be killed in two ways. */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const run = promisify(execFile);

const START_TIMEOUT_MS = 30_000;

export class ServerProcess {
  readonly port: number;
  readonly #data: string;
  #child: ChildProcess | null = null;
  /** Everything all its lives have printed. */
  readonly lines: string[] = [];

  constructor(port: number, data: string) {
    this.port = port;
    this.#data = data;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves once it serves. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ["server/main.ts", "--no-build"], {
      cwd: root,
      env: { ...process.env, PORT: String(this.port), ORIOLE_DATA: this.#data },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    // Only then is the demo seeded, which takes requests: a runtime killed under those would end the whole process.
    await new Promise<void>((resolve, reject) => {
      const collect = (chunk: Buffer) => {
        this.lines.push(...chunk.toString().split("\n").filter(Boolean));
        if (chunk.includes("Oriole is running")) resolve();
      };
      child.stdout.on("data", collect);
      child.stderr.on("data", collect);
      child.once("exit", (code) => reject(new Error(`the server ended with ${code}:\n${this.#lastLines()}`)));
    });
  }

  /** Resolves once it answers; also after a kill of the runtime, which the process starts again by itself. */
  async healthy(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline) {
      if (this.#child?.exitCode !== null) throw new Error(`the server ended:\n${this.#lastLines()}`);
      const ok = await fetch(`${this.url}/api/health`).then(
        (response) => response.ok,
        () => false,
      );
      if (ok) return;
      await pause(20);
    }
    throw new Error(`the server does not answer:\n${this.#lastLines()}`);
  }

  /** SIGKILL to the whole server; its guard takes workerd down with it. */
  async killAll(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const runtimes = await this.#runtimes();
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
    while (runtimes.some(isAlive)) await pause(10);
  }

  /** SIGKILL to workerd alone, which is where every object lives. */
  async killRuntime(): Promise<void> {
    for (const pid of await this.#runtimes()) {
      try {
        process.kill(pid, "SIGKILL");
      } catch {
        // Gone already.
      }
      while (isAlive(pid)) await pause(5);
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }

  #lastLines(): string {
    return this.lines.slice(-20).join("\n");
  }

  async #runtimes(): Promise<number[]> {
    const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,comm="]);
    return stdout.split("\n").flatMap((line) => {
      const [pid, parent, name = ""] = line.trim().split(/\s+/);
      return Number(parent) === this.#child?.pid && name.includes("workerd") ? [Number(pid)] : [];
    });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
