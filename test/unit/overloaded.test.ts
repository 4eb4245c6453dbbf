/** What the platform throws where an object has too much to do: that cannot be caused at will. */

import { Hono } from "hono";
import { expect, it, vi } from "vitest";
import { Oriole } from "../../client/src/index.ts";
import { failure } from "../../src/middleware/envelope.ts";

/** A REST call that fails so, as the SDK reads it. */
async function refusalOf(thrown: Error): Promise<unknown> {
  const server = new Hono();
  server.onError((error, c) => failure(c, error));
  server.get("*", () => {
    throw thrown;
  });
  const client = new Oriole({
    url: "http://oriole.example",
    appId: "app",
    ports: {
      async http({ url, ...request }) {
        const response = await server.request(url, request);
        return { status: response.status, body: await response.text() };
      },
    },
  });
  return client.request("GET", "/app/config", { anonymous: true }).catch((cause: unknown) => cause);
}

it("ServerBusy: an object is overloaded, which is logged and told without detail", async () => {
  const log = vi.spyOn(console, "error").mockImplementation(() => {});
  const busy = Object.assign(new Error("Durable Object is overloaded. Too many requests queued."), {
    overloaded: true,
  });
  const row = { error: "ServerBusy", number: 705, retry: "later", message: "server busy" };
  expect(await refusalOf(busy)).toMatchObject(row);
  expect(await refusalOf(new Error("something else"))).toMatchObject({ error: "ServerUnknownError" });
  expect(log).toHaveBeenCalledTimes(2);
  log.mockRestore();
});
