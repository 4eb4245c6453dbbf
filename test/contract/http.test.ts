import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { beforeAll, describe, expect, it } from "vitest";
import { closeDevicesAfterEach, online } from "../support/group-scene.ts";
import { type TestApp, type TestUser, usePrivateServer } from "../support/private-server.ts";

const server = usePrivateServer();
closeDevicesAfterEach();

let app: TestApp;
let alice: TestUser;

beforeAll(async () => {
  app = await server.current.app("http");
  alice = await app.user("alice");
});

describe("CORS", () => {
  const origin = "https://app.example";

  it("grants a preflight every header that clients send", async () => {
    const wanted = ["app_id", "access-token", "content-type", "user_id", "group_id"];
    const response = await fetch(new URL("/user/profile", server.current.url), {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": wanted.join(",") },
    });
    expect(response.ok).toBe(true);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const granted = (response.headers.get("access-control-allow-headers") ?? "").split(/, ?/);
    expect(granted).toEqual(expect.arrayContaining(wanted));
    expect(response.headers.get("access-control-allow-methods")).toContain("POST");
  });

  it.each(["/user/profile", "/no/such/call", "/v2/app_dns?app_id=x", "/openapi.json"])(
    "%s is readable",
    async (path) => {
      const response = await fetch(new URL(path, server.current.url), { headers: { origin } });
      expect(response.headers.get("access-control-allow-origin")).toBe("*");
    },
  );
});

describe("pages", () => {
  it.each(["/", "/docs/"])("%s is framed by no other origin", async (path) => {
    const page = await fetch(new URL(path, server.current.url));
    expect(page.headers.get("content-type")).toMatch(/^text\/html/);
    expect(page.headers.get("content-security-policy")).toBe("frame-ancestors 'self'");
    expect(page.headers.get("x-content-type-options")).toBe("nosniff");
    const again = await fetch(page.url, { headers: { "if-none-match": page.headers.get("etag") ?? "" } });
    expect(again.status).toBe(304);
  });
});

describe("bodies", () => {
  const send = (body: string) => alice.api.fetch("/roster/list", { method: "POST", body });

  /** Written out: clients leave away a length that contradicts their body. */
  const sendChunked = async (pieces: (string | Uint8Array)[], also: Record<string, string> = {}): Promise<unknown> => {
    const { hostname, port } = new URL(server.current.url);
    const own = { host: hostname, app_id: app.id, "access-token": alice.token, connection: "close" };
    const headers = Object.entries({ ...own, ...also, "transfer-encoding": "chunked" });
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /roster/list HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`,
    );
    for (const piece of pieces) {
      socket.write(`${Buffer.byteLength(piece).toString(16)}\r\n`);
      socket.write(piece);
      socket.write("\r\n");
    }
    socket.write("0\r\n\r\n");
    const [, body = ""] = (await text(socket)).split("\r\n\r\n");
    return JSON.parse(body);
  };

  it.each(["{", "[1]", '"text"', "7", "null"])("%s is a bad parameter", async (body) => {
    expect(await (await send(body)).json()).toMatchObject({ code: 10002, data: null });
  });

  it("may be absent or {}", async () => {
    expect(await (await send("")).json()).toMatchObject({ code: 200, data: [] });
    expect(await (await send("{}")).json()).toMatchObject({ code: 200, data: [] });
  });

  it("over 256 KB are refused, whatever they say of their length", async () => {
    const tooLarge = { code: 10002, message: "request body larger than 256 KB" };
    const large = JSON.stringify({ list: [], padding: "x".repeat(300_000) });
    expect(await (await send(large)).json()).toMatchObject(tooLarge);
    expect(await sendChunked([large])).toMatchObject(tooLarge);
    // A length beside the chunks is no length of theirs.
    expect(await sendChunked([large], { "content-length": "2" })).toMatchObject(tooLarge);
  });

  it("may come in pieces that announce no length", async () => {
    const wanted = JSON.stringify({ list: [alice.uid], padding: "é" });
    const bytes = Buffer.from(wanted);
    const pieces = [bytes.subarray(0, -3), bytes.subarray(-3)];
    expect(bytes.at(-3), "the middle of a character").toBe(0xa9);
    expect(await sendChunked(pieces)).toMatchObject({ code: 200 });
  });

  it("have U+FFFD for half of an emoji, in objects, in D1 and in what a strict client is sent", async () => {
    const half = "cut \ud83d";
    const whole = "\ud83d\ude00";
    const mended = `cut \ufffd ${whole}`;
    const name = `${half} ${whole}`;
    const { data } = await alice.api.post("/group/create", { name });
    expect(data).toMatchObject({ name: mended });
    const { group_id: gid } = data as { group_id: number };
    expect((await alice.api.post("/group/info/batch", { group_list: [gid] })).data).toMatchObject([{ name: mended }]);
    const device = await online(server.current, alice);
    expect(
      await alice.api.post("/message/send", { type: 2, targets: [gid], content_type: 0, content: name }),
    ).toMatchObject({ code: 200 });
    await device.got(gid, mended);
  });

  it("cannot reach into objects of the server", async () => {
    const body = '{"__proto__": {"list": [1]}, "constructor": {"prototype": {"list": [1]}}}';
    expect(await (await send(body)).json()).toMatchObject({ code: 200, data: [] });
  });
});

describe("unknown calls", () => {
  it("are answered to a client by the envelope, so that it does not take the server for dead", async () => {
    const response = await alice.api.fetch("/app/user_verification");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ code: 404, data: null });
  });

  it("are HTTP 404 to everybody else", async () => {
    expect((await fetch(new URL("/nowhere", server.current.url))).status).toBe(404);
    expect((await fetch(new URL("/nowhere", server.current.url), { method: "POST" })).status).toBe(404);
  });

  it("of Engine.IO transports are refused in its own words", async () => {
    const response = await fetch(new URL("/socket.io/?EIO=3&transport=polling", server.current.url));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ code: 0, message: "Transport unknown" });
  });
});
