/** What the server has to know of a message's body, and nothing more: the rest stays opaque. */

import { pb, toNumber } from "./codec";
import { OrioleError } from "./errors";
import { decode } from "./frames";
import { MAX_CONFIG_BYTES, MAX_CONTENT_BYTES } from "./limits";
import { idOf } from "./sync-request";

export type OperationName =
  | "READ_ACK"
  | "READ_ALL"
  | "READ_CANCEL"
  | "DELIVER_ACK"
  | "RECALL"
  | "DELETE"
  | "PLAY_ACK"
  | "APPEND"
  | "REPLACE";

export interface Operation {
  name: OperationName;
  /** The message it acts on. */
  mid: number;
  /** The conversation as the sender calls it; 0 when the client left it out. */
  xid: number;
}

/** Operations that change what everybody sees: entries of the log. The others concern single users. */
export function isPublic(name: OperationName): boolean {
  return name === "RECALL" || name === "APPEND" || name === "REPLACE";
}

const operations = new Map<number, OperationName>([
  [pb.MessageOperation.OpType.READ_ACK, "READ_ACK"],
  [pb.MessageOperation.OpType.READ_ALL, "READ_ALL"],
  [pb.MessageOperation.OpType.READ_CANCEL, "READ_CANCEL"],
  [pb.MessageOperation.OpType.DELIVER_ACK, "DELIVER_ACK"],
  [pb.MessageOperation.OpType.RECALL, "RECALL"],
  [pb.MessageOperation.OpType.DELETE, "DELETE"],
  [pb.MessageOperation.OpType.PLAY_ACK, "PLAY_ACK"],
  [pb.MessageOperation.OpType.APPEND, "APPEND"],
  [pb.MessageOperation.OpType.REPLACE, "REPLACE"],
]);

/** Decodes a body; its text fields are within their limits afterwards. */
export function readBody(payload: Uint8Array): pb.MessageBody {
  const body = decode(pb.MessageBody, payload);
  // A payload shorter than the limit cannot hold a longer field: the common case costs one comparison.
  if (payload.byteLength > MAX_CONTENT_BYTES) {
    for (const field of ["content", "ext", "attachment"] as const) within(field, body[field], MAX_CONTENT_BYTES);
    within("config", body.config, MAX_CONFIG_BYTES);
  }
  return body;
}

function within(field: string, text: string | null | undefined, maxBytes: number): void {
  if (!text || utf8Length(text) <= maxBytes) return;
  throw new OrioleError("ContentTooLarge", `${field} larger than ${maxBytes / 1024} KB`);
}

/** The operation a body carries, or null for a message. */
export function operationOf(body: pb.MessageBody): Operation | null {
  if (body.type !== pb.MessageBody.Type.OPER) return null;
  const name = operations.get(body.operation?.type ?? 0);
  if (!name) throw new OrioleError("MessageInvalidType", "unknown operation");
  const mid = toNumber(body.operation?.mid);
  if (mid <= 0 || !Number.isSafeInteger(mid)) throw new OrioleError("MessageInvalid", "operation without a message id");
  return { name, mid, xid: idOf(body.operation?.xid) };
}

/** Typing: told by at-most-once delivery and the key existing clients use (xsync.md §7.5). */
export function isTyping(body: pb.MessageBody): boolean {
  return body.qos === pb.MessageBody.QoS.AT_MOST_ONCE && (body.ext ?? "").includes('"input_status"');
}

/** Call control that rings or stops ringing; a `record` is an ordinary message (xsync.md §7.8). */
export function isCallControl(body: pb.MessageBody): boolean {
  if (body.ctype !== pb.MessageBody.ContentType.RTC) return false;
  const config = parseObject(body.config ?? "");
  return config?.["action"] !== "record";
}

/** A JSON object, or null. Clients double-encode unset and given objects alike, so text inside text is opened. */
export function parseObject(
  text: string,
  parse: (text: string) => unknown = JSON.parse,
): Record<string, unknown> | null {
  let value: unknown = text;
  for (let depth = 0; depth < 2 && typeof value === "string"; depth++) {
    try {
      value = parse(value);
    } catch {
      return null;
    }
  }
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : null;
}

/** Bytes of a text in UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit < 0xdc00) {
      bytes += 4;
      i++;
    } else bytes += 3;
  }
  return bytes;
}
