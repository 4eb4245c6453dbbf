import type { Context } from "./context";

/**
 * REST methods as texts: `?` for GET, the path, then the parameters that must be given. Whatever else is given goes
 * along.
 */
export type Table<Calls> = { readonly [Name in keyof Calls]: string };

type Params = Readonly<Record<string, unknown>>;

/** Makes the methods of a table; their types say what goes in and comes out. */
export function callsOf<Calls>(context: Context, table: Table<Calls>): Calls {
  const calls: Record<string, (params?: Params) => Promise<unknown>> = {};
  for (const name in table) {
    const [target = "", ...required] = table[name].split(" ");
    calls[name] = async (params = {}) => {
      for (const key of required) {
        if (params[key] === undefined || params[key] === null) throw new Error(`${name}: ${key} is missing`);
      }
      return target[0] === "?" ? context.call("GET", target.slice(1), params) : context.call("POST", target, params);
    };
  }
  return calls as Calls;
}
