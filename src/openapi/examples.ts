/** Examples made from schemas. */

import { z } from "zod";
import { wordOf } from "./parameter-words";

const node = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  items: z.unknown().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
});

/** A request with everything that it may carry. */
export function requestExample(path: string, properties: Record<string, unknown>): Record<string, unknown> {
  const named = Object.entries(properties).map(([name, schema]) => {
    const word = wordOf(path, name);
    return [name, word ? word.example : sampleOf(name, schema)];
  });
  return Object.fromEntries(named);
}

/** The data of an answer. */
export function sampleOf(name: string, schema: unknown): unknown {
  const { type, const: only, enum: choices, default: initial, anyOf, items, properties } = node.parse(schema ?? {});
  if (only !== undefined) return only;
  if (choices?.[0] !== undefined) return choices[0];
  if (initial !== undefined) return initial;
  if (anyOf) return sampleOf(name, anyOf[0]);
  const [first] = [type].flat();
  const example = wordOf("", name)?.example;
  if (first === "array") return Array.isArray(example) ? example : [sampleOf(name, items)];
  if (first === "object" || properties) {
    return Object.fromEntries(Object.entries(properties ?? {}).map(([key, inner]) => [key, sampleOf(key, inner)]));
  }
  if (first === "boolean") return true;
  if (first === "integer" || first === "number") return exampleNumber(name);
  return typeof example === "string" ? example : "";
}

function exampleNumber(name: string): number {
  const example = wordOf("", name)?.example;
  if (typeof example === "number") return example;
  if (/time|_at$|expire/.test(name)) return 1_767_225_600_000;
  return /(^|_)(id|owner|author|uploader|uid)$/.test(name) ? 2_097_152 : 1;
}
