import { sign as signJwt } from "hono/jwt";
import { beforeAll, describe, expect, it } from "vitest";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;
let alice: TestUser;

beforeAll(async () => {
  app = await server.current.app("tokens");
  alice = await app.user("alice", "right horse");
  await server.current.database
    .prepare("UPDATE users SET mobile = '+4917012345', email = 'alice@example.org' WHERE uid = ?")
    .bind(alice.uid)
    .run();
});

describe("logging in", () => {
  const password = "right horse";
  it.each([
    ["/token/user", { name: "alice", password }],
    ["/token/user", { mobile: "+4917012345", password }],
    ["/token/user", { mobile: "+49 (170) 123-45", password }],
    ["/token/user", { name: "alice", mobile: "", password }],
    ["/token/login", { login_name: "alice", password }],
    ["/token/login", { login_name: "+4917012345", password }],
    ["/token/login", { login_name: "+49 170/123.45", password }],
    ["/token/login", { login_name: "alice@example.org", password }],
  ])("%s takes %j", async (path, body) => {
    const { code, data } = await app.api.post(path, body);
    expect(code).toBe(200);
    expect(data).toMatchObject({ user_id: alice.uid });
  });

  it.each([Number, String])("/token/id takes the id as %o", async (spell) => {
    const { data } = await app.api.post("/token/id", { user_id: spell(alice.uid), password });
    expect(data).toMatchObject({ user_id: alice.uid });
  });

  it("gives a token that opens REST and expires in 30 days", async () => {
    const { data } = await app.api.post("/token/user", { name: "alice", password });
    const { token, expire } = data as { token: string; expire: number };
    expect(expire).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    expect(expire).toBeLessThan(Date.now() + 31 * 86_400_000);
    expect((await app.api.as(token).get("/user/profile")).code).toBe(200);
  });

  it("takes parameters from the query string as well", async () => {
    expect((await app.api.call("POST", "/token/user", { name: "alice", password }, "{}")).code).toBe(200);
  });

  const rejected = { code: 11001, message: "Operation rejected: wrong name or password", data: null };
  it.each([
    ["/token/user", { name: "alice", password: "wrong" }],
    ["/token/user", { name: "nobody", password }],
    ["/token/user", { mobile: "+15550001", password }],
    ["/token/id", { user_id: 5, password }],
    ["/token/login", { login_name: "nobody", password }],
  ])("%s refuses %j in the same words", async (path, body) => {
    expect(await app.api.post(path, body)).toEqual(rejected);
  });

  it.each([
    ["/token/user", {}],
    ["/token/user", { name: "alice" }],
    ["/token/user", { name: 7, password }],
    ["/token/user", { mobile: "+49 call me", password }],
    ["/token/user", { mobile: "+1", password }],
    ["/token/id", { user_id: "seven", password }],
    ["/token/id", { user_id: -1, password }],
    ["/token/login", { login_name: ["alice"], password }],
    ["/token/user", { name: "alice", password, device_guid: "with space" }],
  ])("%s refuses %j as a bad parameter", async (path, body) => {
    const { code, message } = await app.api.post(path, body);
    expect(code).toBe(10002);
    expect(message).toMatch(/^invalid request parameter/);
  });

  it("refuses the frozen and the removed", async () => {
    const frozen = await app.user("frozen_one");
    const removed = await app.user("removed_one");
    const { database } = server.current;
    await database.prepare("UPDATE users SET status = 2 WHERE uid = ?").bind(frozen.uid).run();
    await database.prepare("UPDATE users SET status = 3 WHERE uid = ?").bind(removed.uid).run();
    const login = ({ name, password }: TestUser) => app.api.post("/token/user", { name, password });
    expect(await login(frozen)).toMatchObject({ code: 10029 });
    expect(await login(removed)).toMatchObject({ code: 10000 });
    expect(await frozen.api.get("/user/profile")).toMatchObject({ code: 10029 });
  });
});

describe("tokens", () => {
  const hour = 3_600_000;

  it("refuses a missing one with 10003", async () => {
    expect(await app.api.get("/user/profile")).toMatchObject({ code: 10003, data: null });
  });

  it("takes one from the query", async () => {
    const { code } = await app.api.get("/user/profile", { "access-token": alice.token });
    expect(code).toBe(200);
  });

  it.each(["x", "a.b.c", "null", "eyJhbGciOiJub25lIn0.e30."])("refuses %s with 402", async (token) => {
    expect(await app.api.as(token).get("/user/profile")).toMatchObject({ code: 402, data: null });
  });

  it("refuses a changed, an unsigned, an expired and a foreign one with 402", async () => {
    const [head = "", body = "", signature = ""] = alice.token.split(".");
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as Record<string, unknown>;
    const without = (name: string) => Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
    const secret = `secret of ${app.id}`;
    const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const changed = encode({ ...claims, sub: String(alice.uid + 1) });
    const other = await server.current.app("tokens-other");
    const bad = {
      changed: `${head}.${changed}.${signature}`,
      unsigned: `${encode({ alg: "none" })}.${body}.`,
      expired: await app.sign({ uid: alice.uid }, Date.now() - 31 * 24 * hour),
      foreign: await other.sign({ uid: alice.uid }),
      // With the right secret all of them.
      endless: await signJwt(without("exp"), secret, "HS256"),
      early: await signJwt({ ...claims, nbf: Math.floor(Date.now() / 1000) + 3600 }, secret, "HS256"),
      otherwise: await signJwt(claims, secret, "HS384"),
      nobodys: await signJwt(without("sub"), secret, "HS256"),
    };
    expect(await app.api.as(await signJwt(claims, secret, "HS256")).get("/user/profile")).toMatchObject({ code: 200 });
    for (const [kind, token] of Object.entries(bad)) {
      expect(await app.api.as(token).get("/user/profile"), kind).toMatchObject({ code: 402, data: null });
    }
  });

  it("opens nothing under another app's id", async () => {
    const other = await server.current.app("tokens-third");
    expect(await other.api.as(alice.token).get("/user/profile")).toMatchObject({ code: 402 });
  });

  it("refuses a good one while its app is out of service", async () => {
    const frozen = await server.current.app("tokens-frozen", { status: "frozen" });
    const api = frozen.api.as(await frozen.sign({ uid: 1 }));
    expect(await api.get("/user/profile")).toMatchObject({ code: 40003 });
  });
});

describe("admin tokens", () => {
  it("act as the user that they name", async () => {
    const admin = await app.admin();
    const { data } = await admin.with({ user_id: String(alice.uid) }).get("/user/profile");
    expect(data).toMatchObject({ user_id: alice.uid });
  });

  it("must name one where an operation needs one, and one that exists", async () => {
    const admin = await app.admin();
    expect(await admin.get("/user/profile")).toMatchObject({ code: 10002 });
    expect(await admin.with({ user_id: "5" }).get("/user/profile")).toMatchObject({ code: 10000 });
    expect(await admin.with({ user_id: "x" }).get("/user/profile")).toMatchObject({ code: 10002 });
  });

  it("are what the header needs: a user's token stays its own", async () => {
    const bob = await app.user("bob");
    const { data } = await alice.api.with({ user_id: String(bob.uid) }).get("/user/profile");
    expect(data).toMatchObject({ user_id: alice.uid });
  });
});
