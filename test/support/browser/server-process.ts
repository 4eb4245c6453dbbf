/** `npm start` as a process of its own: what a SIGKILL takes with it is all that a user's server would lose. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { project } from "../../../server/project.ts";

const demoSchema = z.object({
  appId: z.string(),
  users: z.array(z.object({ name: z.string(), password: z.string() })),
});

export class ServerProcess {
  readonly #data: string;
  #child: ChildProcess | null = null;
  #url = "";

  /** All data is in that folder. */
  constructor(data: string) {
    this.#data = data;
  }

  get url(): string {
    return this.#url;
  }

  /** Serves when it resolves; on the port of the last time, if there was one. */
  async start(): Promise<void> {
    const port = this.#url ? new URL(this.#url).port : "0";
    const child = spawn(process.execPath, [join(project.root, "server/main.ts"), "--no-build"], {
      env: { ...process.env, PORT: port, ORIOLE_DATA: this.#data },
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#child = child;
    // Handed on, not inherited: a server that outlived its test would hold the runner's own output open.
    child.stderr.pipe(process.stderr, { end: false });
    process.once("exit", () => child.kill("SIGKILL"));
    for await (const line of createInterface({ input: child.stdout })) {
      const page = /Demo page (http\S+)\/$/.exec(line);
      if (page?.[1]) {
        this.#url = page[1];
        return;
      }
    }
    throw new Error("the server ended before it served");
  }

  /** SIGKILL; resolves when nothing answers at the address any more. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    this.#child = null;
    if (child.exitCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    // workerd goes down after its parent.
    while (await this.#answers()) await delay(20);
  }

  /** App ID and users, as the first start made them. */
  async demo(): Promise<z.infer<typeof demoSchema>> {
    return demoSchema.parse(JSON.parse(await readFile(join(this.#data, "demo.json"), "utf8")));
  }

  #answers(): Promise<boolean> {
    return fetch(`${this.#url}/api/health`).then(
      () => true,
      () => false,
    );
  }
}
