/** A process that ends between two steps of a call: from one step on, nothing reaches D1 or another object any more. */

import { abortAllDurableObjects } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { patch } from "./meter";

/** What writes: a read that is cut off leaves what the step before it left. */
const WRITES = /^\s*(INSERT|UPDATE|DELETE|REPLACE)/i;

export class Cut {
  readonly #at: number;
  readonly #undo: (() => void)[];
  #steps = 0;

  /** Ends before step `at`, counted from 0: each call of an object and each write to D1 is one. */
  constructor(at: number) {
    this.#at = at;
    const step = (isWrite: boolean) => this.#step(isWrite);
    const statement = Object.getPrototypeOf(env.DB.prepare("SELECT 1"));
    this.#undo = [
      patch(
        Object.getPrototypeOf(env.HUB),
        "getByName",
        (original) =>
          function (this: unknown, ...parameters: unknown[]) {
            return mortal(original.apply(this, parameters) as object, () => step(true));
          },
      ),
      patch(
        Object.getPrototypeOf(env.DB),
        "batch",
        (original) =>
          async function (this: unknown, ...parameters: unknown[]) {
            step(true);
            return original.apply(this, parameters);
          },
      ),
      ...["run", "all", "first", "raw"].map((name) =>
        patch(
          statement,
          name,
          (original) =>
            async function (this: unknown, ...parameters: unknown[]) {
              step(WRITES.test(String(Reflect.get(this as object, "statement"))));
              return original.apply(this, parameters);
            },
        ),
      ),
    ];
  }

  /** Whether there was such a step. */
  get fell(): boolean {
    return this.#steps > this.#at;
  }

  #step(isWrite: boolean): void {
    if (isWrite) this.#steps += 1;
    if (this.fell) throw new Error("the process has ended");
  }

  /** The next process: no object remembers anything, and everything can be reached. */
  async restart(): Promise<void> {
    for (const undo of this.#undo) undo();
    await abortAllDurableObjects();
  }
}

function mortal(stub: object, step: () => void): object {
  return new Proxy(stub, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      return async (...parameters: unknown[]) => {
        step();
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}
