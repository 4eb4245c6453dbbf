/** Logging in, being refused and being kicked. */

import { describe, expect, it } from "vitest";
import type { HttpPort } from "../../../client/src/index";
import { settled } from "./fake-clock";
import { A, caught, ofName, refused, World } from "./harness";

const guids = (world: World) => world.server.sockets.map(({ url }) => url.searchParams.get("guid"));

describe("login", () => {
  it("[TR-1] connects with token and device, and becomes online and synced", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    expect(client.state.at).toBe("online");
    expect(client.syncState).toBe("synced");
    expect([client.uid, client.deviceSn]).toEqual([A, 1]);
    const { url } = world.server.sockets[0] ?? {};
    expect(url?.pathname).toBe("/xsync");
    expect(url?.searchParams.get("guid")).toMatch(/^[!-~]+$/);
    expect(url?.searchParams.get("platform")).toBe("6");
    expect(ofName(heard, "state").map(({ at }) => at)).toEqual(["connecting", "online"]);
  });

  it("is the same device after a reload when it has storage", async () => {
    const world = new World();
    const values: Record<string, string> = {};
    const storage = {
      get: (key: string) => values[key] ?? null,
      set: (key: string, value: string) => {
        values[key] = value;
      },
    };
    const first = await world.online(A, { ports: { storage } });
    const { deviceSn } = first.client;
    first.client.close();
    await world.online(3);
    const second = await world.online(A, { ports: { storage } });
    expect(second.client.deviceSn).toBe(deviceSn);
  });

  it.each(["two words", "\ud800", "x".repeat(129), "päivä"])(
    "is a new device where the storage has spoilt its id to %j, and stays that",
    async (spoilt) => {
      const world = new World();
      let kept = spoilt;
      const storage = {
        get: () => kept,
        set: (_key: string, value: string) => {
          kept = value;
        },
      };
      await world.online(A, { ports: { storage } });
      await world.online(A, { ports: { storage } });
      expect(kept).toMatch(/^[!-~]{1,128}$/);
      expect(guids(world)).toEqual([kept, kept]);
    },
  );

  const denied = () => {
    throw new Error("denied");
  };
  it.each([
    ["is full", { get: () => null, set: denied }],
    ["is blocked", { get: denied, set: denied }],
    ["is blocked and says so later", { get: async () => denied(), set: async () => denied() }],
    ["is full, with an id that is none", { get: () => "two words", set: denied }],
  ])("is one device for as long as it lives where the storage %s", async (_, storage) => {
    const world = new World();
    const { client } = await world.online(A, { ports: { storage } });
    world.server.live(A)[0]?.cut();
    await world.pass(5000);
    expect(client.state.at).toBe("online");
    const [before, after, ...more] = guids(world);
    expect(before).toMatch(/^[!-~]{1,128}$/);
    expect([after, more]).toEqual([before, []]);
  });

  it("tells nothing more once a listener has logged out at what it heard", async () => {
    const world = new World();
    const { client, heard } = world.client(A);
    client.on("state", ({ at }) => at === "online" && client.logout());
    const login = caught(client.loginWithToken("1"));
    await world.pass(2000);
    expect(await login).toMatchObject({ error: "SignInCancelled" });
    expect(heard.events.map(({ name }) => name)).toEqual(["state", "state", "state"]);
    expect(client.state.at).toBe("offline");
  });

  it("asks REST for a token with the published shapes", async () => {
    const world = new World();
    const requests: unknown[] = [];
    const { client } = world.client(A, {
      ports: {
        http: async (request) => {
          requests.push(request);
          return { status: 200, body: '{"code":200,"data":{"token":"1","user_id":1}}' };
        },
      },
    });
    const login = client.login({ username: "ann", password: "secret" });
    await world.server.flow();
    await login;
    expect(requests).toEqual([
      {
        method: "POST",
        url: "http://server.test/token/user",
        headers: { app_id: "app", "content-type": "application/json" },
        body: '{"name":"ann","password":"secret"}',
      },
    ]);
  });

  it("rejects with the server's own error when the password is wrong", async () => {
    const world = new World();
    const http = async () => ({ status: 200, body: refused("UserAuthFailed", "no") });
    const { client } = world.client(A, { ports: { http } });
    expect(await caught(client.login({ username: "ann", password: "x" }))).toMatchObject({
      error: "UserAuthFailed",
      retryable: false,
      message: "no",
    });
    expect(client.state.at).toBe("closed");
  });

  it("keeps trying while there is no network, and logout ends that", async () => {
    const world = new World();
    world.server.offline = true;
    const { client } = world.client(A);
    const login = client.loginWithToken("1");
    await world.pass(5000);
    expect(["waiting", "connecting"]).toContain(client.state.at);
    client.logout();
    expect(await caught(login)).toMatchObject({ error: "SignInCancelled" });
    expect(world.clock.waiting).toBe(0);
  });

  it("[TR-6] a refusal at PROVISION is final or asks for a new token", async () => {
    const world = new World();
    world.server.refuseLogin = () => "UserFrozen";
    const frozen = world.client(A).client;
    const refused = caught(frozen.loginWithToken("1"));
    await world.server.flow();
    expect(await refused).toMatchObject({ error: "UserFrozen", number: 106 });

    let tokens = 0;
    world.server.refuseLogin = () => (tokens < 2 ? "InvalidToken" : undefined);
    const renewed = world.client(A).client;
    const login = renewed.loginWithToken(() => {
      tokens++;
      return "1";
    });
    await world.pass(2000);
    await login;
    expect(tokens).toBe(2);
  });

  it("waits for no token for ever: calls reject, the login asks again, and the late one is not taken", async () => {
    const world = new World();
    const late: ((token: string) => void)[] = [];
    const sent: (string | undefined)[] = [];
    const http: HttpPort = async ({ headers }) => {
      sent.push(headers["access-token"]);
      return { status: 200, body: '{"code":200,"data":7}' };
    };
    const { client } = world.client(A, { ports: { http } });
    let asked = 0;
    const login = client.loginWithToken(() => {
      if (++asked > 1) return "2";
      return new Promise((resolve) => late.push(resolve));
    });
    const call = caught(client.request("GET", "/user/profile"));
    await world.pass(59_000);
    expect(asked).toBe(1);
    await world.pass(10_000);
    expect(await call).toMatchObject({ error: "ServerTimeOut", retryable: true });
    await login;
    for (const take of late) take("1");
    await client.request("GET", "/user/profile");
    expect(sent).toEqual(["2"]);
    client.close();
    expect(world.clock.waiting).toBe(0);
  });

  it("is not asked for a token twice at once, however many calls find the last one expired", async () => {
    const world = new World();
    const fresh: ((token: string) => void)[] = [];
    const http: HttpPort = async ({ headers }) => ({
      status: 200,
      body: headers["access-token"] === "1" ? refused("InvalidToken") : '{"code":200,"data":7}',
    });
    const { client } = world.client(A, { ports: { http } });
    let asked = 0;
    void client.loginWithToken(() => {
      if (++asked === 1) return "1";
      return new Promise((resolve) => fresh.push(resolve));
    });
    const calls = [1, 2].map(() => client.request("GET", "/user/profile"));
    await world.pass(1000);
    expect(asked).toBe(2);
    for (const take of fresh) take("2");
    expect(await Promise.all(calls)).toEqual([7, 7]);
  });

  it("lets go of calls that wait for a token when it is closed, and asks for no other", async () => {
    const world = new World();
    const tokens: ((token: string) => void)[] = [];
    const answers: (() => void)[] = [];
    const http: HttpPort = () =>
      new Promise((resolve) => answers.push(() => resolve({ status: 200, body: refused("InvalidToken") })));
    const { client } = world.client(A, { ports: { http } });
    const source = () => new Promise<string>((resolve) => tokens.push(resolve));
    const login = caught(client.loginWithToken(source));
    const waiting = caught(client.request("GET", "/user/profile"));
    client.close();
    expect(await waiting).toMatchObject({ error: "UserCancel" });
    expect(await login).toMatchObject({ error: "SignInCancelled" });
    expect(world.clock.waiting).toBe(0);
    for (const take of tokens) take("1");
    await settled();
    expect(answers).toEqual([]);

    void client.loginWithToken(source).catch(() => {});
    const sent = caught(client.request("GET", "/user/profile"));
    for (const take of tokens) take("1");
    await settled();
    client.close();
    for (const answer of answers) answer();
    expect(await sent).toMatchObject({ error: "UserCancel" });
    expect(tokens).toHaveLength(2);
  });

  it("gives up on a token source that brings nothing the server takes", async () => {
    const world = new World();
    world.server.refuseLogin = () => "InvalidToken";
    const { client } = world.client(A);
    const refused = caught(client.loginWithToken(() => "1"));
    await world.pass(10_000);
    expect(await refused).toMatchObject({ error: "InvalidToken" });
    expect(world.server.sockets.length).toBeLessThan(5);
  });

  it("gives up where there is no WebSocket at all, and tries again after any other fault of opening one", async () => {
    const world = new World();
    let thrown: Error = new TypeError("WebSocket is not a constructor");
    const socket = () => {
      throw thrown;
    };
    const { client } = world.client(A, { ports: { socket } });
    expect(await caught(client.loginWithToken("1"))).toMatchObject({
      error: "ServerInvalid",
      message: "TypeError: WebSocket is not a constructor",
    });
    expect(client.state.at).toBe("closed");
    thrown = new Error("too many sockets");
    void caught(client.loginWithToken("1"));
    await world.pass(60_000);
    expect(client.state).toMatchObject({ at: "waiting", cause: { error: "ServerConnectFailed" } });
    client.close();
  });

  it("[LOGIN-5] a kick ends the session and nothing reconnects", async () => {
    const world = new World();
    const { client, heard } = await world.online(A);
    world.server.live(A)[0]?.cut(4111);
    await world.pass(60_000);
    expect(client.state).toMatchObject({ at: "closed", cause: { error: "UserKickedBySameDevice" } });
    expect(ofName(heard, "kicked")).toHaveLength(1);
    expect(world.server.sockets).toHaveLength(1);
  });
});
