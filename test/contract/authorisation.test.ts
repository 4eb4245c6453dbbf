/** Every operation in every role, against the one table of rights. */

import { beforeAll, describe, expect, it } from "vitest";
import { type Caller, rights } from "../../src/authorisation.ts";
import type { Operation } from "../../src/operation.ts";
import { operations } from "../../src/registry.ts";
import type { Api } from "../support/api.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
const DAY = 86_400_000;
const NO_TOKEN = 10003;
const NO_RIGHT = 10010;
const BAD_PARAMETER = 10002;
const BAD_TOKEN = 402;

let app: TestApp;
let good: Record<Caller, Api>;
let bad: Record<string, Api>;

beforeAll(async () => {
  app = await server.current.app("rights");
  const other = await server.current.app("rights-other");
  const admin = await app.admin();
  const [subject, past] = [await app.user("subject"), await app.user("past")];
  const { uid } = subject;
  good = {
    nobody: app.api,
    user: subject.api,
    app: admin,
    delegate: admin.with({ user_id: String(uid) }),
  };
  const token = await app.sign({ uid });
  const [revoked, revokedAdmin] = [await app.sign({ uid }), await app.sign({ uid: 0, role: "admin" })];
  expect(await app.api.as(revoked).post("/token/revoke")).toMatchObject({ code: 200 });
  expect(await admin.post("/token/revoke", { token: revokedAdmin })).toMatchObject({ code: 200 });
  expect(await admin.post("/token/revoke", { user_id: past.uid })).toMatchObject({ code: 200 });
  bad = {
    "of another app": app.api.as(await other.sign({ uid })),
    "of another app's admin": app.api.as(await other.sign({ uid: 0, role: "admin" })),
    "under another app's id": other.api.as(token),
    expired: app.api.as(await app.sign({ uid }, Date.now() - 31 * DAY)),
    "an expired admin's": app.api.as(await app.sign({ uid: 0, role: "admin" }, Date.now() - 31 * DAY)),
    revoked: app.api.as(revoked),
    "a revoked admin's": app.api.as(revokedAdmin),
    "of a past generation": past.api,
    malformed: app.api.as(`${token.slice(0, -3)}xyz`),
    "no token at all": app.api.as("nonsense"),
  };
});

const calls = operations.flatMap((operation) =>
  operation.methods.map((method) => ({ name: `${method} ${operation.path}`, method, operation })),
);

/** The code of the answer to a body that no operation takes: who may call is told so, who may not is told that. */
async function codeOf(api: Api, method: string, { path, answer }: Operation): Promise<number> {
  const body = method === "GET" ? {} : { body: "[7" };
  const response = await api.fetch(path, { method, ...body });
  if (answer === "envelope") expect(response.status).toBe(200);
  return ((await response.json()) as { code: number }).code;
}

const refusals: Record<Caller, number> = { nobody: NO_TOKEN, user: NO_RIGHT, app: BAD_PARAMETER, delegate: NO_RIGHT };

describe.each(calls)("$name", ({ method, operation }) => {
  it(`is for those whom "${operation.access}" lets in`, async () => {
    const callers = Object.keys(rights.none) as Caller[];
    const codes = await Promise.all(callers.map((caller) => codeOf(good[caller], method, operation)));
    for (const [at, caller] of callers.entries()) {
      const code = codes[at];
      if (!rights[operation.access][caller]) expect(code, caller).toBe(refusals[caller]);
      else expect([NO_TOKEN, NO_RIGHT, BAD_TOKEN, 500], caller).not.toContain(code);
    }
  });

  it("takes no bad token", async () => {
    if (operation.access === "none" || operation.access === "app") return;
    const codes = await Promise.all(
      Object.entries(bad).map(async ([kind, api]) => [kind, await codeOf(api, method, operation)] as const),
    );
    expect(Object.fromEntries(codes)).toEqual(Object.fromEntries(codes.map(([kind]) => [kind, BAD_TOKEN])));
  });
});
