/** Something that happens in the middle of a call: once, between what it has read of an object and what it does about it. */

import { env } from "cloudflare:workers";
import { patch } from "./meter";

/** `happens` runs after the first answer of any object to this method with this first parameter. Returns what ends it. */
export function meanwhile(method: string, first: string, happens: () => Promise<void>): () => void {
  let waits = true;
  return patch(
    Object.getPrototypeOf(env.HUB),
    "getByName",
    (original) =>
      function (this: unknown, ...name: unknown[]) {
        return new Proxy(original.apply(this, name) as object, {
          get(target, property) {
            const value: unknown = Reflect.get(target, property);
            if (typeof value !== "function") return value;
            return async (...parameters: unknown[]) => {
              const answer: unknown = await Reflect.apply(value, target, parameters);
              if (!waits || property !== method || parameters[0] !== first) return answer;
              waits = false;
              await happens();
              return answer;
            };
          },
        });
      },
  );
}
