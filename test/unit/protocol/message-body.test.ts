import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pb } from "../../../protocol/codec.ts";
import { OrioleError } from "../../../protocol/errors.ts";
import { MAX_CONFIG_BYTES, MAX_CONTENT_BYTES } from "../../../protocol/limits.ts";
import {
  isCallControl,
  isPublic,
  isTyping,
  operationOf,
  parseObject,
  readBody,
  utf8Length,
} from "../../../protocol/message-body.ts";

const { OPER, CHAT } = pb.MessageBody.Type;
const body = (fields: pb.MessageBody.$Properties) => readBody(pb.MessageBody.encode(fields).finish());

describe("bodies", () => {
  it("counts UTF-8 bytes as an encoder does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(utf8Length(text)).toBe(new TextEncoder().encode(text).byteLength);
      }),
    );
  });

  it("[INV-9] each text may have 16 KB of UTF-8, config 48 KB, and no more", () => {
    for (const field of ["content", "config", "ext", "attachment"] as const) {
      const limit = field === "config" ? MAX_CONFIG_BYTES : MAX_CONTENT_BYTES;
      const full = "é".repeat(limit / 2);
      expect(body({ [field]: full })[field]).toBe(full);
      expect(() => body({ [field]: `${full}!` })).toThrow(`${field} larger than ${limit / 1024} KB`);
    }
    expect(() => readBody(Uint8Array.of(0x22, 5))).toThrow(OrioleError);
  });

  it("finds the operation, and refuses one without a name or a message", () => {
    expect(operationOf(body({ type: CHAT }))).toBeNull();
    const recall = { type: pb.MessageOperation.OpType.RECALL, mid: 7, xid: { uid: 5 } };
    expect(operationOf(body({ type: OPER, operation: recall }))).toEqual({ name: "RECALL", mid: 7, xid: 5 });
    for (const operation of [undefined, {}, { type: 5 }, { type: 99 as never, mid: 7 }]) {
      expect(() => operationOf(body({ type: OPER, ...(operation ? { operation } : {}) }))).toThrow(OrioleError);
    }
    expect(["RECALL", "APPEND", "REPLACE"].map((name) => isPublic(name as "RECALL"))).toEqual([true, true, true]);
    expect(isPublic("READ_ACK")).toBe(false);
  });

  it("[SEND-6] typing is told by both signs together", () => {
    const ext = '{"input_status":"typing"}';
    const qos = pb.MessageBody.QoS.AT_MOST_ONCE;
    expect(isTyping(body({ ext, qos }))).toBe(true);
    expect(isTyping(body({ ext }))).toBe(false);
    expect(isTyping(body({ qos, ext: "{}" }))).toBe(false);
  });

  it("[SEND-7] a record is no call control", () => {
    const ctype = pb.MessageBody.ContentType.RTC;
    expect(isCallControl(body({ ctype, config: '{"action":"hangup"}' }))).toBe(true);
    expect(isCallControl(body({ ctype }))).toBe(true);
    expect(isCallControl(body({ ctype, config: '{"action":"record"}' }))).toBe(false);
    expect(isCallControl(body({ ctype, config: '"{\\"action\\":\\"record\\"}"' }))).toBe(false);
    expect(isCallControl(body({ config: '{"action":"hangup"}' }))).toBe(false);
  });

  it("opens JSON inside JSON once, and nothing that is no object", () => {
    expect(parseObject('{"a":1}')).toEqual({ a: 1 });
    expect(parseObject(JSON.stringify('{"a":1}'))).toEqual({ a: 1 });
    for (const text of ["", "null", "[1]", "1", "{", JSON.stringify(JSON.stringify('{"a":1}'))]) {
      expect(parseObject(text)).toBeNull();
    }
  });
});
