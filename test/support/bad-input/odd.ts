/** Values that a schema takes and that hardly anybody sends. */

import fc from "fast-check";
import { jsonSchema } from "../../../src/openapi/json-schema.ts";
import type { Operation } from "../../../src/operation.ts";
import type { Parameters } from "../api.ts";
import { node } from "./cases.ts";

/** Texts that a store, a header or a parser may stumble over. */
const oddText = fc.oneof(
  fc.constantFrom(
    "\u0000",
    "a\u0000b",
    "\ud800",
    "\udfff x",
    "é".normalize("NFD"),
    "%00",
    "\r\n",
    "\u202e",
    "'\"\\",
    "%_",
    "[",
    "{",
    "null",
  ),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("字".repeat(200), "\ud83d\ude00".repeat(500)),
);

function oddValue(schema: unknown, good: unknown): fc.Arbitrary<unknown> {
  const { minimum, maximum, maxLength, items, properties } = node.parse(schema ?? {});
  if (typeof good === "number") {
    return fc.constantFrom(
      ...[minimum, maximum, 0, 1, -1, 10 ** 15 - 1, 2 ** 53 - 1, 2 ** 31, good].filter((each) => each !== undefined),
    );
  }
  if (typeof good === "string") {
    return fc.oneof(
      oddText,
      fc.constantFrom(...(maxLength ? ["\u0000".repeat(maxLength), "界".repeat(maxLength)] : [""]), ""),
    );
  }
  const [first] = Array.isArray(good) ? good : [];
  if (Array.isArray(good)) return fc.array(fc.oneof(oddValue(items, first), fc.constant(first)), { maxLength: 4 });
  const parts = Object.entries(properties ?? {}).map(([name, part]) =>
    oddValue(part, Reflect.get(Object(good), name)).map((value) => ({ ...Object(good), [name]: value })),
  );
  return parts.length > 0 ? fc.oneof(...parts) : fc.constant(good);
}

/** Calls that the schema may take: what comes of them is the handler's affair. */
export function odd({ input }: Operation, good: Parameters): fc.Arbitrary<Parameters> {
  const { properties } = jsonSchema(input, "output");
  const change = fc
    .constantFrom(...Object.keys(good))
    .chain((name) => oddValue(properties[name], good[name]).map((value) => ({ [name]: value })));
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => Object.assign({}, good, ...changes));
}
