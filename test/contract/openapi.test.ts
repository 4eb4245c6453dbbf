import { describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "../../src/registry.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();

const operationSchema = z.strictObject({
  operationId: z.string().regex(/^\w+$/),
  summary: z.string().min(1),
  tags: z.array(z.string().min(1)),
  parameters: z.array(
    z.strictObject({
      name: z.string(),
      in: z.enum(["header", "query"]),
      required: z.boolean(),
      schema: z.looseObject({}),
    }),
  ),
  requestBody: z.strictObject({ content: z.record(z.string(), z.object({ schema: z.looseObject({}) })) }).optional(),
  responses: z.record(z.string().regex(/^\d{3}$/), z.looseObject({ description: z.string() })),
});

const documentSchema = z.strictObject({
  openapi: z.literal("3.1.0"),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  paths: z.record(
    z.string().startsWith("/"),
    z.partialRecord(z.enum(["get", "post", "put", "delete"]), operationSchema),
  ),
});

const document = async () =>
  documentSchema.parse(await (await fetch(new URL("/openapi.json", server.current.url))).json());

describe("/openapi.json", () => {
  it("has every registered operation under every method, and no other", async () => {
    const { paths } = await document();
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const registered = operations.flatMap(({ methods, path }) => methods.map((method) => `${method} ${path}`));
    expect(described.sort()).toEqual(registered.sort());
  });

  it("names each operation once", async () => {
    const { paths } = await document();
    const ids = Object.values(paths).flatMap((methods) => Object.values(methods).map((each) => each?.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("tells parameters, which of them are needed, and the answer", async () => {
    const { paths } = await document();
    const list = paths["/group/member_list"]?.get;
    expect(list?.parameters).toContainEqual(expect.objectContaining({ name: "group_id", in: "query", required: true }));
    expect(list?.parameters).toContainEqual(expect.objectContaining({ name: "limit", in: "query", required: false }));
    expect(paths["/message/send"]?.post?.requestBody).toMatchObject({
      content: { "application/json": { schema: { required: ["type", "targets", "content_type"] } } },
    });
    expect(paths["/token/user"]?.post?.responses).toMatchObject({
      200: {
        content: {
          "application/json": { schema: { properties: { data: { required: ["token", "user_id", "expire"] } } } },
        },
      },
    });
  });
});
