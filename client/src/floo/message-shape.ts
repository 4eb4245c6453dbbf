import type { Conversation, Message as CoreMessage } from "../index";
import { parseObject } from "./big-json";
import type { Message, MessageState } from "./shapes";

const states: Readonly<Record<string, MessageState>> = { delivered: 1, read: 2 };

/** Ids of messages on their way are `c` and the client's mid. */
export const clientMid = (id: string): number => Number(id.slice(1));

/** A message of the core as Floo apps know it; `self` is this user. */
export function flooMessage(
  { kind, summary }: Conversation,
  message: CoreMessage,
  self: number,
  isHistory = false,
): Message {
  const { mid, xid, own, ctype, content, ext } = message;
  const config = message.config && parseObject(message.config);
  const attach = message.attachment && parseObject(message.attachment);
  return {
    id: String(mid || clientMid(message.id)),
    from: String(message.from),
    to: String(own || kind === "group" ? xid : self),
    content,
    type: ctype,
    ext,
    ...(config && { config }),
    ...(attach && { attach }),
    status: own ? (states[message.status] ?? 0) : mid <= summary.readMid ? 2 : 0,
    timestamp: String(message.time),
    toType: kind === "group" ? "group" : "roster",
    is_system: message.system,
    isHistory,
    isNative: false,
    isPlayed: false,
    editTimestamp: String(message.editedAt),
  };
}
