/** Where a mini-program's code runs: the language, timers and `wx`, and no way to make code of text. */

import { createContext, runInContext } from "node:vm";
import type { RealmBytes } from "./dialects.ts";
import { type StrictWx, strictWx } from "./strict-wx.ts";

export interface MiniProgramRealm {
  readonly host: StrictWx;
  /** The value of an expression or script in the realm. */
  inside<Value>(text: string): Value;
}

/** What a host calls its functions, instead of `wx`. */
export type Dialect = (host: StrictWx, bytes: RealmBytes) => Record<string, unknown>;

/** `names` are there beside what every mini-program has. */
export function miniProgramRealm(
  names: Record<string, unknown> = {},
  dialect: Dialect = ({ wx }) => ({ wx }),
  /** What the host kept of an earlier run. */
  storage?: Map<string, unknown>,
): MiniProgramRealm {
  const global: Record<string, unknown> = Object.create(null);
  const context = createContext(global, { codeGeneration: { strings: false, wasm: false } });
  const inside = <Value>(text: string) => runInContext(text, context) as Value;
  // What Node adds to a new realm and no mini-program has.
  inside("delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer; delete globalThis.Atomics;");
  const bytes: RealmBytes = {
    arrayBuffer: inside("(bytes) => new Uint8Array(bytes).buffer"),
    isArrayBuffer: inside("(value) => value instanceof ArrayBuffer"),
  };
  const host = strictWx(bytes, storage);
  Object.assign(global, dialect(host, bytes), { setTimeout, clearTimeout, console }, names);
  return { host, inside };
}
