/** A project of somebody who follows the guides: both packages installed as they are published, programs in a folder. */

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { project } from "../../../server/project.ts";

const WAIT_MS = 15_000;

export class Reader {
  readonly folder: string;
  readonly #running: ChildProcess[] = [];

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(install: Readonly<Record<string, (to: string) => Promise<void>>>): Promise<Reader> {
    const folder = await mkdtemp(join(tmpdir(), "oriole-reader-"));
    for (const [workspace, build] of Object.entries(install)) {
      const home = join(folder, "node_modules", `oriole-${workspace}`);
      await mkdir(home, { recursive: true });
      await cp(join(project.root, workspace, "package.json"), join(home, "package.json"));
      await build(`${home}/dist/`);
    }
    for (const name of ["ws", "@types", "undici-types"]) {
      await symlink(join(project.root, "node_modules", name), join(folder, "node_modules", name));
    }
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    return new Reader(folder);
  }

  write(name: string, code: string): Promise<void> {
    return writeFile(join(this.folder, name), code);
  }

  /** Rejects with what the compiler said. */
  async compile(names: string[]): Promise<void> {
    const tsc = join(project.root, "node_modules/typescript/bin/tsc");
    const options = ["--ignoreConfig", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2023"];
    const hosts = ["--lib", "es2023,dom,dom.iterable", "--types", "node", "--skipLibCheck"];
    await promisify(execFile)(process.execPath, [tsc, ...options, ...hosts, ...names], { cwd: this.folder }).catch(
      ({ stdout }: { stdout: string }) => {
        throw new Error(stdout);
      },
    );
  }

  /** Runs a program until it prints a line with `told`, and resolves with what follows it there; the program goes on. */
  run(name: string, told: string, env: Record<string, string> = {}): Promise<string> {
    const child = spawn(process.execPath, [name], { cwd: this.folder, env: { ...process.env, ...env } });
    this.#running.push(child);
    let said = "";
    child.stderr.on("data", (text: Buffer) => {
      said += text;
    });
    return new Promise((resolve, reject) => {
      const fail = (why: string) => reject(new Error(`${name} ${why}\n${said}`));
      const timer = setTimeout(() => fail(`never said ${told}`), WAIT_MS);
      createInterface(child.stdout).on("line", (line) => {
        said += `${line}\n`;
        if (!line.startsWith(told)) return;
        clearTimeout(timer);
        resolve(line.slice(told.length).trim());
      });
      child.on("exit", (code) => {
        clearTimeout(timer);
        fail(`ended with ${code}`);
      });
    });
  }

  async stop(): Promise<void> {
    for (const child of this.#running) child.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
  }
}
