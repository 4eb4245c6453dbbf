import { beforeAll, describe, expect, it } from "vitest";
import { Api } from "../support/api.ts";
import { type TestApp, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
let app: TestApp;

beforeAll(async () => {
  app = await server.current.app("discovered", { settings: { hide_member_info: true } });
});

describe("discovery", () => {
  it.each(["/v2/app_dns", "/app_dns"])("%s names the host that was asked, for every kind of server", async (path) => {
    const { host } = new URL(server.current.url);
    const { code, data } = await new Api(server.current.url).get(path, { app_id: "discovered", source: "sdk" });
    const entry = [{ protocol: "http", host, ip_list: [] }];
    expect(code).toBe(200);
    expect(data).toMatchObject({
      dns_list: [{ group_level: 0, clusters: [{ ratel: entry, webim: entry, ws: entry, rtc: entry }] }],
      app_status: "normal",
    });
  });

  it("believes a TLS proxy in front of it", async () => {
    const { data } = await app.api.with({ "x-forwarded-proto": "https" }).get("/v2/app_dns");
    expect(data).toMatchObject({ dns_list: [{ clusters: [{ ratel: [{ protocol: "https" }] }] }] });
  });

  it.each(["frozen", "banned", "revoked"] as const)("tells that an app is %s", async (status) => {
    const stopped = await server.current.app(`app-${status}`, { status });
    expect((await stopped.api.get("/v2/app_dns")).data).toMatchObject({ app_status: status });
  });

  it("answers 99997 to an unknown app and to none", async () => {
    const api = new Api(server.current.url);
    expect(await api.get("/v2/app_dns", { app_id: "nobody" })).toMatchObject({ code: 99997, data: null });
    expect(await api.get("/v2/app_dns")).toMatchObject({ code: 99997, data: null });
  });
});

describe("/app/config", () => {
  it("tells what the app allows, without a token", async () => {
    const { data } = await app.api.get("/app/config", { platform: 6 });
    expect(data).toEqual({
      hide_member_info: true,
      message_forward_max_user_num: 10,
      message_forward_max_message_num: 100,
    });
  });

  it("refuses an unknown app and none by name", async () => {
    const api = new Api(server.current.url);
    expect(await api.with({ app_id: "nobody" }).get("/app/config")).toMatchObject({ code: 40000 });
    expect(await api.get("/app/config")).toMatchObject({ code: 40000, message: "app id missing" });
  });

  it("refuses an app that is out of service", async () => {
    const unlicensed = await server.current.app("unlicensed", { license: "invalid" });
    const full = await server.current.app("full", { license: "limit" });
    const frozen = await server.current.app("frozen", { status: "frozen" });
    expect(await unlicensed.api.get("/app/config")).toMatchObject({ code: 30021 });
    expect(await full.api.get("/app/config")).toMatchObject({ code: 30023 });
    expect(await frozen.api.get("/app/config")).toMatchObject({ code: 40003 });
  });
});

describe("the open addresses", () => {
  it("/api/health answers without an app", async () => {
    expect(await new Api(server.current.url).get("/api/health")).toMatchObject({ code: 200, data: true });
  });

  it("/ answers readable from another origin", async () => {
    const response = await fetch(server.current.url, { headers: { origin: "https://elsewhere.example" } });
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
  });
});
