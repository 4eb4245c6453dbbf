import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fromDecimal, pb, toDecimal } from "../../../protocol/codec.ts";

/** What the recorded frames hold: objects of fields, enums by name, 64-bit integers and texts as strings. */
type Recorded = { [field: string]: Recorded | string | number | boolean | null };

const file = new URL("../../support/xsync-vectors.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as {
  frames: { name: string; hex: string; decoded: Recorded }[];
};

interface Codec {
  encode(message: object): { finish(): Uint8Array };
  decode(bytes: Uint8Array): object;
}

interface Shape {
  codec: Codec;
  enums?: Record<string, Record<string, string | number>>;
  wide?: string[];
  nested?: Record<string, (message: Recorded) => Shape>;
  /** Bytes fields that hold an encoded message. */
  packed?: Record<string, (message: Recorded) => Shape>;
}

const codec = (type: { encode(message: never): { finish(): Uint8Array }; decode(bytes: Uint8Array): object }): Codec =>
  type as unknown as Codec;

const xid: Shape = { codec: codec(pb.XID), wide: ["uid"] };
const operation: Shape = {
  codec: codec(pb.MessageOperation),
  enums: { type: pb.MessageOperation.OpType },
  wide: ["mid"],
  nested: { xid: () => xid },
};
const body: Shape = {
  codec: codec(pb.MessageBody),
  enums: { type: pb.MessageBody.Type, ctype: pb.MessageBody.ContentType, qos: pb.MessageBody.QoS },
  nested: { operation: () => operation },
};
const removal: Shape = {
  codec: codec(pb.Conversation),
  enums: { type: pb.Conversation.Type },
  nested: {
    operation: () => ({
      codec: codec(pb.ConversationOperation),
      enums: { type: pb.ConversationOperation.OpType },
      nested: { xid: () => xid },
    }),
  },
};
const meta: Shape = {
  codec: codec(pb.Meta),
  enums: { ns: pb.Meta.NameSpace },
  wide: ["id", "timestamp"],
  nested: { from: () => xid, to: () => xid },
  packed: { payload: ({ ns }) => (ns === "CONVERSATION" ? removal : body) },
};
const sync: Shape = { codec: codec(pb.SyncUL), wide: ["key"], nested: { xid: () => xid, meta: () => meta } };
const provision: Shape = {
  codec: codec(pb.Provision),
  enums: { os_type: pb.Provision.OsType },
  nested: { xid: () => xid },
};
const frame: Shape = {
  codec: codec(pb.Frame),
  enums: { vsn: pb.Frame.VSN, compress_method: pb.Frame.CompressMethod, command: pb.Frame.Command },
  packed: { payload: ({ command }) => (command === "PROVISION" ? provision : sync) },
};

/** A decoded message in the recorded form; only what was on the wire. */
function recorded(shape: Shape, bytes: Uint8Array): Recorded {
  return recordedMessage(shape, shape.codec.decode(bytes));
}

function recordedMessage(shape: Shape, message: object): Recorded {
  const fields: Recorded = {};
  for (const [name, value] of Object.entries(message)) {
    // The codec gives an empty list for what is repeated and not there.
    if (Array.isArray(value) && value.length === 0) continue;
    const enumeration = shape.enums?.[name];
    const nested = shape.nested?.[name];
    const packed = shape.packed?.[name];
    if (enumeration) fields[name] = String(enumeration[value as number]);
    else if (shape.wide?.includes(name)) fields[name] = toDecimal(value);
    else if (nested) fields[name] = recordedMessage(nested(fields), value as object);
    else if (packed) fields[name] = recorded(packed(fields), value as Uint8Array);
    else fields[name] = value as Recorded[string];
  }
  return fields;
}

/** The other way: the recorded form as bytes. */
function bytesOf(shape: Shape, fields: Recorded): Uint8Array {
  return shape.codec.encode(messageOf(shape, fields)).finish();
}

function messageOf(shape: Shape, fields: Recorded): object {
  const message: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value === null) continue;
    const enumeration = shape.enums?.[name];
    const nested = shape.nested?.[name];
    const packed = shape.packed?.[name];
    if (enumeration) message[name] = enumeration[String(value)];
    else if (shape.wide?.includes(name)) message[name] = fromDecimal(String(value));
    else if (nested) message[name] = messageOf(nested(fields), value as Recorded);
    else if (packed) message[name] = bytesOf(packed(fields), value as Recorded);
    else message[name] = value;
  }
  return message;
}

const withoutNull = (fields: Recorded): Recorded =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));

describe("frames recorded from an existing client", () => {
  for (const { name, hex, decoded } of vectors.frames) {
    const bytes = Uint8Array.from(Buffer.from(hex, "hex"));

    it(`${name} decodes to exactly its fields`, () => {
      expect(recorded(frame, bytes)).toEqual(withoutNull(decoded));
    });

    it(`${name} encodes back to the same bytes`, () => {
      expect(Buffer.from(bytesOf(frame, decoded)).toString("hex")).toBe(hex);
    });
  }

  it("are all there", () => {
    expect(vectors.frames.length).toBeGreaterThanOrEqual(14);
  });
});

describe("client mids beyond 2^53", () => {
  it.each(["0", "9007199254740991", "9007199254740993", "17953806352512551", "18446744073709551615"])(
    "%s survives the codec",
    (text) => {
      const encoded = pb.SyncDL.encode({ client_mid: fromDecimal(text) }).finish();
      expect(toDecimal(pb.SyncDL.decode(encoded).client_mid)).toBe(text);
    },
  );
});

describe("traps of the schema", () => {
  it("full_sync_num is zigzag: 20 is sent as 28 28", () => {
    expect([...pb.SyncUL.encode({ full_sync_num: 20 }).finish()]).toEqual([0x28, 0x28]);
  });

  it("an absent command means UNREAD", () => {
    expect(pb.Frame.decode(new Uint8Array(0)).command).toBe(pb.Frame.Command.UNREAD);
  });
});
