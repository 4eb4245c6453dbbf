import { isGroupId } from "../../../protocol/ids";
import { MAX_CONFIG_BYTES, MAX_CONTENT_BYTES } from "../../../protocol/limits";
import type { ContentType, Draft } from "../api/message";
import { encode } from "../codec/codec";
import { utf8Length } from "../codec/utf8";
import { numbered } from "../errors/error-table";

export const contentTypes: readonly ContentType[] = [
  "text",
  "image",
  "audio",
  "video",
  "file",
  "location",
  "command",
  "forward",
  "rtc",
];

/** MessageOperation.OpType. Constants, not an enum: these vanish from the bundle. */
export const READ_ACK = 1;
export const READ_ALL = 2;
export const READ_CANCEL = 3;
export const DELIVER_ACK = 4;
export const RECALL = 5;
export const DELETE = 6;
export const PLAY_ACK = 7;
export const APPEND = 8;
export const REPLACE = 9;

/** MessageBody.Type OPER. */
export const OPER = 1;
/** MessageBody.ContentType COMMAND. */
const COMMAND = 6;
/** MessageBody.Type by kind of conversation ([SEND-4]). */
const chatType = (xid: number): number => (isGroupId(xid) ? 3 : 2);

export interface Fields {
  readonly content: string;
  readonly ctype: ContentType;
  readonly attachment: string;
  readonly config: string;
  readonly ext: string;
}

const text = (value: string | object | undefined): string =>
  typeof value === "object" ? JSON.stringify(value) : (value ?? "");

/** A draft with everything spelled out; throws InvalidParam for none, and ContentTooLarge, with the limit, before anything is queued. */
export function fieldsOf(draft: string | Draft | null): Fields {
  if (draft == null) throw numbered(2);
  const { content = "", ctype = "text", ...rest }: Draft = typeof draft === "string" ? { content: draft } : draft;
  const fields = { content, ctype, attachment: text(rest.attachment), config: text(rest.config), ext: text(rest.ext) };
  for (const value of [content, fields.attachment, fields.ext]) within(value, MAX_CONTENT_BYTES);
  within(fields.config, MAX_CONFIG_BYTES);
  return fields;
}

function within(value: string, maxBytes: number): void {
  if (value.length * 3 > maxBytes && utf8Length(value) > maxBytes) throw numbered(901, `over ${maxBytes >> 10} KB`);
}

export function messageBody(xid: number, { content, ctype, ...fields }: Fields, priority?: number): Uint8Array {
  return encode("MessageBody", {
    type: chatType(xid),
    content,
    ctype: contentTypes.indexOf(ctype),
    priority,
    ...fields,
  });
}

/** An operation on a message; it names its conversation, so that the server need not look for it ([OP-4]). */
export function operationBody(type: number, xid: number, mid: number, change: Partial<Fields> = {}): Uint8Array {
  const { content = "", config, ext } = change;
  const edits = type === APPEND || type === REPLACE;
  const operation = { type, mid, xid: { uid: xid } };
  return encode("MessageBody", { type: OPER, content, ctype: edits ? 0 : COMMAND, operation, config, ext });
}

/** Typing, as every client knows it ([SEND-6]). */
export function typingBody(xid: number, on: boolean): Uint8Array {
  const ext = `{"input_status":"${on ? "typing" : "nothing"}"}`;
  return encode("MessageBody", { type: chatType(xid), content: "", ctype: 0, ext, qos: 1 });
}

/** Removal of a conversation ([OP-5]). */
export function removalBody(xid: number, everywhere: boolean): Uint8Array {
  return encode("Conversation", { type: 1, operation: { type: everywhere ? 2 : 1, xid: { uid: xid } } });
}

/** The envelope of one send. */
export function metaBytes(
  self: { readonly uid: number; readonly sn: number },
  meta: { readonly clientMid: number; readonly ns: number; readonly to: number | null; readonly payload: Uint8Array },
): Uint8Array<ArrayBuffer> {
  const { clientMid: id, ns, to, payload } = meta;
  return encode("Meta", { id, from: { uid: self.uid, deviceSN: self.sn }, to: { uid: to ?? self.uid }, ns, payload });
}
