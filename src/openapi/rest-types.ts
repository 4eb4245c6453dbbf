/** What the types of the REST API are made from: one JSON Schema of all operations, by path. */

import type { Operation } from "../operation";
import { jsonSchema } from "./json-schema";

/**
 * An interface whose keys are the paths. A path whose methods do different things is a union, told apart by `methods`.
 * `body` is there where the body is no JSON object of the parameters.
 */
export function restTypesSchema(operations: readonly Operation[]) {
  const paths = [...new Set(operations.map(({ path }) => path))].sort();
  const properties = paths.map((path) => {
    const schemas = operations.filter((operation) => operation.path === path).map(operationSchema);
    const [only, ...others] = schemas;
    return [path, others.length === 0 ? only : { oneOf: schemas }];
  });
  return strict(Object.fromEntries(properties));
}

function operationSchema({ methods, summary, input, output, bareBody }: Operation) {
  const parameters = jsonSchema(input, "input", dropBounds);
  const body = bareBody === null ? undefined : parameters.properties[bareBody];
  const schema = strict({
    methods: { enum: methods },
    input: parameters,
    ...(body === undefined ? {} : { body }),
    output: jsonSchema(output, "output", dropBounds),
  });
  return { ...schema, description: summary };
}

function strict(properties: Record<string, unknown>) {
  return { type: "object", properties, required: Object.keys(properties), additionalProperties: false } as const;
}

const BOUNDS = ["minItems", "maxItems", "minimum", "maximum", "minLength", "maxLength", "pattern"];

/** Bounds and patterns say nothing in TypeScript. */
function dropBounds(schema: Record<string, unknown>): void {
  for (const key of BOUNDS) delete schema[key];
}
