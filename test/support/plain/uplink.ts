/** Metas as existing clients write them (xsync.md §7.1, §7.6 to §7.8). */

import { encode, type Fields, numberOf } from "./wire.ts";

export interface Self {
  uid: number;
  sn: number;
}

/** What a test may want to be different from what the client would send. */
export interface Override {
  clientMid?: string;
  from?: number;
  meta?: Fields;
  body?: Fields;
}

/** Date.now(), as these clients number messages: two of one millisecond share it. */
export const plainMid = (): string => String(Date.now());

/** Date.now() and a random number side by side, beyond 2^53 now and then. */
const joinedMid = (): string => `${Date.now()}${Math.floor(Math.random() * 256)}`;

const summedMid = (): string => String(Date.now() + Math.floor(Math.random() * 256));

const EMPTY_OPERATION = { type: 0, mid: 0 };

export function textMeta(self: Self, to: number, isGroup: boolean, content: string, override: Override = {}): Fields {
  return {
    id: override.clientMid ?? plainMid(),
    from: { uid: override.from ?? self.uid, deviceSN: self.sn },
    to: { uid: to, deviceSN: 0 },
    timestamp: Date.now(),
    ns: numberOf("Meta.NameSpace", "MESSAGE"),
    ...override.meta,
    payload: encode("MessageBody", {
      type: numberOf("MessageBody.Type", isGroup ? "GROUPCHAT" : "CHAT"),
      content,
      ctype: 0,
      operation: EMPTY_OPERATION,
      ...override.body,
    }),
  };
}

export function typingMeta(self: Self, to: number): Fields {
  return {
    id: plainMid(),
    from: { uid: self.uid, deviceSN: self.sn },
    to: { uid: to, deviceSN: 0 },
    ns: numberOf("Meta.NameSpace", "MESSAGE"),
    payload: encode("MessageBody", {
      type: numberOf("MessageBody.Type", "CHAT"),
      content: "",
      ctype: 0,
      operation: EMPTY_OPERATION,
      ext: '{"input_status":"typing"}',
      qos: numberOf("MessageBody.QoS", "AT_MOST_ONCE"),
    }),
  };
}

export interface OperationFields {
  /** Who the meta is to: see the table of §7.6. */
  to: number;
  mid: number;
  /** Left out where these clients leave it out. */
  xid?: number;
  content?: string;
  config?: string;
  ext?: string;
  clientMid?: string;
}

export function operationMeta(self: Self, name: string, fields: OperationFields): Fields {
  const { to, mid, xid, content = "", config, ext } = fields;
  const edits = name === "APPEND" || name === "REPLACE";
  const receipt = name === "READ_ACK" || name === "PLAY_ACK";
  const id = fields.clientMid ?? (receipt ? summedMid() : name === "DELIVER_ACK" ? plainMid() : joinedMid());
  return {
    id,
    from: { uid: self.uid, deviceSN: self.sn },
    to: { uid: to, deviceSN: to === self.uid ? self.sn : 0 },
    ns: numberOf("Meta.NameSpace", "MESSAGE"),
    payload: encode("MessageBody", {
      type: numberOf("MessageBody.Type", "OPER"),
      content,
      ctype: numberOf("MessageBody.ContentType", edits ? "TEXT" : "COMMAND"),
      operation: {
        type: numberOf("MessageOperation.OpType", name),
        mid,
        ...(xid === undefined ? {} : { xid: { uid: xid, deviceSN: 0 } }),
      },
      ...(config === undefined ? {} : { config }),
      ...(ext === undefined ? {} : { ext }),
    }),
  };
}

export function removalMeta(self: Self, xid: number, everywhere: boolean): Fields {
  return {
    id: plainMid(),
    from: { uid: self.uid, deviceSN: self.sn },
    ns: numberOf("Meta.NameSpace", "CONVERSATION"),
    payload: encode("Conversation", {
      type: numberOf("Conversation.Type", "OPER"),
      operation: {
        type: numberOf("ConversationOperation.OpType", everywhere ? "DELETE_EVERYWHERE" : "DELETE"),
        xid: { uid: xid, deviceSN: self.sn },
      },
    }),
  };
}

/** ctype 8; the keys of the action live in config (§7.8). */
export function callMeta(self: Self, to: number, config: Record<string, unknown>, content = ""): Fields {
  const ext = config["action"] === "call" ? { ext: '{"rtc":"call"}' } : {};
  const rtc = { ctype: numberOf("MessageBody.ContentType", "RTC"), config: JSON.stringify(config), ...ext };
  return textMeta(self, to, false, content, { body: rtc });
}
