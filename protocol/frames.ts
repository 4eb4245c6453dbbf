/** Frames: the outermost layer of XSYNC, and the server's replies as bytes. */

import { fromDecimal, pb } from "./codec";
import { type ErrorName, errors, OrioleError } from "./errors";
import { MAX_FRAME_BYTES } from "./limits";

export type Command = "UNREAD" | "SYNC" | "NOTICE" | "PROVISION";

export interface UplinkFrame {
  command: Command;
  payload: Uint8Array;
}

const EMPTY = new Uint8Array(0);

/**
 * Opens a client's frame. Clients of the reference write only vsn, compress_method, command and payload (xsync.md §3);
 * compression and encryption were never agreed with this server, so a frame that claims them is refused by name.
 */
export function readFrame(bytes: Uint8Array): UplinkFrame {
  if (bytes.byteLength > MAX_FRAME_BYTES) throw new OrioleError("FrameTooLarge");
  const frame = decode(pb.Frame, bytes);
  if (frame.encrypt_method) throw new OrioleError("ServerEncryptMethodUnsupported");
  if (frame.compress_method) throw new OrioleError("FrameMalformed", "compression not agreed");
  const payload = frame.payload ?? EMPTY;
  if (frame.check_sum && frame.check_sum !== crc32(payload)) throw new OrioleError("CheckSumFailed");
  switch (frame.command) {
    case pb.Frame.Command.UNREAD:
      return { command: "UNREAD", payload };
    case pb.Frame.Command.SYNC:
      return { command: "SYNC", payload };
    case pb.Frame.Command.NOTICE:
      return { command: "NOTICE", payload };
    case pb.Frame.Command.PROVISION:
      return { command: "PROVISION", payload };
    default:
      throw new OrioleError("CommandUnknown");
  }
}

/** Decodes one message; whatever the bytes are, the only error is FrameMalformed. */
export function decode<T>(type: { decode(bytes: Uint8Array): T }, bytes: Uint8Array): T {
  try {
    return type.decode(bytes);
  } catch {
    throw new OrioleError("FrameMalformed");
  }
}

/** CRC-32 (IEEE 802.3), the only check sum a frame can carry in a uint32. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A frame around parts of a payload. vsn and compress_method are 0 and need no bytes; command always has its own. */
export function frameOf(command: number, parts: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.byteLength;
  const frame = newFrame(command, length);
  let at = frame.byteLength - length;
  for (const part of parts) {
    frame.set(part, at);
    at += part.byteLength;
  }
  return frame;
}

/** A frame whose last `length` bytes are for its payload. */
function newFrame(command: number, length: number): Uint8Array {
  const frame = new Uint8Array(3 + varintSize(length) + length);
  frame[0] = 0x18;
  frame[1] = command;
  frame[2] = 0x22;
  putVarint(frame, 3, length);
  return frame;
}

function varintSize(value: number): number {
  return value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x200000 ? 3 : value < 0x10000000 ? 4 : 5;
}

/** Returns the place after it. */
function putVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let place = at;
  while (rest > 127) {
    bytes[place++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[place++] = rest;
  return place;
}

export const OK = { code: pb.Status.ErrorCode.OK };

/** Status of a refusal. The error's number rides in front of the reason only in its own field, never in the text. */
export function statusOf(error: ErrorName, reason?: string): pb.Status.$Properties {
  return { code: errors[error].status, reason: reason ?? errors[error].meaning, error: errors[error].number };
}

/** SyncDL.metas: field 2, with its length. */
const META_FIELD = 0x12;

/** A SyncDL frame: its own fields, then metas that are encoded already (field order is free in protobuf). */
export function syncFrame(fields: pb.SyncDL.$Properties, metas: readonly Uint8Array[] = []): Uint8Array {
  const head = pb.SyncDL.encode(fields).finish();
  let length = head.byteLength;
  for (const { byteLength } of metas) length += 1 + varintSize(byteLength) + byteLength;
  const frame = newFrame(pb.Frame.Command.SYNC, length);
  let at = frame.byteLength - length;
  frame.set(head, at);
  at += head.byteLength;
  for (const meta of metas) {
    frame[at] = META_FIELD;
    at = putVarint(frame, at + 1, meta.byteLength);
    frame.set(meta, at);
    at += meta.byteLength;
  }
  return frame;
}

/** Refusal of one meta, or of a whole request when there is no client mid to name. */
export function refusalFrame(error: ErrorName, reason?: string, clientMid?: string, xid?: number): Uint8Array {
  return syncFrame({
    status: statusOf(error, reason),
    ...(clientMid !== undefined && clientMid !== "0" ? { client_mid: fromDecimal(clientMid) } : {}),
    ...(xid !== undefined ? { xid: { uid: xid } } : {}),
  });
}

/** NOTICE with the uid written even when 0: clients decode the payload as an XID (xsync.md §5.2). */
export function noticeFrame(uid: number): Uint8Array {
  return frameOf(pb.Frame.Command.NOTICE, [pb.Notice.encode({ xid: { uid } }).finish()]);
}

export function provisionFrame(fields: pb.Provision.$Properties): Uint8Array {
  return frameOf(pb.Frame.Command.PROVISION, [pb.Provision.encode(fields).finish()]);
}

export function unreadFrame(unread: pb.ConversationUnread.$Properties[]): Uint8Array {
  return frameOf(pb.Frame.Command.UNREAD, [pb.UnreadDL.encode({ status: OK, unread }).finish()]);
}
