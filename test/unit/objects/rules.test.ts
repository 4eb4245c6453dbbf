import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExpiringCache } from "../../../durable-objects/access/expiring-cache.ts";
import { backoffMs } from "../../../durable-objects/batch-queue.ts";
import { dedupeKey } from "../../../durable-objects/conversation/fingerprint.ts";
import { appended, replaced } from "../../../durable-objects/conversation/merge.ts";
import { canEdit, canRecall, editTimeFor, wrongType } from "../../../durable-objects/conversation/send-rules.ts";
import { TokenBucket } from "../../../durable-objects/rate-limit.ts";
import { pb } from "../../../protocol/codec.ts";
import { RECALL_WINDOW_MS } from "../../../protocol/limits.ts";

const body = (fields: pb.MessageBody.$Properties) => pb.MessageBody.decode(pb.MessageBody.encode(fields).finish());

describe("edits", () => {
  it("[OP-1] APPEND adds its text and its time", () => {
    expect(appended(body({ content: "a", ext: "{}" }), body({ content: "b" }), 5)).toMatchObject({
      content: "ab",
      ext: "{}",
      edit_timestamp: 5,
    });
    expect(appended(body({}), body({ content: "b" }), 5)).toMatchObject({ content: "b" });
  });

  it("[OP-1] REPLACE merges config and ext as objects, arrays whole; what it leaves out stays", () => {
    const before = body({ content: "a", config: '{"x":{"p":1,"q":[1,2]},"y":1}', ext: '{"e":1}', attachment: "{}" });
    const after = replaced(before, body({ content: "b", config: '{"x":{"q":[3]},"z":null}', ext: "null" }), 9);
    expect(after).toMatchObject({ content: "b", ext: '{"e":1}', attachment: "{}", edit_timestamp: 9 });
    expect(JSON.parse(after.config ?? "")).toEqual({ x: { p: 1, q: [3] }, y: 1, z: null });
    expect(replaced(before, body({ content: "" }), 9)).toMatchObject({ content: "a" });
  });

  it("[OP-1] REPLACE opens what clients encoded twice, and takes text that is no object as it is", () => {
    const before = body({ config: '{"a":1}', ext: "plain" });
    const after = replaced(before, body({ config: JSON.stringify('{"b":2}'), ext: '{"c":3}' }), 9);
    expect(JSON.parse(after.config ?? "")).toEqual({ a: 1, b: 2 });
    expect(after.ext).toBe('{"c":3}');
    expect(replaced(before, body({ config: "not json" }), 9).config).toBe("not json");
  });

  it("[OP-1] REPLACE keeps every digit of a number", () => {
    const config = '{"room":9007199254740993,"rate":0.10000000000000000555,"list":[12345678901234567890]}';
    const after = replaced(body({ config }), body({ config: '{"session":{"id":-36028797018963969}}' }), 9);
    expect(after.config).toBe(`${config.slice(0, -1)},"session":{"id":-36028797018963969}}`);
    const again = replaced(body({ config: after.config ?? "" }), body({ config: '{"session":{"id":1e400}}' }), 10);
    expect(again.config).toBe(`${config.slice(0, -1)},"session":{"id":1e400}}`);
  });

  it("[INV-9] a key like __proto__ is a key", () => {
    const after = replaced(body({ config: '{"a":1}' }), body({ config: '{"__proto__":{"polluted":true}}' }), 9);
    expect(after.config).toBe('{"a":1,"__proto__":{"polluted":true}}');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });

  it("an edit is never dated before its message or before another edit", () => {
    expect(editTimeFor(100, 0, 50)).toBe(100);
    expect(editTimeFor(100, 0, 150)).toBe(150);
    expect(editTimeFor(100, 150, 150)).toBe(151);
  });
});

describe("who may", () => {
  const message = { sender: 1, time: 1000 };

  it("[OP-1] recall: the author within five minutes, owner and admin at any time, nobody else", () => {
    const late = 1000 + RECALL_WINDOW_MS;
    expect(canRecall(message, { uid: 1, role: null }, late)).toBeNull();
    expect(canRecall(message, { uid: 1, role: "member" }, late + 1)).toBe("MessageOutRecallTime");
    expect(canRecall(message, { uid: 2, role: "member" }, 1000)).toBe("MessageRecallDisabled");
    for (const role of ["owner", "admin"] as const) expect(canRecall(message, { uid: 2, role }, late * 9)).toBeNull();
  });

  it("[OP-1] edit: the author alone", () => {
    expect(canEdit(message, 1)).toBeNull();
    expect(canEdit(message, 2)).toBe("UserPermissionDenied");
  });

  it("[SEND-4] the type of a body must be that of its conversation", () => {
    const group = { kind: "group", gid: 300 } as const;
    const direct = { kind: "direct", low: 1, high: 2 } as const;
    const { CHAT, GROUPCHAT, NORMAL } = pb.MessageBody.Type;
    const wrong = (conversation: typeof group | typeof direct) =>
      [NORMAL, CHAT, GROUPCHAT].map((type) => wrongType(conversation, type, CHAT, GROUPCHAT));
    expect(wrong(direct)).toEqual([true, false, true]);
    expect(wrong(group)).toEqual([true, true, false]);
  });
});

describe("[INV-2] the idempotency key", () => {
  const item = { uid: 1, sn: 2, clientMid: "3", ns: 1, payload: Uint8Array.of(1, 2, 3), to: 4, echo: false };

  it("is the same for the same send, and for a resend that differs only in what is not sent", () => {
    expect(dedupeKey({ ...item, echo: true, payload: Uint8Array.of(1, 2, 3) })).toBe(dedupeKey(item));
  });

  it("differs with sender, device, client mid, namespace, target and body", () => {
    const others = [
      { ...item, uid: 9 },
      { ...item, sn: 9 },
      { ...item, clientMid: "9" },
      { ...item, ns: 6 },
      { ...item, to: 9 },
      { ...item, payload: Uint8Array.of(1, 2) },
    ];
    const keys = new Set([item, ...others].map(dedupeKey));
    expect(keys.size).toBe(7);
  });

  it("tells thousands of short bodies of one millisecond apart", () => {
    const keys = new Set<string>();
    for (let i = 0; i < 20_000; i++) keys.add(dedupeKey({ ...item, payload: new TextEncoder().encode(`m${i}`) }));
    expect(keys.size).toBe(20_000);
  });
});

describe("the rate of a device", () => {
  it("lets twice the rate through at once, then the rate", () => {
    const bucket = new TokenBucket(10, 0);
    const taken = (nowMs: number, tries: number) =>
      Array.from({ length: tries }, () => bucket.take(nowMs)).filter(Boolean).length;
    expect(taken(0, 100)).toBe(20);
    expect(taken(500, 100)).toBe(5);
    expect(taken(10_000, 100)).toBe(20);
  });

  it("never lets more through than burst and rate allow", () => {
    const waits = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });
    fc.assert(
      fc.property(waits, (steps) => {
        const bucket = new TokenBucket(10, 0);
        let nowMs = 0;
        let passed = 0;
        for (const step of steps) {
          nowMs += step;
          if (bucket.take(nowMs)) passed++;
        }
        expect(passed).toBeLessThanOrEqual(20 + nowMs / 100 + 1e-6);
      }),
    );
  });
});

describe("back-off", () => {
  it("doubles under a cap and is jittered after it", () => {
    const policy = { firstMs: 50, capMs: 5_000 };
    expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, 1, policy))).toEqual([50, 100, 200, 400]);
    expect(backoffMs(30, 1, policy)).toBe(5_000);
    expect(backoffMs(3000, 0.5, policy)).toBe(2_500);
    expect(backoffMs(3, 0, policy)).toBe(0);
  });
});

describe("a cache that forgets", () => {
  it("keeps for its time, and no more than its size", () => {
    const cache = new ExpiringCache<number>(100, 2);
    cache.set("a", 1, 0);
    cache.set("b", 2, 0);
    cache.set("a", 3, 50);
    cache.set("c", 4, 60);
    expect([cache.get("a", 99), cache.get("b", 99), cache.get("c", 99)]).toEqual([3, undefined, 4]);
    expect(cache.get("a", 150)).toBeUndefined();
  });
});
