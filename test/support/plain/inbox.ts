/** What an existing client does with a meta that comes down: files messages, applies operations, follows notices. */

import { idOf, type MessageStore, messageOf } from "./message-store.ts";
import { decode, type GroupNotice, type MessageBody, type Meta, nameOf, numberOf } from "./wire.ts";

/** What the application would hear of. */
export type ClientEvent =
  | { is: "message"; xid: number; id: number; content: string; body: MessageBody; meta: Meta; history: boolean }
  | { is: "operation"; name: string; from: number; to: number; xid: number; mid: number; body: MessageBody }
  | { is: "typing"; from: number; to: number; ext: string }
  | { is: "call"; from: number; to: number; config: string; content: string }
  | { is: "group"; id: string; name: string; gid: number; from: number; to: number[]; content: string }
  | { is: "roster"; name: string; from: number; to: number }
  | { is: "user"; name: string; content: string }
  | { is: "removal"; xid: number; everywhere: boolean };

export interface InboxPort {
  readonly uid: number;
  readonly store: MessageStore;
  /** Ids of the groups this client knows to be in; an id in here is a group's, any other is a user's. */
  readonly groups: Set<number>;
  emit(event: ClientEvent): void;
}

const ns = (name: string) => numberOf("Meta.NameSpace", name);
const bodyType = (name: string) => numberOf("MessageBody.Type", name);
const content = (name: string) => numberOf("MessageBody.ContentType", name);

/** Throws where the original does: at a missing sub-message (xsync.md §9). */
export function takeMeta(port: InboxPort, meta: Meta, history: boolean): void {
  switch (meta.ns) {
    case ns("MESSAGE"):
      return takeBody(port, meta, history);
    case ns("GROUP_NOTICE"):
      return takeGroupNotice(port, meta.id, decode("GroupNotice", meta.payload));
    case ns("ROSTER_NOTICE"): {
      const notice = decode("RosterNotice", meta.payload);
      const to = notice.to[0] ?? null;
      const name = nameOf("RosterNotice.Type", notice.type);
      return port.emit({ is: "roster", name, from: idOf(notice.from, "RosterNotice.from"), to: idOf(to, "to[0]") });
    }
    case ns("USER_NOTICE"): {
      const notice = decode("UserNotice", meta.payload);
      return port.emit({ is: "user", name: nameOf("UserNotice.Type", notice.type), content: notice.content });
    }
    case ns("CONVERSATION"):
      return takeRemoval(port, meta);
    default:
      // PUSH is only logged, INFO not handled.
      return;
  }
}

function takeBody(port: InboxPort, meta: Meta, history: boolean): void {
  const body = decode("MessageBody", meta.payload);
  const from = idOf(meta.from, "Meta.from");
  const to = idOf(meta.to, "Meta.to");
  if (body.type === bodyType("OPER")) return takeOperation(port, from, to, body);
  if (body.type !== bodyType("CHAT") && body.type !== bodyType("GROUPCHAT")) return;
  if (!body.operation) throw new Error("a message without an operation");
  if (isTyping(body)) return port.emit({ is: "typing", from, to, ext: body.ext });
  const xid = body.type === bodyType("GROUPCHAT") ? to : from === port.uid ? to : from;
  if (body.ctype === content("RTC") && !isRecord(body)) {
    return port.emit({ is: "call", from, to, config: body.config, content: body.content });
  }
  const stored = body.ctype !== content("COMMAND") && body.ctype !== content("FORWARD");
  if (stored) port.store.put(xid, messageOf(meta, body));
  port.emit({ is: "message", xid, id: Number(meta.id), content: body.content, body, meta, history });
}

function isTyping({ ext }: MessageBody): boolean {
  return ext.includes("input_status") && isObject(JSON.parse(ext)) && "input_status" in JSON.parse(ext);
}

function isRecord({ config }: MessageBody): boolean {
  return config.includes('"record"');
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function takeOperation(port: InboxPort, from: number, to: number, body: MessageBody): void {
  if (!body.operation) throw new Error("an operation without its operation");
  const isGroup = port.groups.has(to);
  const xid = isGroup || from === port.uid ? to : from;
  port.store.apply(xid, isGroup, body);
  const { type, mid, xid: named } = body.operation;
  const conversation = named ? Number(named.uid) : 0;
  const name = nameOf("MessageOperation.OpType", type);
  port.emit({ is: "operation", name, from, to, xid: conversation, mid: Number(mid), body });
}

const OWN_GONE = ["LEAVED"];
const OTHERS_GONE = ["KICKED", "BLOCKED"];

function takeGroupNotice(port: InboxPort, id: string, notice: GroupNotice): void {
  const gid = idOf(notice.gid, "GroupNotice.gid");
  const from = idOf(notice.from, "GroupNotice.from");
  const to = notice.to.map((each) => idOf(each, "GroupNotice.to"));
  const name = nameOf("GroupNotice.Type", notice.type);
  const own = from === port.uid;
  if (name === "CREATED" || (own && (name === "JOINED" || name === "INVITE_ACCEPTED"))) port.groups.add(gid);
  const gone = (own && OWN_GONE.includes(name)) || (to.includes(port.uid) && OTHERS_GONE.includes(name));
  if (gone || name === "DESTROYED") port.groups.delete(gid);
  port.emit({ is: "group", id, name, gid, from, to, content: notice.content });
}

function takeRemoval(port: InboxPort, meta: Meta): void {
  const { operation } = decode("Conversation", meta.payload);
  if (!operation) throw new Error("Conversation without its operation");
  const xid = idOf(operation.xid, "Conversation.operation.xid");
  port.store.drop(xid);
  port.emit({ is: "removal", xid, everywhere: nameOf("ConversationOperation.OpType", operation.type) !== "DELETE" });
}
