/** The operations' schemas as JSON Schema. */

import { z } from "zod";

type AnySchema = z.core.JSONSchema.BaseSchema;

const schemaShape = z.looseObject({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).default({}),
  required: z.array(z.string()).default([]),
});

export type ObjectSchema = z.infer<typeof schemaShape>;

/** `change` may adjust each schema on the way, the inner ones first. */
export function jsonSchema(
  schema: z.ZodObject,
  io: "input" | "output",
  change: (schema: AnySchema) => void = () => {},
): ObjectSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override({ jsonSchema: found }) {
      dropSafeBounds(found);
      change(found);
    },
  });
  return schemaShape.parse(rest);
}

/** Zod states 2^53 as a bound of every integer, which says nothing about the parameter. */
function dropSafeBounds(schema: AnySchema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
}
