/** Another JavaScript runtime: a process of it, with the package installed as it is published. */

import { type ChildProcess, spawn } from "node:child_process";
import { copyFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Given, Place } from "./place.ts";

export type Loading = "import" | "require";

const toldSchema = z.union([
  z.object({ added: z.array(z.string()) }),
  z.object({ cut: z.literal(true) }),
  z.object({ done: z.literal(true), failed: z.string().optional() }),
]);
type Told = z.infer<typeof toldSchema>;

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export class ProcessPlace implements Place {
  readonly name: string;
  /** Globals that came with the package. */
  readonly added: readonly string[];
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  private constructor(name: string, child: ChildProcess, lines: AsyncIterator<string>, added: readonly string[]) {
    this.name = name;
    this.#child = child;
    this.#lines = lines;
    this.added = added;
  }

  /** `command` with its arguments runs a module; `folder` has node_modules with the package. */
  static async start(command: readonly string[], folder: string, loading: Loading): Promise<ProcessPlace> {
    const [program = "", ...args] = command;
    const runner = join(folder, "runner.mjs");
    await copyFile(here("./runner.mjs"), runner);
    const child = spawn(program, [...args, runner, here("./behaviours.js"), loading], {
      cwd: dirname(runner),
      stdio: ["pipe", "pipe", "inherit"],
    });
    const end = () => child.kill("SIGKILL");
    process.once("exit", end);
    child.once("exit", () => process.off("exit", end));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const told = await next(lines);
    if (!("added" in told)) throw new Error(`${program} began with ${JSON.stringify(told)}`);
    return new ProcessPlace(program, child, lines, told.added);
  }

  async run(behaviour: string, { url, appId, users, cut }: Given): Promise<void> {
    this.#say({ behaviour, url, appId, users });
    for (;;) {
      const told = await next(this.#lines);
      if ("cut" in told) {
        cut();
        this.#say({ wasCut: true });
      } else if ("done" in told) {
        if (told.failed) throw new Error(told.failed);
        return;
      }
    }
  }

  async stop(): Promise<void> {
    this.#child.kill("SIGKILL");
  }

  #say(what: object): void {
    this.#child.stdin?.write(`${JSON.stringify(what)}\n`);
  }
}

async function next(lines: AsyncIterator<string>): Promise<Told> {
  const { value, done } = await lines.next();
  if (done) throw new Error("the runtime ended");
  return toldSchema.parse(JSON.parse(String(value)));
}
