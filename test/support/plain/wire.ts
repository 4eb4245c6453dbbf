/**
 * XSYNC as existing clients read and write it: their schema, their defaults. Apart from protocol/ on purpose, so that a
 * mistake in the server's codec cannot cancel itself out.
 */

import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";

const root = new protobuf.Root().loadSync(fileURLToPath(new URL("./xsync-v1.proto", import.meta.url)), {
  keepCase: true,
});
root.resolveAll();

const PACKAGE = "im.floo.protobuf";

/** 64-bit fields are decimal text, absent sub-messages null, absent scalars their default: as the clients' codec gives them. */
export interface Xid {
  uid: string;
  deviceSN: number;
}

export interface Status {
  code: number;
  reason: string;
}

export interface Frame {
  command: number;
  payload: Uint8Array;
}

export interface Provision {
  status: Status | null;
  xid: Xid | null;
}

export interface Unread {
  unread: { xid: Xid | null; n: number; type: number }[];
}

export interface Meta {
  id: string;
  from: Xid | null;
  to: Xid | null;
  timestamp: string;
  ns: number;
  payload: Uint8Array;
}

export interface SyncDown {
  status: Status | null;
  metas: Meta[];
  next_key: string;
  xid: Xid | null;
  client_mid: string;
  server_mid: string;
  server_time: string;
  is_full_sync: boolean;
  edit_timestamp: string;
}

export interface MessageBody {
  type: number;
  content: string;
  ctype: number;
  operation: { type: number; mid: string; xid: Xid | null } | null;
  config: string;
  attachment: string;
  ext: string;
  qos: number;
  is_system: boolean;
  status: number;
  edit_timestamp: string;
}

export interface GroupNotice {
  type: number;
  gid: Xid | null;
  from: Xid | null;
  to: Xid[];
  content: string;
}

export interface RosterNotice {
  type: number;
  from: Xid | null;
  to: Xid[];
}

export interface UserNotice {
  type: number;
  content: string;
}

export interface ConversationNotice {
  type: number;
  operation: { type: number; xid: Xid | null } | null;
}

interface Messages {
  Frame: Frame;
  Provision: Provision;
  UnreadDL: Unread;
  SyncDL: SyncDown;
  MessageBody: MessageBody;
  GroupNotice: GroupNotice;
  RosterNotice: RosterNotice;
  UserNotice: UserNotice;
  Conversation: ConversationNotice;
  XID: Xid;
}

/** What a client puts into a message: numbers or decimal text for 64-bit fields, and nothing for what it leaves out. */
export type Fields = { [name: string]: string | number | boolean | Uint8Array | Fields | Fields[] };

export function decode<Name extends keyof Messages>(name: Name, bytes: Uint8Array): Messages[Name] {
  const type = root.lookupType(`${PACKAGE}.${name}`);
  return type.toObject(type.decode(bytes), { longs: String, defaults: true }) as Messages[Name];
}

/**
 * The payload of a NOTICE, which the clients decode as an XID though it is a Notice: their codec reads field 1 as a varint
 * whatever its wire type says, so the length byte of the inner XID is read first and its uid then takes its place (§5.2).
 */
export function decodeNotice(bytes: Uint8Array): Xid {
  const reader = protobuf.Reader.create(bytes);
  const xid = { uid: "0", deviceSN: 0 };
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) xid.uid = reader.uint64().toString();
    else if (tag >>> 3 === 2) xid.deviceSN = reader.uint32();
    else reader.skipType(tag & 7);
  }
  return xid;
}

/** Writes exactly the fields given, zeros included: so do the clients. */
export function encode(name: string, fields: Fields): Uint8Array {
  const type = root.lookupType(`${PACKAGE}.${name}`);
  return type.encode(type.fromObject(fields)).finish();
}

/** The number behind a name of a nested enum: `numberOf("MessageOperation.OpType", "RECALL")`. */
export function numberOf(enumeration: string, name: string): number {
  const value = root.lookupEnum(`${PACKAGE}.${enumeration}`).values[name];
  if (value === undefined) throw new Error(`${enumeration} has no ${name}`);
  return value;
}

/** The name behind a number, for reading test output. */
export function nameOf(enumeration: string, value: number): string {
  return root.lookupEnum(`${PACKAGE}.${enumeration}`).valuesById[value] ?? String(value);
}

/** As these clients write frames: vsn, compress_method and command always, the payload unless there is none. */
export function frameOf(command: string, payload: Uint8Array | null): Uint8Array {
  const head = { vsn: 0, compress_method: 0, command: numberOf("Frame.Command", command) };
  return encode("Frame", payload ? { ...head, payload } : head);
}
