/** docs/moderation.md, [RATE-1] to [RATE-6]: what the server takes of whom, and how it says that it is too much. */

import { beforeAll, describe, expect, it } from "vitest";
import { waitAfter } from "../../src/services/password-guard.ts";
import type { Api } from "../support/api.ts";
import { PlainClient } from "../support/plain-client.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const ADDRESS = "x-test-address";
const server = usePrivateServer({ IP_HEADER: ADDRESS, RATE_IP: "20", LOGIN_RATE_IP: "3" });
const TOO_MANY = 10028;
const WRONG_PASSWORD = 11001;

let addresses = 0;
/** Every test comes from somewhere else. */
const from = (api: Api, address = `10.0.0.${addresses++}`) => api.with({ [ADDRESS]: address });

let app: TestApp;

beforeAll(async () => {
  app = await server.current.app("rates");
});

/** How many of so many calls at once were let through, and an answer to one that was not. */
async function rush(call: () => Promise<Response>, count: number) {
  const answers = await Promise.all(
    Array.from({ length: count }, async () => {
      const response = await call();
      return { response, body: (await response.json()) as { code: number; message: string } };
    }),
  );
  const refused = answers.filter(({ body }) => body.code === TOO_MANY);
  return { taken: answers.length - refused.length, refused: refused[0] };
}

describe("calls", () => {
  it("[RATE-1] [RATE-5] of one address, told by the code, Retry-After and a text that a page may read", async () => {
    const one = from(app.api);
    const { taken, refused } = await rush(() => one.fetch("/v2/app_dns?app_id=rates"), 80);
    expect(taken).toBeGreaterThanOrEqual(40);
    expect(taken).toBeLessThan(80);
    expect(refused?.response.status).toBe(200);
    expect(Number(refused?.response.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
    expect(refused?.response.headers.get("access-control-expose-headers")).toContain("retry-after");
    expect(refused?.body.message).toMatch(/retry in \d+ s/);
    expect((await from(app.api).fetch("/v2/app_dns?app_id=rates")).status).toBe(200);
  });

  it("[RATE-1] of one network, where somebody has 2^64 addresses", async () => {
    let host = 0;
    const somewhere = () => from(app.api, `2001:db8::${(host++).toString(16)}`).fetch("/v2/app_dns?app_id=rates");
    expect((await rush(somewhere, 80)).taken).toBeLessThan(80);
  });

  it("[RATE-1] without an address that can be trusted there is no such limit", async () => {
    const { taken } = await rush(() => app.api.fetch("/v2/app_dns?app_id=rates"), 80);
    expect(taken).toBe(80);
  });

  it("[RATE-2] of a user and of an app, as the app sets it, and others are not held up", async () => {
    const own = await server.current.app("rates-own", { settings: { rate_user: 5 } });
    const [x, y] = [await own.user("x"), await own.user("y")];
    const { taken } = await rush(() => x.api.fetch("/user/settings"), 40);
    expect(taken).toBeGreaterThanOrEqual(10);
    expect(taken).toBeLessThan(40);
    expect(await y.api.get("/user/settings")).toMatchObject({ code: 200 });
    const small = await server.current.app("rates-small", { settings: { rate_app: 5 } });
    const admin = await small.admin();
    expect((await rush(() => admin.fetch("/app/settings"), 40)).taken).toBeLessThan(40);
    expect(await y.api.get("/user/settings")).toMatchObject({ code: 200 });
  });
});

describe("logins", () => {
  it("[RATE-3] [RATE-4] and sockets of one address", async () => {
    const user = await app.user("login");
    const one = from(app.api);
    const login = () =>
      one.fetch("/token/id", { method: "POST", body: JSON.stringify({ user_id: user.uid, password: user.password }) });
    const { taken } = await rush(login, 15);
    expect(taken).toBeGreaterThanOrEqual(6);
    expect(taken).toBeLessThan(15);
    expect(await from(app.api).post("/token/id", { user_id: user.uid, password: user.password })).toMatchObject({
      code: 200,
    });
  });

  it.each([
    ["rates-sockets", { login_rate_app: 0.2 }],
    ["rates-socket-ip", { login_rate_ip: 0.2 }],
  ])("[RATE-4] over sockets are refused with RATE_LIMIT_EXCEEDED: %s", async (id, settings) => {
    const small = await server.current.app(id, { settings });
    const user = { uid: 2_097_152 * 2, token: await small.sign({ uid: 2_097_152 * 2 }) };
    const headers = { [ADDRESS]: `10.1.0.${addresses++}` };
    const host = { protocol: "http", host: new URL(server.current.url).host, headers };
    const codes: number[] = [];
    for (let n = 0; n < 3; n++) {
      const client = new PlainClient({ transport: "raw", host, ...user });
      await client.login().then(
        () => codes.push(1),
        (error: { code: number }) => codes.push(error.code),
      );
      await client.close();
    }
    expect(codes).toContain(20);
  });
});

describe("passwords", () => {
  const tries = 3;
  let guarded: TestApp;

  beforeAll(async () => {
    guarded = await server.current.app("rates-guess", { settings: { password_tries: tries } });
  });

  it("[RATE-6] guessing is refused by name after some tries, whatever the account is called", async () => {
    const user = await guarded.user("victim");
    const guess = (body: Record<string, unknown>) => guarded.api.post("/token/login", body);
    for (let n = 0; n < tries; n++) {
      expect(await guess({ login_name: "victim", password: `wrong ${n}` })).toMatchObject({ code: WRONG_PASSWORD });
    }
    expect(await guess({ login_name: "victim", password: user.password })).toMatchObject({ code: TOO_MANY });
    const byId = { user_id: user.uid, password: user.password };
    expect(await guarded.api.post("/token/id", byId)).toMatchObject({ code: TOO_MANY });
    const old = { old_password: "wrong", new_password: "other" };
    expect(await user.api.post("/user/change_password", old)).toMatchObject({ code: TOO_MANY });
    // Who is logged in stays so, and others are not held up.
    expect(await user.api.get("/user/settings")).toMatchObject({ code: 200 });
    await guarded.user("somebody");
    await expect.poll(async () => (await guarded.api.post("/token/id", byId)).code, { interval: 200 }).toBe(200);
    expect(await guess({ login_name: "victim", password: "wrong" })).toMatchObject({ code: WRONG_PASSWORD });
  });

  it("[RATE-6] a name that nobody has waits as well", async () => {
    const guess = () => guarded.api.post("/token/login", { login_name: "nobody at all", password: "x" });
    for (let n = 0; n < tries; n++) expect(await guess()).toMatchObject({ code: WRONG_PASSWORD });
    expect(await guess()).toMatchObject({ code: TOO_MANY });
  });

  it.each<[string, string, { mobile?: string; username?: string }]>([
    ["nobody's", "+8613800000001", {}],
    ["a mobile number", "+8613800000002", { mobile: "+8613800000002" }],
    ["a username", "somebodys", { username: "somebodys" }],
  ])(
    "[RATE-6] %s name is counted as one, whatever it is said to be: that would tell what it is",
    async (kind, said, its) => {
      const { uid, api } = await guarded.user(its.username ?? `user${kind.length}`);
      if (its.mobile) expect(await api.post("/user/mobile", { mobile: its.mobile })).toMatchObject({ code: 200 });
      const isNumber = said.startsWith("+");
      const spelled = isNumber ? said.replace(/(\d{4})/g, " $1-") : said;
      const ways: [string, Record<string, string>][] = [
        ["/token/user", { name: said }],
        ["/token/login", { login_name: spelled }],
        // What is no number is refused as one, whoever has that name.
        ...(isNumber ? [["/token/user", { mobile: spelled }] as [string, Record<string, string>]] : []),
      ];
      for (const [path, body] of ways) {
        expect(await guarded.api.post(path, { ...body, password: "x" })).toMatchObject({ code: WRONG_PASSWORD });
      }
      const counted = await server.current.database
        .prepare("SELECT failures FROM login_failures WHERE app = ? AND (subject LIKE ? OR subject = ?)")
        .bind(guarded.id, `%:${said}`, `user:${uid}`)
        .all();
      expect(counted.results).toEqual([{ failures: ways.length }]);
    },
  );

  it("[RATE-6] guesses of others do not keep the app's own server from logging a user in", async () => {
    const user = await guarded.user("served");
    const right = { name: user.name, password: user.password };
    const [admin, stranger] = [await guarded.admin(), await server.current.app("rates-stranger")];
    const logIn = (api: Api, body: typeof right) => api.post("/token/user", body);
    // For longer than any test takes.
    await server.current.database
      .prepare("INSERT INTO login_failures VALUES (?, ?, 100, ?, ?)")
      .bind(guarded.id, `user:${user.uid}`, Date.now() + 3_600_000, Date.now())
      .run();
    expect(await logIn(guarded.api, right)).toMatchObject({ code: TOO_MANY });
    expect(await logIn(guarded.api.as(user.token), right)).toMatchObject({ code: TOO_MANY });
    const foreign = (await stranger.admin()).headers["access-token"] ?? "";
    expect(await logIn(guarded.api.as(foreign), right)).toMatchObject({ code: TOO_MANY });
    expect(await logIn(admin, right)).toMatchObject({ code: 200 });
    for (let n = 0; n < tries; n++) {
      expect(await logIn(admin, { ...right, password: "x" })).toMatchObject({ code: WRONG_PASSWORD });
    }
    const counted = await server.current.database
      .prepare("SELECT subject, failures FROM login_failures WHERE app = ? AND subject LIKE ? ORDER BY subject")
      .bind(guarded.id, `%user:${user.uid}`)
      .all();
    expect(counted.results).toEqual([
      { subject: `app:user:${user.uid}`, failures: tries },
      { subject: `user:${user.uid}`, failures: 100 },
    ]);
  });

  it("[RATE-6] many guesses at once are no way around it", async () => {
    await guarded.user("rushed");
    const codes = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => {
        return (await guarded.api.post("/token/login", { login_name: "rushed", password: `wrong ${n}` })).code;
      }),
    );
    expect(codes.filter((code) => code === WRONG_PASSWORD).length).toBeLessThanOrEqual(tries);
    expect(codes).toContain(TOO_MANY);
  });

  it("[RATE-6] each further try waits twice as long, a quarter of an hour at most", () => {
    expect([0, 2, 3, 4, 5, 13, 400].map((failures) => waitAfter(failures, 3))).toEqual([
      0, 0, 1_000, 2_000, 4_000, 900_000, 900_000,
    ]);
  });
});
