import type { Message, MessageStatus } from "../api/message";
import { decode } from "../codec/codec";
import type { Wire } from "../generated/schema";
import { contentTypes } from "./compose";

/** Meta.NameSpace. */
export const Ns = { message: 1, groupNotice: 2, rosterNotice: 3, userNotice: 4, conversation: 6 } as const;

/** Who this client is; 0 until the server said. */
export interface Self {
  uid: number;
  sn: number;
}

export const bodyOf = (meta: Wire["Meta"]): Wire["MessageBody"] => decode("MessageBody", meta.payload);

/** The conversation that a meta of ns CONVERSATION removes; null when it does something else. */
export function removedBy(meta: Wire["Meta"]): number | null {
  return decode("Conversation", meta.payload).operation?.xid?.uid ?? null;
}

/** A message as the log or the history gives it. */
export function messageFrom(meta: Wire["Meta"], body: Wire["MessageBody"], xid: number, self: Self): Message {
  const from = meta.from?.uid ?? 0;
  const own = from === self.uid;
  return {
    id: `m${meta.id}`,
    mid: meta.id,
    seq: meta.seq,
    xid,
    from,
    device: meta.from?.deviceSN ?? 0,
    own,
    time: meta.timestamp,
    ctype: contentTypes[body.ctype] ?? "text",
    content: body.content,
    attachment: body.attachment,
    config: body.config,
    ext: body.ext,
    status: own ? ((["sent", "delivered", "read"] as const)[body.status] ?? "sent") : "received",
    editedAt: body.edit_timestamp,
    recalled: false,
    system: body.is_system,
  };
}

/** [UNREAD-4] what counts as unread. Call control does not; the record of a call does. */
export function counts(message: Message): boolean {
  if (message.own || message.recalled) return false;
  return message.ctype !== "rtc" || /"action"\s*:\s*"record"/.test(message.config);
}

/** What is left of a message that was taken back. */
export const recalledOf = (message: Message): Message => ({
  ...message,
  recalled: true,
  content: "",
  attachment: "",
  config: "",
  ext: "",
});

const ranks: readonly MessageStatus[] = ["failed", "sending", "sent", "delivered", "read"];

/** The farther of two states of an own message: receipts and pages may overtake each other. */
export function farther(a: MessageStatus, b: MessageStatus): MessageStatus {
  return ranks.indexOf(a) >= ranks.indexOf(b) ? a : b;
}

/** What typing says: true, false, or null when it is something else. */
export function typingOf(body: Wire["MessageBody"]): boolean | null {
  const status = /"input_status"\s*:\s*"(\w*)"/.exec(body.ext);
  return status && status[1] === "typing" ? true : status ? false : null;
}

/** One message after an edit. Edit times of one message only grow: one that does not is in there already. */
export function edited(message: Message, body: Wire["MessageBody"], editTime: number, append: boolean): Message | null {
  if (message.recalled || editTime <= message.editedAt) return null;
  return {
    ...message,
    content: append ? message.content + body.content : body.content || message.content,
    config: merged(message.config, body.config),
    ext: merged(message.ext, body.ext),
    attachment: body.attachment || message.attachment,
    editedAt: editTime,
  };
}

/** Objects are merged key by key, everything else replaced; clients write the text `null` for what they leave unset. */
function merged(old: string, edit: string): string {
  if (!edit || edit === "null" || edit === '"null"') return old;
  const [base, change] = [objectOf(old), objectOf(edit)];
  return base && change ? JSON.stringify(mergeObjects(base, change)) : edit;
}

type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objectOf(text: string): JsonObject | null {
  try {
    let value: unknown = JSON.parse(text);
    if (typeof value === "string") value = JSON.parse(value);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

function mergeObjects(base: JsonObject, change: JsonObject): JsonObject {
  const out = { ...base };
  for (const key of Object.keys(change)) {
    const [before, after] = [out[key], change[key]];
    out[key] = isObject(before) && isObject(after) ? mergeObjects(before, after) : after;
  }
  return out;
}
