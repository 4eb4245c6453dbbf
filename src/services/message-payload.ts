/** A message of REST as the body that travels in XSYNC, and back. */

import { z } from "zod";
import type { Entry } from "../../durable-objects/rpc";
import { pb, toNumber } from "../../protocol/codec";
import { isGroupId } from "../../protocol/ids";

export interface OutgoingMessage {
  contentType: number;
  content: string;
  config: string;
  attachment: string;
  ext: string;
  /** The message that an operation acts on. */
  relatedMid: number;
  /** Shown as the system's, whoever sends it. */
  system?: boolean;
}

const { OpType } = pb.MessageOperation;

/** content_type numbers above the XSYNC content types: operations, known to REST alone. */
const OPERATIONS: Record<number, number> = {
  9: OpType.READ_ACK,
  10: OpType.RECALL,
  11: OpType.APPEND,
  12: OpType.REPLACE,
};

export function isOperation(contentType: number): boolean {
  return OPERATIONS[contentType] !== undefined;
}

/** The encoded MessageBody. `target` is the user or group it goes to. */
export function encodeBody(message: OutgoingMessage, target: number): Uint8Array {
  const { content, config, attachment, ext, contentType, relatedMid, system } = message;
  // Empty texts are left out, as clients do.
  const texts = {
    ...(content ? { content } : {}),
    ...(config ? { config } : {}),
    ...(attachment ? { attachment } : {}),
    ...(ext ? { ext } : {}),
  };
  const type = OPERATIONS[contentType];
  if (type !== undefined) {
    const edits = type === OpType.APPEND || type === OpType.REPLACE;
    return pb.MessageBody.encode({
      ...texts,
      type: pb.MessageBody.Type.OPER,
      ctype: edits ? pb.MessageBody.ContentType.TEXT : pb.MessageBody.ContentType.COMMAND,
      operation: { type, mid: relatedMid, xid: { uid: target } },
    }).finish();
  }
  return pb.MessageBody.encode({
    ...texts,
    type: isGroupId(target) ? pb.MessageBody.Type.GROUPCHAT : pb.MessageBody.Type.CHAT,
    ctype: contentType,
    // [SEND-11]
    operation: { type: OpType.UNKNOWN, mid: 0 },
    ...(system ? { is_system: true } : {}),
  }).finish();
}

/** An operation without a text. */
export function encodeOperation(type: pb.MessageOperation.OpType, mid: number, xid: number): Uint8Array {
  return pb.MessageBody.encode({
    type: pb.MessageBody.Type.OPER,
    ctype: pb.MessageBody.ContentType.COMMAND,
    operation: { type, mid, xid: { uid: xid, deviceSN: 0 } },
  }).finish();
}

const xidShape = z.object({ uid: z.int(), device_sn: z.int() });

/** SessionMessage. */
export const messageShape = z.object({
  msg_id: z.int(),
  from_xid: xidShape,
  to_xid: xidShape,
  content: z.string(),
  ctype: z.string(),
  status: z.string(),
  timestamp: z.int(),
  attachment: z.string(),
  config: z.string(),
  ext: z.string(),
});

/** What was sent, as /ai/message/send answers it. */
export const sentShape = messageShape.omit({ status: true }).extend({ type: z.string() });

/** `payload`: as others get it. Where nothing is left to show, what is shown is empty. */
export function sentView(
  { contentType, relatedMid }: OutgoingMessage,
  {
    target,
    mid,
    time,
    sender,
    payload,
  }: { target: number; mid: number; time: number; sender: number; payload?: Uint8Array },
): z.infer<typeof sentShape> {
  const nothing = { contentType, relatedMid, content: "", config: "", attachment: "", ext: "" };
  const body = pb.MessageBody.decode(payload ?? encodeBody(nothing, target));
  return {
    msg_id: mid,
    from_xid: { uid: sender, device_sn: 0 },
    to_xid: { uid: target, device_sn: 0 },
    ...textsOf(body),
    type: pb.MessageBody.Type[body.type ?? 0] ?? "CHAT",
    timestamp: time,
  };
}

function textsOf({ content, ctype, attachment, config, ext }: pb.MessageBody) {
  return {
    content: content ?? "",
    ctype: pb.MessageBody.ContentType[ctype ?? 0] ?? "TEXT",
    attachment: attachment ?? "",
    config: config ?? "",
    ext: ext ?? "",
  };
}

/** An entry of a log as REST shows it; null when nothing is left to show. */
export function messageView(entry: Entry): z.infer<typeof messageShape> | null {
  if (!entry.meta) return null;
  const meta = pb.Meta.decode(entry.meta);
  const body = pb.MessageBody.decode(meta.payload ?? new Uint8Array(0));
  return {
    msg_id: entry.mid,
    from_xid: xidView(meta.from),
    to_xid: xidView(meta.to),
    ...textsOf(body),
    status: pb.MessageBody.Status[body.status ?? 0] ?? "UNREAD",
    timestamp: entry.time,
  };
}

function xidView(xid: pb.XID.$Properties | null | undefined): z.infer<typeof xidShape> {
  return { uid: toNumber(xid?.uid), device_sn: xid?.deviceSN ?? 0 };
}
