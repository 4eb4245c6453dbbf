import type { Message } from "../api/message";
import { decode } from "../codec/codec";
import type { Wire } from "../generated/schema";
import { contentTypes } from "./compose";

/** Meta.NameSpace. */
export const MESSAGE = 1;
export const CONVERSATION = 6;

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

/** What typing says: true, false, or null when it is something else. */
export function typingOf(body: Wire["MessageBody"]): boolean | null {
  const status = /"input_status"\s*:\s*"(\w*)"/.exec(body.ext);
  return status && status[1] === "typing";
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
  try {
    const change = parsed(edit);
    return change === null ? old : JSON.stringify(mergedValue(parsed(old), change));
  } catch {
    return edit || old;
  }
}

/** Some clients encode their objects twice. */
function parsed(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return typeof value === "string" ? JSON.parse(value) : value;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  !!value && typeof value === "object" && !Array.isArray(value);

function mergedValue(base: unknown, change: unknown): unknown {
  if (!isObject(base) || !isObject(change)) return change;
  const out = { ...base };
  for (const key in change) out[key] = mergedValue(base[key], change[key]);
  return out;
}
