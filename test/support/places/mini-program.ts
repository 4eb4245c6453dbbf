/** A mini-program: the built file in a realm that has the language, timers and `wx`, where code cannot be made of text. */

import { type Dialect, miniProgramRealm } from "./mini-program-realm.ts";
import { behavioursText, type Given, type Place, withoutComments } from "./place.ts";
import type { StrictWx } from "./strict-wx.ts";

type Program = (name: string, given: object) => Promise<void>;

export class MiniProgram implements Place {
  readonly name = "mini-program";
  readonly host: StrictWx;
  readonly #run: Program;

  private constructor(host: StrictWx, run: Program) {
    this.host = host;
    this.#run = run;
  }

  /** `code` is dist/miniprogram/index.js. A name `host` of the dialect is passed by the program itself. */
  static async start(code: string, dialect?: Dialect): Promise<MiniProgram> {
    const { host, inside } = miniProgramRealm({}, dialect);
    inside(`var module = { exports: {} }, exports = module.exports; ${code}\n; var sdk = module.exports;`);
    inside(`var behaviours = ${withoutComments(await behavioursText())}`);
    const run = inside<Program>(`(name, given) => {
      const clients = [];
      const own = typeof host === "undefined" ? {} : { host };
      const createClient = (options) => {
        const client = sdk.createClient({ url: given.url, appId: given.appId, maxRetryDelayMs: 500, ...own, ...options });
        clients.push(client);
        return client;
      };
      const tools = { createClient, Promise, setTimeout, clearTimeout, users: given.users, cut: given.cut };
      return behaviours[name](sdk, tools).finally(() => clients.forEach((client) => client.close()));
    }`);
    return new MiniProgram(host, run);
  }

  run(behaviour: string, { url, appId, users, cut }: Given): Promise<void> {
    const broken = (done: () => void) => {
      cut();
      done();
    };
    return this.#run(behaviour, { url, appId, users, cut: broken });
  }

  async stop(): Promise<void> {
    this.host.stop();
  }
}
