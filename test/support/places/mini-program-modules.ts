/** require() as mini-programs have it: CommonJS, each file once, relative paths, and packages from miniprogram_npm, where "build npm" copies them. */

import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import type { MiniProgramRealm } from "./mini-program-realm.ts";

type Module = { exports: unknown };
type Run = (module: Module, exports: unknown, require: (path: string) => unknown) => void;

export class MiniProgramModules {
  readonly #realm: MiniProgramRealm;
  readonly #fileAt: (path: string) => string;
  readonly #modules = new Map<string, Module>();

  /** `fileAt` says which file of this machine lies at a path of the program. */
  constructor(realm: MiniProgramRealm, fileAt: (path: string) => string) {
    this.#realm = realm;
    this.#fileAt = fileAt;
  }

  load(path: string): unknown {
    const known = this.#modules.get(path);
    if (known) return known.exports;
    const module: Module = { exports: {} };
    this.#modules.set(path, module);
    const code = readFileSync(this.#fileAt(path), "utf8");
    const run = this.#realm.inside<Run>(`(function (module, exports, require) { ${code}\n})`);
    run(module, module.exports, (name) => this.require(name, posix.dirname(path)));
    return module.exports;
  }

  /** What `require(name)` in a file of `folder` gives. */
  require(name: string, folder = ""): unknown {
    const path = name.startsWith(".") ? posix.join(folder, name) : `miniprogram_npm/${name}`;
    const found = [path, `${path}.js`, `${path}/index.js`].find((file) => /\.js$/.test(file) && this.#exists(file));
    if (!found) throw new Error(`module '${name}' is not defined`);
    return this.load(found);
  }

  #exists(path: string): boolean {
    return existsSync(this.#fileAt(path));
  }
}
