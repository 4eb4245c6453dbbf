/** The description of the REST API: complete, valid, and its examples true. */

import { readFileSync } from "node:fs";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openApiDocument, successExample } from "../../src/openapi/document";
import { requestExample } from "../../src/openapi/examples";
import { jsonSchema } from "../../src/openapi/json-schema";
import { wordOf } from "../../src/openapi/parameter-words";
import { possibleErrors } from "../../src/openapi/possible-errors";
import { operations } from "../../src/registry";

const supported = operations.filter((operation) => operation.supported);
const named = supported.map((operation) => [`${operation.methods.join("/")} ${operation.path}`, operation] as const);

it("is valid OpenAPI 3.1", async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(openApiDocument(operations)));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  // It compiles schemas of two versions of OpenAPI, which takes a busy machine a while.
}, 60_000);

describe("the errors of a call", () => {
  it.each(named)("%s names those that any call may be answered with", (_, operation) => {
    const names = possibleErrors(operation).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(["ServerUnknownError", "ServerBusy", "ServerTooManyRequest"]));
  });

  it.each(named)("%s promises none that this server does not give", (_, operation) => {
    const [, notGiven = ""] = readFileSync("docs/errors.md", "utf8").split(/^## /m);
    expect(notGiven).toMatch(/^Not given/);
    const listed = new Set([...notGiven.matchAll(/^\| (\w+) \| \d+ \|/gm)].map(([, name = ""]) => name));
    expect(possibleErrors(operation).filter(({ name }) => listed.has(name))).toEqual([]);
  });
});

describe("every operation", () => {
  it.each(named)("%s says what each of its parameters means", (_, { path, input }) => {
    const silent = Object.keys(input.shape).filter((name) => wordOf(path, name) === undefined);
    expect(silent, "add them to src/openapi/parameter-words.ts").toEqual([]);
  });

  it.each(named)("%s has a request as example that it takes, and an answer that it may give", (_, operation) => {
    const example = requestExample(operation.path, jsonSchema(operation.input, "input").properties);
    operation.input.parse(example);
    const { code, message, ...rest } = successExample(operation);
    expect([code, message]).toEqual([200, null]);
    z.strictObject(operation.output.shape).parse(rest);
  });
});
