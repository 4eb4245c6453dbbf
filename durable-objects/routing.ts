/** Which conversation a meta belongs to, as far as the meta itself tells. */

import { pb } from "../protocol/codec";
import { type ErrorName, OrioleError } from "../protocol/errors";
import { decode } from "../protocol/frames";
import { SYSTEM_UID } from "../protocol/ids";
import { isTyping, operationOf, readBody } from "../protocol/message-body";
import { idOf, type SentMeta } from "../protocol/sync-request";

export type Route =
  /** The conversation the sender calls so; `logged` when its log will have it, unless it is refused. */
  | { to: "conversation"; xid: number; logged: boolean }
  /** An operation on a message of this author, in a conversation the client did not name ([OP-4]). */
  | { to: "message"; author: number; mid: number }
  /** The sender's own system conversation. */
  | { to: "system" }
  /** Removes a conversation from this device alone. */
  | { to: "device"; xid: number }
  | { to: "refusal"; error: ErrorName; reason?: string };

export function routeOf(uid: number, meta: SentMeta): Route {
  try {
    return route(uid, meta);
  } catch (error) {
    if (error instanceof OrioleError) return { to: "refusal", error: error.error, reason: error.message };
    throw error;
  }
}

/** Whether a meta says something new: what somebody who may not send may not do. */
export function isSpeech({ ns, payload }: Pick<SentMeta, "ns" | "payload">): boolean {
  if (ns !== pb.Meta.NameSpace.MESSAGE) return false;
  const { type, operation } = decode(pb.MessageBody, payload);
  const { APPEND, REPLACE } = pb.MessageOperation.OpType;
  return type !== pb.MessageBody.Type.OPER || operation?.type === APPEND || operation?.type === REPLACE;
}

function route(uid: number, meta: SentMeta): Route {
  if (meta.from !== uid) return { to: "refusal", error: "SenderForged" };
  const { MESSAGE, CONVERSATION, RTC_SIGNAL } = pb.Meta.NameSpace;
  if (meta.ns === RTC_SIGNAL) return { to: "refusal", error: "ServerRtcNotOpen" };
  if (meta.ns === CONVERSATION) return removal(decode(pb.Conversation, meta.payload));
  if (meta.ns !== MESSAGE) return { to: "refusal", error: "CommandUnknown" };
  const body = readBody(meta.payload);
  const operation = operationOf(body);
  if (!operation) return named(meta.to, !isTyping(body));
  switch (operation.name) {
    case "RECALL":
    case "APPEND":
    case "REPLACE":
      return named(operation.xid || meta.to, true);
    case "READ_ALL":
    case "READ_CANCEL":
    case "DELETE":
      return operation.xid === SYSTEM_UID ? { to: "system" } : named(operation.xid, false);
    case "READ_ACK":
    case "DELIVER_ACK":
    case "PLAY_ACK":
      if (operation.xid > 0) return named(operation.xid, false);
      if (meta.to === SYSTEM_UID) return { to: "system" };
      return { to: "message", author: meta.to, mid: operation.mid };
    default:
      return operation.name satisfies never;
  }
}

function named(xid: number, logged: boolean): Route {
  if (xid <= 0 || !Number.isSafeInteger(xid)) return { to: "refusal", error: "InvalidParam", reason: "no addressee" };
  return { to: "conversation", xid, logged };
}

function removal(request: pb.Conversation): Route {
  const xid = idOf(request.operation?.xid);
  const { DELETE, DELETE_EVERYWHERE } = pb.ConversationOperation.OpType;
  if (request.operation?.type === DELETE) return { to: "device", xid };
  if (request.operation?.type !== DELETE_EVERYWHERE) {
    return { to: "refusal", error: "MessageInvalidType", reason: "unknown conversation operation" };
  }
  return xid === SYSTEM_UID ? { to: "system" } : named(xid, false);
}
