/** The OpenAPI 3.1 document, made from the registry. */

import { z } from "zod";
import type { Access, Method, Operation, StreamedBody } from "./operation";

/** Headers each access takes. */
const HEADERS: Record<Access, readonly string[]> = {
  none: ["app_id"],
  app: ["app_id"],
  user: ["app_id", "access-token", "user_id"],
  delegate: ["app_id", "access-token", "user_id"],
  holder: ["app_id", "access-token", "user_id"],
  admin: ["app_id", "access-token"],
};

export function openApiDocument(operations: readonly Operation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    for (const method of operation.methods) {
      paths[operation.path] = { ...paths[operation.path], [method.toLowerCase()]: describe(operation, method) };
    }
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Oriole server API",
      version: "0.1.0",
      description:
        "Answers are HTTP 200 with the outcome in `code`: 200 on success, 402 when a token is no longer valid. " +
        "Parameters are taken from the query string and from a JSON body alike.",
    },
    paths,
  };
}

function describe(operation: Operation, method: Method) {
  const input = schemaOf(operation.input, "input");
  const fromBody = (method === "POST" || method === "PUT") && !operation.streamedBody;
  const headers = HEADERS[operation.access].map(headerParameter);
  return {
    operationId: `${method.toLowerCase()}${operation.path.replace(/[/_]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: operation.summary,
    tags: [operation.path.split("/")[1] ?? ""],
    parameters: [...headers, ...(fromBody ? [] : queryParameters(input))],
    ...(fromBody ? { requestBody: { content: { "application/json": { schema: bodyOf(operation, input) } } } } : {}),
    ...(operation.streamedBody ? { requestBody: { content: STREAMED[operation.streamedBody] } } : {}),
    responses: {
      200:
        operation.answer === "bytes"
          ? { description: "The file", content: { "*/*": { schema: BYTES } } }
          : { description: "The envelope", content: { "application/json": { schema: envelopeOf(operation) } } },
    },
  };
}

const BYTES = { type: "string", format: "binary" };

const STREAMED: Record<StreamedBody, Record<string, unknown>> = {
  form: {
    "multipart/form-data": {
      schema: { type: "object", properties: { file: BYTES, cover: BYTES }, required: ["file"] },
    },
  },
  bytes: { "application/octet-stream": { schema: BYTES } },
};

function bodyOf({ bareBody }: Operation, input: ObjectSchema): unknown {
  return bareBody === null ? input : (input.properties[bareBody] ?? {});
}

const schemaShape = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

type ObjectSchema = z.infer<typeof schemaShape>;

function schemaOf(schema: z.ZodObject, io: "input" | "output"): ObjectSchema {
  const { $schema: _, ...body } = z.toJSONSchema(schema, { io, unrepresentable: "any", override: dropSafeBounds });
  return schemaShape.parse(body);
}

/** Zod states 2^53 as a bound of every integer, which says nothing about the parameter. */
function dropSafeBounds({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

function queryParameters({ properties, required }: ObjectSchema) {
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function headerParameter(name: string) {
  return { name, in: "header", required: false, schema: { type: name === "user_id" ? "integer" : "string" } };
}

function envelopeOf(operation: Operation) {
  const output = schemaOf(operation.output, "output");
  return {
    type: "object",
    properties: { code: { type: "integer" }, message: { type: ["string", "null"] }, ...output.properties },
    required: ["code", "message"],
  };
}
