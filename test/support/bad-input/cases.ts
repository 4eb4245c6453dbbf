/** Calls that must not succeed, made from an operation's own schema and from parameters that it would take. */

import fc from "fast-check";
import { z } from "zod";
import { jsonSchema } from "../../../src/openapi/json-schema.ts";
import type { Method, Operation } from "../../../src/operation.ts";
import type { Parameters } from "../api.ts";
import type { Attempt } from "./attempt.ts";

const OVER_LIMIT = 257 * 1024;

/** Longer ones go by body: a server need not take such a line. */
const MAX_QUERY = 4_000;

/** What of a JSON Schema says where values end. */
export const node = z.looseObject({
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  minItems: z.int().optional(),
  maxItems: z.int().optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** Of no use as anything, or as little but text. */
const strange = fc.constantFrom<unknown>(
  ...[null, true, -1, 0, 1.5, 2 ** 53, 1e308, -(2 ** 63)],
  ...["", " ", "null", "0x10", "1e3", "١", "\u0000", "'; DROP TABLE users; --", "\ud800", "../..", "{}"],
  ...[[], {}, [[]], [null], { length: 1 }, { toString: 1 }, ["a", "a"]],
);

const anything = fc.oneof(
  { weight: 8, arbitrary: strange },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 1, stringUnit: "grapheme-ascii" }) },
);

const letters = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 8 });

/** Just outside of what the schema says of the value. */
function outside(schema: unknown, good: unknown): fc.Arbitrary<unknown> {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, items, properties } = node.parse(schema ?? {});
  const wrong: unknown[] = [undefined, { value: good }, `${String(good)}\u0000`];
  if (minimum !== undefined) wrong.push(minimum - 1, String(minimum - 1));
  if (maximum !== undefined) wrong.push(maximum + 1, maximum + 0.5);
  if (minLength) wrong.push("");
  if (minItems) wrong.push([]);
  const [first] = Array.isArray(good) ? good : [];
  if (maxItems !== undefined) wrong.push(Array(maxItems + 1).fill(first));
  const inner = items === undefined ? [] : [outside(items, first).map((item) => [first, item])];
  const parts = Object.entries(properties ?? {}).map(([name, part]) =>
    outside(part, Reflect.get(Object(good), name)).map((value) => ({ ...Object(good), [name]: value })),
  );
  const twice = fc.array(fc.oneof(fc.constant(good), letters, fc.integer()), { minLength: 2, maxLength: 4 });
  const spelled = letters.map((text) => `${text}${String(good)}`);
  return fc.oneof(fc.constantFrom(...wrong), twice, spelled, ...tooLong(maxLength), ...inner, ...parts);
}

function tooLong(maxLength: number | undefined): fc.Arbitrary<string>[] {
  if (maxLength === undefined) return [];
  const over = fc.oneof(fc.constant(1), fc.integer({ min: 2, max: 200 }));
  return [fc.tuple(fc.constantFrom("x", "字", "7", "\u00e9"), over).map(([text, n]) => text.repeat(maxLength + n))];
}

/** What would be taken, with one or two parameters that would not. */
function spoilt({ input }: Operation, good: Parameters): fc.Arbitrary<Parameters> {
  const { properties } = jsonSchema(input, "output");
  const names = Object.keys(good);
  const spoil = fc
    .constantFrom(...names)
    .chain((name) =>
      fc
        .oneof({ weight: 3, arbitrary: outside(properties[name], good[name]) }, { weight: 2, arbitrary: anything })
        .map((value) => ({ [name]: value })),
    );
  return fc.array(spoil, { minLength: 1, maxLength: 2 }).map((wrong) => Object.assign({}, good, ...wrong));
}

export function asQuery(parameters: Parameters): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const values = Array.isArray(value) && value.every((item) => typeof item !== "object") ? value : [value];
    for (const item of values) if (item !== undefined) query.append(name, textOf(item));
  }
  return query.toString();
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

const contentType = fc.constantFrom("application/json", "text/plain", "", "multipart/form-data", "a/b; charset=utf-16");

/** Goes by query where it can and is not told otherwise. */
export function asAttempt(
  method: Method,
  operation: Operation,
  parameters: Parameters,
  byBody: boolean,
  type: string,
): Attempt {
  const query = asQuery(parameters);
  const short = query.length < MAX_QUERY;
  if (method === "GET" || operation.streamedBody || (!byBody && short)) return { method, query, contentType: type };
  const { bareBody } = operation;
  // Any text is one: only that it is missing, there twice, or too long can be wrong with it.
  if (bareBody === "text" && short) return { method, query, contentType: type };
  const body = bareBody === null ? parameters : parameters[bareBody];
  return { method, query: "", body: JSON.stringify(body ?? null), contentType: type };
}

/** Bodies that are no parameters at all. */
const malformed = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: "binary", minLength: 1, maxLength: 30 }) },
  { weight: 3, arbitrary: fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.stringify(value)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom("{", '{"a":}', "[7", "[{}]", '"{}"', "NaN", "{}{}", "\ufeff{", "<a/>", "a=b&c"),
  },
  { weight: 1, arbitrary: fc.constantFrom(`{"a":"${"x".repeat(OVER_LIMIT)}"}`, `${"[".repeat(9_999)}`) },
);

/** Parameters that no operation has, and queries that are none. */
const unknownQuery = fc.oneof(
  fc
    .dictionary(
      fc.string({ maxLength: 8 }).map((name) => `x${name}`),
      anything,
      { minKeys: 1, maxKeys: 3 },
    )
    .map(asQuery),
  fc.constantFrom("%zz", "%", "a=%C3", "&&&", "==", "%00=%00", "__proto__=1", "x[]=1&x[0]=2", `x=${"y".repeat(3_000)}`),
);

/** The operation's schema refuses most of these; which, it says itself (isRefused). */
export function attempts(operation: Operation, method: Method, good: Parameters): fc.Arbitrary<Attempt> {
  const bodies = fc
    .tuple(malformed, contentType)
    .map(([body, type]): Attempt => ({ method, query: "", body, contentType: type }));
  const takesBody = method !== "GET" && operation.streamedBody === null;
  if (Object.keys(good).length === 0) {
    if (takesBody) return bodies;
    return fc.tuple(unknownQuery, contentType).map(([query, type]) => ({ method, query, contentType: type }));
  }
  const calls = fc
    .tuple(spoilt(operation, good), fc.boolean(), contentType)
    .map(([parameters, byBody, type]) => asAttempt(method, operation, parameters, byBody, type));
  if (!takesBody || operation.bareBody === "text") return calls;
  return fc.oneof({ weight: 8, arbitrary: calls }, { weight: 1, arbitrary: bodies });
}
