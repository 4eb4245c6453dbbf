/** REST calls through the client. */

import { describe, expect, it } from "vitest";
import type { HttpPort } from "../../../client/src/index";
import { settled } from "./fake-clock";
import { A, caught, refused, World } from "./harness";

describe("REST", () => {
  it("sends query, body and token, and renews an expired token once", async () => {
    const world = new World();
    const requests: { url: string; token: string | undefined }[] = [];
    let serial = 0;
    const { client } = world.client(A, {
      ports: {
        http: async ({ url, headers }) => {
          requests.push({ url, token: headers["access-token"] });
          return {
            status: 200,
            body: headers["access-token"] === "1" ? refused("InvalidToken") : '{"code":200,"data":[5]}',
          };
        },
      },
    });
    const login = client.loginWithToken(() => String(++serial));
    await world.server.flow();
    await login;
    const query = { targets: [2, 3], type: 1, content_type: 0, content: "ж", ext: undefined } as const;
    expect(await client.request("POST", "/message/send", { query })).toEqual([5]);
    expect(requests).toEqual([
      { url: "http://server.test/message/send?targets=2&targets=3&type=1&content_type=0&content=%D0%B6", token: "1" },
      { url: "http://server.test/message/send?targets=2&targets=3&type=1&content_type=0&content=%D0%B6", token: "2" },
    ]);
  });

  it("waits for no answer for ever: a call rejects, and a login tries again", async () => {
    const world = new World();
    let answers = 0;
    const http: HttpPort = () =>
      answers++ < 2
        ? new Promise(() => {})
        : Promise.resolve({ status: 200, body: '{"code":200,"data":{"token":"1","user_id":1}}' });
    const { client } = world.client(A, { ports: { http } });
    const call = caught(client.request("GET", "/app/config", { anonymous: true }));
    const login = client.login({ username: "ann", password: "x" });
    await world.pass(59_000);
    expect(client.state.at).toBe("connecting");
    await world.pass(30_000);
    expect(await call).toMatchObject({ error: "ServerTimeOut", retryable: true });
    await login;
    expect(client.state.at).toBe("online");
    client.close();
    expect(world.clock.waiting).toBe(0);
  });

  it("gives the envelope's other members with the data when asked, and sends a body by every method but GET", async () => {
    const world = new World();
    const bodies: unknown[] = [];
    const { client } = world.client(A, {
      ports: {
        http: async ({ method, body }) => {
          bodies.push([method, body]);
          return { status: 200, body: '{"code":200,"data":[5],"cursor":"5"}' };
        },
      },
    });
    void client.loginWithToken("1").catch(() => {});
    const page = await client.request("GET", "/roster/list", { query: { limit: 1 }, whole: true });
    expect(page).toMatchObject({ data: [5], cursor: "5" });
    await client.request("PUT", "/user/nickname", { body: { nick_name: "n" } });
    await client.request("DELETE", "/message/conversation", { query: { conversation_id: 7 } });
    expect(bodies).toEqual([
      ["GET", undefined],
      ["PUT", '{"nick_name":"n"}'],
      ["DELETE", "{}"],
    ]);
  });

  it("names failures of the way: no answer, a proxy's page", async () => {
    const world = new World();
    let answer: () => Promise<{ status: number; body: string }> = () => Promise.reject(new Error("refused"));
    const { client } = world.client(A, { ports: { http: () => answer() } });
    void client.loginWithToken("1").catch(() => {});
    await settled();
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject({
      error: "ServerNotReachable",
      retryable: true,
    });
    answer = async () => ({ status: 502, body: "<html>" });
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject({ error: "ServerNotReachable" });
    answer = async () => ({ status: 200, body: refused("GroupNotExist", "gone") });
    const gone = { error: "GroupNotExist", message: "gone", code: 20001 };
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject(gone);
  });

  it("calls without a token what needs none, logged in or not", async () => {
    const world = new World();
    const tokens: (string | undefined)[] = [];
    const http: HttpPort = async ({ headers }) => {
      tokens.push(headers["access-token"]);
      return { status: 200, body: '{"code":200,"data":7}' };
    };
    const { client } = world.client(A, { ports: { http } });
    expect(await client.request("GET", "/user/profile", { anonymous: true })).toBe(7);
    expect(await caught(client.request("GET", "/user/profile"))).toMatchObject({ error: "UserNotLogin" });
    void client.loginWithToken("1").catch(() => {});
    await client.request("GET", "/user/profile", { anonymous: true });
    await client.request("GET", "/user/profile");
    expect(tokens).toEqual([undefined, undefined, "1"]);
  });
});
