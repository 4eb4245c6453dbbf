/** What oriole-server-sdk decides by itself: when to repeat, what a failure is called, which webhooks are genuine. */

import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isGenuineWebhook, ServerClient, ServiceError } from "../../server-sdk/src/index";
import { delayMs } from "../../server-sdk/src/retry";

interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: unknown;
}

/** A client whose server gives these answers, one a request, and what it was asked. */
function scripted(answers: (Answer | "no answer")[], token: string | (() => string) = "t") {
  const requests: { method: string; token: string | null; url: string }[] = [];
  const client = new ServerClient({
    url: "http://server.test/",
    appId: "app",
    token,
    fetch: async (url, init) => {
      requests.push({
        method: init?.method ?? "",
        token: new Headers(init?.headers).get("access-token"),
        url: String(url),
      });
      const answer = answers.shift();
      if (answer === undefined) throw new Error("nobody expected this request");
      if (answer === "no answer") throw new TypeError("connection refused");
      const { status = 200, headers = {}, body } = answer;
      return new Response(JSON.stringify(body), { status, headers });
    },
  });
  return { client, requests };
}

const ok = { body: { code: 200, message: null, data: [1], version: 0 } };
const busy = { body: { code: 503, message: "server busy", data: null, error: { name: "ServerBusy" } } };
const refusedForRate = {
  body: { code: 10028, message: "too many", data: null, error: { name: "ServerTooManyRequest" } },
  headers: { "retry-after": "0" },
};
const message = { type: 1, targets: [2], content_type: 0 } as const;

describe("repeating", () => {
  it("a read is made again after what passes", async () => {
    const { client, requests } = scripted([busy, "no answer", { status: 502, body: "<html>" }, ok]);
    expect(await client.call("GET", "/group/user_joined")).toEqual([1]);
    expect(requests.length).toBe(4);
  });

  it("gives up after as many attempts as it was told", async () => {
    const { client } = scripted([busy, busy, busy, busy]);
    await expect(client.call("GET", "/group/user_joined")).rejects.toMatchObject({
      error: "ServerBusy",
      code: 503,
      retryable: true,
    });
  });

  it("a write that may have been done is not made again, unless it does nothing twice", async () => {
    const once = scripted([busy]);
    await expect(once.client.call("POST", "/message/send", { body: message })).rejects.toThrow(ServiceError);
    const unnamed = scripted([busy]);
    const none = { ...message, transaction_id: 0 };
    await expect(unnamed.client.call("POST", "/message/send", { body: none })).rejects.toThrow(ServiceError);
    const deduplicated = scripted([busy, { body: { code: 200, data: true } }]);
    const body = { ...message, transaction_id: 5 };
    expect(await deduplicated.client.call("POST", "/message/send", { body })).toBe(true);
  });

  it("what was refused for its rate was not done, so any call is made again", async () => {
    const { client } = scripted([refusedForRate, { body: { code: 200, data: true } }]);
    expect(await client.call("POST", "/message/send", { body: message })).toBe(true);
  });

  it("but not by a caller who would have to wait for long", async () => {
    const { client, requests } = scripted([{ ...refusedForRate, headers: { "retry-after": "900" } }, ok]);
    await expect(client.call("GET", "/group/user_joined")).rejects.toMatchObject({
      error: "ServerTooManyRequest",
      retryAfterMs: 900_000,
    });
    expect(requests).toHaveLength(1);
  });

  it("what is refused for good is refused at once", async () => {
    const { client, requests } = scripted([
      { body: { code: 20001, message: "gone", data: null, error: { name: "GroupNotExist" } } },
    ]);
    const call = client.call("GET", "/group/info", { query: { group_id: 5 } });
    await expect(call).rejects.toMatchObject({
      error: "GroupNotExist",
      number: 601,
      message: "gone",
      retryable: false,
    });
    expect(requests[0]?.url).toBe("http://server.test/group/info?group_id=5");
  });

  it("a token that is no longer taken is renewed once", async () => {
    let serial = 0;
    const stale = { body: { code: 402, message: "token", data: null, error: { name: "InvalidToken" } } };
    const { client, requests } = scripted([stale, ok], () => `t${++serial}`);
    expect(await client.call("GET", "/group/user_joined")).toEqual([1]);
    expect(requests.map(({ token }) => token)).toEqual(["t1", "t2"]);
    const refused = scripted([stale, stale], () => "t");
    await expect(refused.client.call("GET", "/group/user_joined")).rejects.toMatchObject({ error: "InvalidToken" });
  });

  it("waits longer each time, at random, and never less than the server said", () => {
    expect([1, 2, 3, 9].map((attempt) => delayMs(attempt, null, 1))).toEqual([200, 400, 800, 10_000]);
    expect(delayMs(1, 3000, 0)).toBe(3000);
  });

  it("ends when the caller gives up", async () => {
    const { client } = scripted([]);
    const call = client.call("GET", "/group/user_joined", { signal: AbortSignal.abort() });
    await expect(call).rejects.toMatchObject({ error: "UserCancel" });
  });
});

describe("a large file", () => {
  const offer = { upload_url: "http://public.test/file/upload?ticket=T", download_url: "http://public.test/f" };
  const answers = (...parts: unknown[]) =>
    [offer, { upload_id: "U", part_bytes: 5 * 1024 * 1024, part_count: 2 }, ...parts].map((data) => {
      return data === busy ? busy : { body: { code: 200, data } };
    });
  const file = { bytes: new Uint8Array(5 * 1024 * 1024 + 1), name: "a" };
  const to = { to_id: 7, file_type: 100 };
  const asked = ({ requests }: ReturnType<typeof scripted>) =>
    requests.map(({ url }) => `${new URL(url).host}${new URL(url).pathname}`);

  it("goes in parts to the client's own server, each again where it did not get through", async () => {
    const script = scripted(answers(busy, true, true, true));
    expect(await script.client.uploadFile(to, file)).toBe(offer.download_url);
    const path = "server.test/file/upload";
    const [begin, part, end] = [`${path}/parts`, `${path}/part`, `${path}/complete`];
    expect(asked(script)).toEqual([`${path}/chat`, begin, part, part, part, end]);
  });

  it("is given up where a part is refused", async () => {
    const script = scripted(answers(true, busy, busy, busy, busy, true));
    await expect(script.client.uploadFile(to, file)).rejects.toMatchObject({ error: "ServerBusy" });
    expect(asked(script).at(-1)).toBe("server.test/file/upload/abort");
  });
});

it("a list comes row by row over its pages", async () => {
  const page = (data: number[], cursor?: string) => ({ body: { code: 200, data, ...(cursor ? { cursor } : {}) } });
  const { client, requests } = scripted([page([1, 2], "2"), page([3])]);
  const rows: number[] = [];
  for await (const row of client.asUser(7).each("/roster/list", { query: { limit: 2 } })) rows.push(row);
  expect(rows).toEqual([1, 2, 3]);
  expect(requests.map(({ url }) => new URL(url).search)).toEqual(["?limit=2", "?limit=2&cursor=2"]);
});

describe("webhooks", () => {
  const key = Buffer.from("0123456789abcdef0123456789abcdef");
  const secret = `whsec_${key.toString("base64")}`;
  const body = '{"type":"before_send"}';
  const nowMs = 1_800_000_000_000;
  const signed = (at = nowMs, text = body) => {
    const timestamp = String(Math.floor(at / 1000));
    const signature = createHmac("sha256", key).update(`msg_1.${timestamp}.${text}`).digest("base64");
    return { "webhook-id": "msg_1", "webhook-timestamp": timestamp, "webhook-signature": `v1,AAAA v1,${signature}` };
  };

  it("takes what one of the secrets signed, with headers of Node and of fetch", () => {
    expect(isGenuineWebhook(secret, signed(), body, nowMs)).toBe(true);
    expect(isGenuineWebhook(secret, new Headers(signed()), Buffer.from(body), nowMs)).toBe(true);
  });

  it("refuses another body, another secret, an old one, and none", () => {
    expect(isGenuineWebhook(secret, signed(), `${body} `, nowMs)).toBe(false);
    expect(isGenuineWebhook("whsec_AAAA", signed(), body, nowMs)).toBe(false);
    expect(isGenuineWebhook(secret, signed(nowMs - 301_000), body, nowMs)).toBe(false);
    expect(isGenuineWebhook(secret, signed(nowMs + 301_000), body, nowMs)).toBe(false);
    expect(isGenuineWebhook(secret, {}, body, nowMs)).toBe(false);
  });
});
