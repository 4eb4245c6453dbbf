/**
 * An engine that knows no language newer than ES5: an interpreter written in ES5, in a realm without anything newer,
 * reads the built file and the behaviours word by word. WebSocket and XMLHttpRequest come from outside.
 */

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createContext, runInContext } from "node:vm";
import { WebSocket } from "ws";
import { behavioursText, type Given, type Place, withoutComments } from "./place.ts";

const here = (file: string) => readFile(new URL(file, import.meta.url), "utf8");
const interpreter = () => readFile(createRequire(import.meta.url).resolve("eval5/umd/eval5.js"), "utf8");

type Outcome = (problem: string | null) => void;
type Run = (behaviour: string, given: object, outcome: Outcome) => void;

export class Es5Engine implements Place {
  readonly name = "ES5 engine";
  readonly #run: Run;

  private constructor(run: Run) {
    this.#run = run;
  }

  /** `code` is dist/oriole.es5.js. */
  static async start(code: string): Promise<Es5Engine> {
    const context = createContext({ setTimeout, clearTimeout });
    const inside = <Value>(text: string) => runInContext(text, context) as Value;
    const bytesOf = inside<(bytes: Uint8Array) => unknown>(
      "(function (bytes) { return new Uint8Array(bytes).buffer; })",
    );
    inside(`var self = this; ${await interpreter()}`);
    inside(await here("./es5-realm.js"));
    context["WebSocket"] = socketShim(bytesOf);
    context["XMLHttpRequest"] = Xhr;
    const load = inside<(texts: string[]) => Run>(`(function (texts) {
      var names = "Object Array String Number Boolean Function Date Math JSON RegExp Error TypeError RangeError SyntaxError EvalError ReferenceError URIError ArrayBuffer Uint8Array Uint16Array Uint32Array Int8Array Int16Array Int32Array Float32Array Float64Array DataView NaN Infinity undefined isNaN isFinite parseInt parseFloat encodeURIComponent decodeURIComponent encodeURI decodeURI setTimeout clearTimeout WebSocket XMLHttpRequest".split(" ");
      var scope = {};
      for (var i = 0; i < names.length; i++) scope[names[i]] = self[names[i]];
      scope.window = scope.self = scope;
      var engine = new eval5.Interpreter(scope, { timeout: 0 });
      return engine.evaluate(texts.join(";\\n"));
    })`);
    const run = load([
      code,
      `var behaviours = ${withoutComments(await behavioursText())}`,
      `(function (name, given, outcome) {
        var clients = [];
        function createClient(options) {
          var all = { url: given.url, appId: given.appId, maxRetryDelayMs: 500 };
          for (var key in options) all[key] = options[key];
          var client = Oriole.createClient(all);
          clients.push(client);
          return client;
        }
        function end(problem) {
          for (var i = 0; i < clients.length; i++) clients[i].close();
          outcome(problem === undefined ? null : String(problem && problem.stack || problem));
        }
        // The SDK's own: there is no other.
        var idle = Oriole.createClient({ url: given.url, appId: given.appId });
        var attempt = idle.login({ username: "", password: "" });
        idle.close();
        var Later = attempt.constructor;
        attempt.then(undefined, function () {});
        var tools = {
          createClient: createClient, Promise: Later, setTimeout: setTimeout, clearTimeout: clearTimeout,
          users: given.users, cut: given.cut
        };
        Later.resolve().then(function () { return behaviours[name](Oriole, tools); }).then(function () { end(); }, end);
      })`,
    ]);
    return new Es5Engine(run);
  }

  run(behaviour: string, { url, appId, users, cut }: Given): Promise<void> {
    return new Promise((resolve, reject) => {
      const broken = (done: () => void) => {
        cut();
        setTimeout(done, 0);
      };
      this.#run(behaviour, { url, appId, users, cut: broken }, (problem) => {
        if (problem === null) resolve();
        else reject(new Error(problem));
      });
    });
  }

  async stop(): Promise<void> {}
}

/** A WebSocket that gives binary messages as buffers of the engine's own realm. */
function socketShim(bytesOf: (bytes: Uint8Array) => unknown): unknown {
  return function Shim(this: Record<string, unknown>, url: string, protocols: string[]) {
    const socket = new WebSocket(url, Array.from({ ...protocols, length: protocols.length }), {
      perMessageDeflate: false,
    });
    const call = (name: string, event: object) => {
      const listener = this[name];
      if (typeof listener === "function") listener(event);
    };
    socket.on("open", () => call("onopen", {}));
    socket.on("message", (data: Buffer, isBinary: boolean) =>
      call("onmessage", { data: isBinary ? bytesOf(data) : data.toString() }),
    );
    socket.on("error", () => call("onerror", {}));
    socket.on("close", (code, reason) => call("onclose", { code, reason: reason.toString() }));
    this["send"] = (data: string | ArrayBufferView) => {
      if (socket.readyState === WebSocket.CONNECTING) throw new Error("InvalidStateError");
      socket.send(typeof data === "string" ? data : Buffer.from(data.buffer, data.byteOffset, data.byteLength));
    };
    this["close"] = (code?: number, reason?: string) => socket.close(code, reason);
  };
}

/** XMLHttpRequest over fetch, as much of it as REST needs. A function: the engine cannot construct a newer class. */
function Xhr(this: Record<string, unknown>) {
  const headers: Record<string, string> = {};
  let target = { method: "GET", url: "" };
  const done = (status: number, text: string) => {
    Object.assign(this, { readyState: 4, status, responseText: text });
    const listener = this["onreadystatechange"];
    if (typeof listener === "function") listener();
  };
  this["open"] = (method: string, url: string) => {
    target = { method, url };
  };
  this["setRequestHeader"] = (name: string, value: string) => {
    headers[name] = value;
  };
  this["send"] = (body?: string) => {
    fetch(target.url, { method: target.method, headers, ...(body === undefined ? {} : { body }) })
      .then(async (response) => done(response.status, await response.text()))
      .catch(() => done(0, ""));
  };
}
