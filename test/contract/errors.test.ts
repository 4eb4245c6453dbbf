/** The published list of errors: caused on the real server and read through the SDK, here or in errors-socket.test.ts, or listed in docs/errors.md. */

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { Oriole } from "../../client/src/index.ts";
import { errors } from "../../protocol/errors.ts";
import { appCauses } from "../support/conformance/app-error-causes.ts";
import { type Cause, causes } from "../support/conformance/error-causes.ts";
import { fileCauses } from "../support/conformance/file-error-causes.ts";
import { socketCauses } from "../support/conformance/socket-error-causes.ts";
import { Stage } from "../support/conformance/stage.ts";
import { usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let stage: Stage;

beforeAll(async () => {
  stage = await Stage.open(server.current, "errors");
});

const read = (file: string) => readFileSync(new URL(file, import.meta.url), "utf8");
const published = JSON.parse(read("../support/error-codes.json")) as { name: string; number: number }[];

/** What the SDK makes of the answer. The call's types are the table's own affair here. */
async function refusalOf(appId: string, { by, method, path, with: given = {} }: Cause): Promise<unknown> {
  const client = new Oriole({ url: server.current.url, appId });
  const anonymous = by === null;
  if (!anonymous) void client.loginWithToken(typeof by === "string" ? by : by.token).catch(() => {});
  const request = { anonymous, ...(method === "GET" ? { query: given } : { body: given }) };
  try {
    return await (client.request as (...call: unknown[]) => Promise<unknown>).call(client, method, path, request);
  } catch (cause) {
    return cause;
  } finally {
    client.close();
  }
}

const rowOf = (name: string) => {
  const { number, retry } = errors[name as keyof typeof errors];
  return { name: "ClientError", error: name, number, retry };
};

const restCauses = { ...causes, ...fileCauses };
/** Of apps that are none. */
const nobodys = { ServerAppIdInvalid: "nobody", ServerAppIdMissing: "" };

describe("caused by a call", () => {
  it.each(Object.entries(restCauses))("%s", async (name, cause) => {
    expect(await refusalOf(stage.app.id, await cause(stage))).toMatchObject(rowOf(name));
  });

  it.each(Object.entries(nobodys))("%s", async (name, appId) => {
    expect(await refusalOf(appId, { by: null, method: "GET", path: "/app/config" })).toMatchObject(rowOf(name));
  });

  it.each(Object.entries(appCauses))("%s", async (name, { app: options, cause }) => {
    const app = await server.current.app(`app of ${name}`, options);
    expect(await refusalOf(app.id, await cause(app))).toMatchObject(rowOf(name));
  });
});

it("every name of the published list is caused or told in docs/errors.md, and no name in both", () => {
  const listed = [...read("../../docs/errors.md").matchAll(/^\| (\w+) \| \d+ \|/gm)].map(([, name = ""]) => name);
  const caused = Object.keys({ ...restCauses, ...appCauses, ...nobodys, ...socketCauses });
  expect([...caused, ...listed].sort()).toEqual(published.map(({ name }) => name).sort());
});
