import { describe, expect, it } from "vitest";
import { z } from "zod";
import { operations } from "../../src/registry.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();

const operationSchema = z.looseObject({
  operationId: z.string().regex(/^\w+$/),
  parameters: z.array(z.looseObject({ name: z.string().optional() })),
  requestBody: z.looseObject({}).optional(),
  responses: z.record(z.string(), z.looseObject({})),
});

const documentSchema = z.looseObject({
  openapi: z.literal("3.1.0"),
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

  it("tells parameters, which of them are needed, who may call, the answer and the errors", async () => {
    const { paths } = await document();
    const list = paths["/group/member_list"]?.get;
    expect(list?.parameters).toContainEqual(
      expect.objectContaining({ name: "group_id", in: "query", required: true, description: "The group" }),
    );
    expect(list?.parameters).toContainEqual({ $ref: "#/components/parameters/actingUser" });
    expect(list?.parameters).toContainEqual({ $ref: "#/components/parameters/actingGroup" });
    expect(paths["/message/unread"]?.get?.parameters).toEqual([{ $ref: "#/components/parameters/actingUser" }]);
    expect(list?.["security"]).toEqual([{ accessToken: [] }]);
    expect(list?.responses["200"]?.["content"]).toMatchObject({
      "application/json": {
        examples: { success: { value: { code: 200 } }, GroupNotMemberFound: { value: { code: 20002 } } },
      },
    });
    expect(paths["/message/send"]?.post?.requestBody).toMatchObject({
      required: true,
      content: { "application/json": { schema: { required: ["type", "targets", "content_type"] } } },
    });
    expect(paths["/token/user"]?.post?.["security"]).toEqual([{ appId: [] }]);
    expect(paths["/push/notify"]?.post?.["deprecated"]).toBe(true);
  });
});
