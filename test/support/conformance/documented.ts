/** What the document of the original API says of each call: facts alone, in rest-api.json. */

import { readFileSync } from "node:fs";
import { z } from "zod";

/** The name of a type, a list of one, or an object of some. */
export type Shape = string | Shape[] | { [name: string]: Shape };

const shape: z.ZodType<Shape> = z.lazy(() => z.union([z.string(), z.array(shape), z.record(z.string(), shape)]));

const method = z.enum(["GET", "POST", "PUT", "DELETE"]);

const facts = z.strictObject({
  operations: z.array(
    z.strictObject({
      path: z.string(),
      methods: z.array(method),
      parameters: z.array(z.string()),
      /** The body is a text or a list, no object of parameters. */
      bareBody: z.enum(["text", "list"]).optional(),
      /** What lists carry beside data. */
      envelope: z.array(z.string()),
      /** data of a success; none where the answer is a file. */
      answer: shape.optional(),
      raw: z.boolean().optional(),
    }),
  ),
  clientCalls: z.array(
    z.strictObject({ path: z.string(), method, parameters: z.array(z.string()), reads: z.string() }),
  ),
});

export const documented = facts.parse(JSON.parse(readFileSync(new URL("rest-api.json", import.meta.url), "utf8")));

export type Documented = (typeof documented.operations)[number];

/** Where a value is not what the document says; a list has to hold something, for nothing proves nothing. */
export function* differences(value: unknown, expected: Shape, at: string): Generator<string> {
  if (typeof expected === "string") {
    if (!hasType(value, expected)) yield `${at}: ${expected} expected, got ${JSON.stringify(value)}`;
  } else if (Array.isArray(expected)) {
    if (!Array.isArray(value) || value.length === 0) yield `${at}: a list with something in it expected`;
    else for (const [item] of [expected]) if (item !== undefined) yield* differences(value[0], item, `${at}[0]`);
  } else if (typeof value !== "object" || value === null) {
    yield `${at}: an object expected, got ${JSON.stringify(value)}`;
  } else {
    for (const [name, inside] of Object.entries(expected)) {
      yield* differences(Reflect.get(value, name), inside, `${at}.${name}`);
    }
  }
}

function hasType(value: unknown, name: string): boolean {
  if (name === "integer") return Number.isInteger(value);
  return name === "any" || (typeof value === name && value !== null);
}
