import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decode, encode } from "../../../client/src/codec/codec";
import { readUtf8, utf8Length, writeUtf8 } from "../../../client/src/codec/utf8";
import { schema, type Wire } from "../../../client/src/generated/schema";
import { pb } from "../../../protocol/codec";
import vectors from "../../support/xsync-vectors.json";

type Names = keyof Wire;
interface ServerType {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
  toObject?: unknown;
}
const serverType = (name: Names): ServerType => (pb as unknown as Record<string, ServerType>)[name] as ServerType;

interface Field {
  name: string;
  kind: string;
  repeated: boolean;
}
const fieldsOf = (name: Names): Field[] =>
  schema[name].split(" ").map((spec) => {
    const [, field = "", kind = "", star] = /^(\D+)\d+(\w+)(\*?)$/.exec(spec) ?? [];
    return { name: field, kind, repeated: star === "*" };
  });

const uint32s = new Set(["deviceSN", "error", "unread", "tail", "limit", "priority"]);
const enums = new Set(["type", "code", "command", "ns", "ctype", "qos", "status"]);

/** Any message of the schema, with every subset of its fields. */
function messageOf(name: Names): fc.Arbitrary<Record<string, unknown>> {
  const model: Record<string, fc.Arbitrary<unknown>> = {};
  for (const { name: field, kind, repeated } of fieldsOf(name)) {
    const one = valueFor(field, kind);
    model[field] = repeated ? fc.array(one, { minLength: 1, maxLength: 3 }) : one;
  }
  return fc.record(model, { requiredKeys: [] });
}

function valueFor(field: string, kind: string): fc.Arbitrary<unknown> {
  if (kind === "v") {
    if (enums.has(field)) return fc.nat(9);
    return uint32s.has(field) ? fc.nat(0xffffffff) : fc.maxSafeNat();
  }
  if (kind === "z") return fc.integer();
  if (kind === "b") return fc.boolean();
  if (kind === "s") return fc.string({ unit: "binary" });
  if (kind === "y") return fc.uint8Array({ maxLength: 300 });
  return messageOf(kind as Names);
}

/** The server's decoded message with 64-bit values as numbers and without what was absent. */
function plain(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (value instanceof Uint8Array) return Array.from(value);
  if (Array.isArray(value)) return value.map(plain);
  if ("toNumber" in value && typeof value.toNumber === "function") return value.toNumber();
  const own = Object.entries(value).filter(([, field]) => field !== null && field !== undefined);
  return Object.fromEntries(own.map(([key, field]) => [key, plain(field)]));
}

/** What a message reads as with every field set. */
function filled(name: Names, message: Record<string, unknown>): unknown {
  const out: Record<string, unknown> = {};
  for (const { name: field, kind, repeated } of fieldsOf(name)) {
    const value = message[field];
    const sub = (one: unknown) =>
      kind in schema
        ? filled(kind as Names, one as Record<string, unknown>)
        : one instanceof Uint8Array
          ? [...one]
          : one;
    if (value !== undefined) out[field] = repeated ? (value as unknown[]).map(sub) : sub(value);
    else if (repeated) out[field] = [];
    else if (kind === "s") out[field] = "";
    else if (kind === "y") out[field] = [];
    else if (kind === "b") out[field] = false;
    else if (kind === "v" || kind === "z") out[field] = 0;
  }
  return out;
}

const names = Object.keys(schema) as Names[];

describe("the compact codec and the server's", () => {
  for (const name of names) {
    it(`agree on ${name}, both ways`, () => {
      fc.assert(
        fc.property(messageOf(name), (message) => {
          const ours = encode(name, message as never);
          const theirs = serverType(name).encode(message).finish();
          expect(plain(serverType(name).decode(ours))).toEqual(plain(serverType(name).decode(theirs)));
          expect(plain(decode(name, theirs))).toEqual(filled(name, message));
          expect(plain(decode(name, ours))).toEqual(filled(name, message));
        }),
        { numRuns: 200 },
      );
    }, 30_000);
  }

  it("reads a message of a newer server: unknown fields of every wire type are skipped", () => {
    const known = encode("XID", { uid: 7, deviceSN: 3 });
    const unknown = [0x98, 0x7d, 5, 0x99, 0x7d, 1, 2, 3, 4, 5, 6, 7, 8, 0x9a, 0x7d, 2, 9, 9, 0x9d, 0x7d, 1, 2, 3, 4];
    expect(decode("XID", new Uint8Array([...unknown, ...known, ...unknown]))).toEqual({ uid: 7, deviceSN: 3 });
  });

  it("throws on bytes that are no message, whatever they are, and never reads past the end", () => {
    fc.assert(
      fc.property(fc.constantFrom(...names), fc.uint8Array({ maxLength: 64 }), (name, bytes) => {
        try {
          decode(name, bytes);
        } catch (thrown) {
          expect((thrown as Error).message).toBe("malformed");
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("throws on a message cut short inside a field", () => {
    const whole = encode("MessageBody", { content: "a text of some length", operation: { type: 5, mid: 9 } });
    for (let end = 1; end < whole.length; end++) {
      // Between two fields a shorter message is a message.
      if (end === 23) continue;
      expect(() => decode("MessageBody", whole.subarray(0, end)), String(end)).toThrow("malformed");
    }
  });

  it.each([-1, -(2 ** 52), Number.NaN, 1.5, 2 ** 63])(
    "makes a frame that can be read of the number %d as well",
    (uid) => {
      const bytes = encode("Meta", { id: uid, to: { uid }, ns: 1, payload: new Uint8Array([7]) });
      expect(decode("Meta", bytes)).toMatchObject({ ns: 1, payload: new Uint8Array([7]) });
      expect(pb.Meta.decode(bytes)).toMatchObject({ ns: 1 });
    },
  );

  it("takes a sub-message that is encoded already", () => {
    const meta = { id: 5, ns: 1, payload: new Uint8Array([1, 2]) };
    expect(encode("SyncUL", { metas: [encode("Meta", meta)] })).toEqual(encode("SyncUL", { metas: [meta] }));
  });
});

describe("recorded frames of existing clients", () => {
  for (const { name, hex, decoded } of vectors.frames) {
    it(`decode: ${name}`, () => {
      const bytes = Uint8Array.from(Buffer.from(hex, "hex"));
      const frame = decode("Frame", bytes);
      expect(["UNREAD", "SYNC", "NOTICE", "PROVISION"][frame.command]).toBe(decoded.command);
      const payload = decoded.payload as Record<string, Record<string, unknown>> | null;
      if (decoded.command === "SYNC" && payload) {
        const sync = decode("SyncUL", frame.payload);
        const meta = payload["meta"];
        if (meta) {
          expect(String(sync.meta?.id)).toBe(meta["id"]);
          expect(String(sync.meta?.from?.uid)).toBe((meta["from"] as Record<string, unknown>)["uid"]);
          const body = meta["payload"] as Record<string, unknown>;
          if (meta["ns"] === "MESSAGE" && body["content"] !== undefined && sync.meta) {
            expect(decode("MessageBody", sync.meta.payload).content).toBe(body["content"]);
          }
        }
        if (payload["full_sync_num"] !== undefined) expect(sync.full_sync_num).toBe(payload["full_sync_num"]);
      }
      if (decoded.command === "PROVISION" && payload) {
        expect(String(decode("Provision", frame.payload).xid?.uid)).toBe(payload["xid"]?.["uid"]);
      }
    });
  }
});

describe("UTF-8 by hand", () => {
  it("is what TextEncoder and TextDecoder do, also with half pairs", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffff), { maxLength: 40 }), (units) => {
        const text = String.fromCharCode(...units);
        const bytes = new TextEncoder().encode(text);
        expect(writeUtf8(text)).toEqual([...bytes]);
        expect(utf8Length(text)).toBe(bytes.length);
        expect(readUtf8(bytes, 0, bytes.length)).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  it("reads any bytes as some text", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(typeof readUtf8(bytes, 0, bytes.length)).toBe("string");
      }),
      { numRuns: 2000 },
    );
  });
});
