/** What objects write and whom they call, seen from outside: every SqlStorage, D1 and stub of this isolate passes here. */

import { env } from "cloudflare:workers";

export interface Meter {
  /** Calls between objects, `method object-name`. */
  readonly calls: string[];
  /** Rows written, by the first words of the statement. */
  readonly rows: Map<string, number>;
  stop(): void;
}

type Method = (...parameters: unknown[]) => unknown;
type Patched = Record<string, Method>;

/** Puts `around` in place of a method of a prototype; undone by what it returns. */
export function patch(prototype: object, name: string, around: (original: Method) => Method): () => void {
  const holder = prototype as Patched;
  const original = holder[name];
  if (!original) throw new Error(`no method ${name}`);
  holder[name] = around(original);
  return () => {
    holder[name] = original;
  };
}

/** Calls alone. */
export function watchCalls(): Pick<Meter, "calls" | "stop"> {
  const calls: string[] = [];
  const stop = patch(
    Object.getPrototypeOf(env.HUB),
    "getByName",
    (original) =>
      function (this: unknown, ...parameters: unknown[]) {
        const stub = original.apply(this, parameters);
        return recording(stub as object, String(parameters[0]), calls);
      },
  );
  return { calls, stop };
}

function recording(stub: object, name: string, calls: string[]): object {
  return new Proxy(stub, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      return (...parameters: unknown[]) => {
        calls.push(`${String(property)} ${name}`);
        // Not value.apply: on a stub every property is one of the other object, `apply` too.
        return Reflect.apply(value, target, parameters);
      };
    },
  });
}

/** Calls of this method reach the other object and are answered to nobody, as if the caller's process had ended. */
export function loseAnswers(method: string): () => void {
  return withAnswers(method, () => new Promise(() => {}));
}

/** The same, but for the caller, who lives and sees the call fail. */
export function breakAnswers(method: string): () => void {
  return withAnswers(method, () => Promise.reject(new Error("the answer got lost")));
}

function withAnswers(method: string, instead: () => Promise<never>): () => void {
  return patch(
    Object.getPrototypeOf(env.HUB),
    "getByName",
    (original) =>
      function (this: unknown, ...parameters: unknown[]) {
        return deaf(original.apply(this, parameters) as object, method, instead);
      },
  );
}

function deaf(stub: object, method: string, instead: () => Promise<never>): object {
  return new Proxy(stub, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== "function") return value;
      return (...parameters: unknown[]) => {
        const answer: unknown = Reflect.apply(value, target, parameters);
        return property === method ? Promise.resolve(answer).then(instead) : answer;
      };
    },
  });
}

export function calls(meter: Pick<Meter, "calls">, method: string, name: string): number {
  return meter.calls.filter((call) => call === `${method} ${name}`).length;
}

/** Calls and rows. */
export function startMeter(storage: DurableObjectStorage): Meter {
  const rows = new Map<string, number>();
  const count = (statement: string, written: number) => {
    if (written > 0) rows.set(statement, (rows.get(statement) ?? 0) + written);
  };
  const watched = watchCalls();
  const undo = [
    watched.stop,
    patch(
      Object.getPrototypeOf(storage.sql),
      "exec",
      (original) =>
        function (this: unknown, ...parameters: unknown[]) {
          const cursor = original.apply(this, parameters) as { rowsWritten: number };
          count(labelOf(String(parameters[0])), cursor.rowsWritten);
          return cursor;
        },
    ),
    patch(
      Object.getPrototypeOf(env.DB),
      "batch",
      (original) =>
        async function (this: unknown, ...parameters: unknown[]) {
          const results = (await original.apply(this, parameters)) as D1Result[];
          for (const { meta } of results) count("D1", meta.rows_written);
          return results;
        },
    ),
    patch(
      Object.getPrototypeOf(env.DB.prepare("SELECT 1")),
      "run",
      (original) =>
        async function (this: unknown, ...parameters: unknown[]) {
          const result = (await original.apply(this, parameters)) as D1Result;
          count("D1", result.meta.rows_written);
          return result;
        },
    ),
  ];
  return { calls: watched.calls, rows, stop: () => undo.forEach((each) => void each()) };
}

function labelOf(statement: string): string {
  return statement.trim().split(/\s+/).slice(0, 3).join(" ");
}
