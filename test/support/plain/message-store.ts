/** What an existing client keeps of its conversations, and how operations change it (xsync.md §7.3, §7.6). */

import { type MessageBody, type Meta, numberOf } from "./wire.ts";

export interface Message {
  id: number;
  from: number;
  to: number;
  timestamp: string;
  ctype: number;
  content: string;
  config: string;
  ext: string;
  attachment: string;
  /** 0 unread, 1 delivered, 2 read. */
  status: number;
  played: boolean;
  editTimestamp: string;
}

/** The newest messages of a conversation that the client keeps. */
const KEPT = 100;

const op = (name: string) => numberOf("MessageOperation.OpType", name);

export class MessageStore {
  readonly #conversations = new Map<number, Message[]>();

  /** By id, as a list shows them. */
  of(xid: number): Message[] {
    return this.#conversations.get(xid) ?? [];
  }

  texts(xid: number): string[] {
    return this.of(xid).map(({ content }) => content);
  }

  find(xid: number, id: number): Message | null {
    return this.of(xid).find((message) => message.id === id) ?? null;
  }

  get ids(): number[] {
    return [...this.#conversations.keys()];
  }

  /** Inserts, or replaces the one with the same id. */
  put(xid: number, message: Message): void {
    const others = this.of(xid).filter(({ id }) => id !== message.id);
    const sorted = [...others, message].sort((a, b) => a.id - b.id);
    this.#conversations.set(xid, sorted.slice(-KEPT));
  }

  remove(xid: number, id: number): void {
    if (!this.#conversations.has(xid)) return;
    this.#conversations.set(
      xid,
      this.of(xid).filter((message) => message.id !== id),
    );
  }

  drop(xid: number): void {
    this.#conversations.delete(xid);
  }

  /** Applies an operation found to concern the conversation `xid`; `isGroup` as the client decides it. */
  apply(xid: number, isGroup: boolean, body: MessageBody): void {
    const { operation } = body;
    if (!operation) throw new Error("an operation without its operation");
    const mid = Number(operation.mid);
    switch (operation.type) {
      case op("READ_ACK"):
        // Group receipts are looked up in the roster store and not found.
        if (!isGroup) this.#change(xid, mid, (message) => ({ ...message, status: 2 }));
        return;
      case op("READ_ALL"):
        this.#change(idOf(operation.xid, "READ_ALL"), mid, (message) => ({ ...message, status: 2 }));
        return;
      case op("READ_CANCEL"):
        return;
      case op("DELIVER_ACK"):
        this.#change(xid, mid, (message) => ({ ...message, status: Math.max(message.status, 1) }));
        return;
      case op("RECALL"):
        this.remove(xid, mid);
        return;
      case op("DELETE"):
        this.remove(idOf(operation.xid, "DELETE"), mid);
        return;
      case op("PLAY_ACK"):
        this.#change(xid, mid, (message) => ({ ...message, played: true }));
        return;
      case op("APPEND"):
      case op("REPLACE"):
        this.#edit(xid, isGroup, mid, body, operation.type === op("APPEND"));
        return;
      default:
        throw new Error(`operation of type ${operation.type}`);
    }
  }

  /** A group message found under the operation's xid wins. */
  #edit(xid: number, isGroup: boolean, mid: number, edit: MessageBody, append: boolean): void {
    const named = edit.operation?.xid ? Number(edit.operation.xid.uid) : xid;
    const where = this.find(named, mid) ? named : xid;
    this.#change(where, mid, (message) => {
      if (!passesGate(message, edit.edit_timestamp, append && isGroup)) return message;
      const stamped = edit.edit_timestamp === "0" ? message : { ...message, editTimestamp: edit.edit_timestamp };
      if (append) return edit.content ? { ...stamped, content: message.content + edit.content } : message;
      return {
        ...stamped,
        content: edit.content || message.content,
        config: merged(message.config, edit.config),
        ext: merged(message.ext, edit.ext),
      };
    });
  }

  #change(xid: number, id: number, change: (message: Message) => Message): void {
    const message = this.find(xid, id);
    if (message) this.put(xid, change(message));
  }
}

/** Decimal strings are compared, as the clients do; without a time only a group APPEND to an unedited message passes. */
function passesGate(message: Message, editTimestamp: string, groupAppend: boolean): boolean {
  if (editTimestamp === "0") return groupAppend && message.editTimestamp === "0";
  return (
    editTimestamp >= message.timestamp && (message.editTimestamp === "0" || editTimestamp >= message.editTimestamp)
  );
}

function merged(before: string, change: string): string {
  if (change === "" || change === "null") return before;
  if (before === "") return change;
  return JSON.stringify(mergedValue(JSON.parse(before), JSON.parse(change)));
}

function mergedValue(before: unknown, change: unknown): unknown {
  if (!isObject(before) || !isObject(change)) return change;
  const keys = new Set([...Object.keys(before), ...Object.keys(change)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, key in change ? mergedValue(before[key], change[key]) : before[key]]),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The clients destructure a sub-message; an absent one is an exception there. */
export function idOf(xid: { uid: string } | null, where: string): number {
  if (!xid) throw new Error(`${where} without an XID`);
  return Number(xid.uid);
}

export function messageOf(meta: Meta, body: MessageBody): Message {
  return {
    id: Number(meta.id),
    from: idOf(meta.from, "Meta.from"),
    to: idOf(meta.to, "Meta.to"),
    timestamp: meta.timestamp,
    ctype: body.ctype,
    content: body.content,
    config: body.config,
    ext: body.ext,
    attachment: body.attachment,
    status: body.status,
    played: false,
    editTimestamp: body.edit_timestamp,
  };
}
