import type { Conversation, ConversationSummary, Message as CoreMessage } from "../index";
import { parseObject } from "./big-json";
import type { Context } from "./context";
import type { EditNotes } from "./edit-notes";
import { Stored } from "./local-store";
import { flooMessage } from "./message-shape";
import type { ConversationItem, Message } from "./shapes";

/** Messages of one conversation that apps are given at once. */
const MOST = 100;
/** Given to applications by events alone. */
const unlisted = ["command", "forward"];

/** What only this device knows of its list. */
interface Local {
  /** By conversation: text, when it was saved. */
  drafts: Record<string, [text: string, time: number]>;
  /** When a conversation was last moved to the front. */
  touched: Record<string, number>;
  /** Mentions seen, up to a mid. */
  seen: Record<string, number>;
}

const empty = (): Local => ({ drafts: {}, touched: {}, seen: {} });

/** Whether a message names this user among those it is for. */
export function mentions(message: CoreMessage, self: number): boolean {
  if (message.own || !message.config) return false;
  const list = parseObject(message.config)?.["mentionList"];
  return Array.isArray(list) && list.indexOf(self) >= 0;
}

/** Call control, and what the system wrote in a person's name, is no reason to show a conversation. */
const showsConversation = (message: CoreMessage): boolean =>
  !message.recalled &&
  (!message.system || message.from === 0) &&
  (message.ctype !== "rtc" || parseObject(message.config)?.["action"] === "record") &&
  (message.content !== "" || message.attachment !== "");

/** The conversation list as Floo apps know it, with drafts, and the messages in memory. */
export class RecentList {
  readonly #context: Context;
  readonly #notes: EditNotes;
  #uid = 0;
  #stored: Stored<Local> | null = null;
  #local = empty();
  /** Messages marked as unread here alone. */
  readonly #unread = new Map<number, Set<number>>();

  constructor(context: Context, notes: EditNotes) {
    this.#context = context;
    this.#notes = notes;
  }

  /** Loads what this device knows about a user's list. */
  begin(uid: number): void {
    this.#uid = uid;
    this.#stored = new Stored(this.#context.store, `floo/${this.#context.appId}/${uid}/list`);
    this.#local = { ...empty(), ...this.#stored.get() };
    this.#unread.clear();
  }

  clear(): void {
    this.#stored?.set(null);
    this.#local = empty();
    this.#unread.clear();
  }

  list(): ConversationItem[] {
    const { client } = this.#context;
    const known = new Set<number>();
    const items: ConversationItem[] = [];
    for (const summary of client.conversations()) {
      known.add(summary.xid);
      const conversation = client.conversation(summary.xid);
      const messages = conversation.messages();
      const last = messages.filter(showsConversation).pop();
      if (last || (summary.xid > 0 && messages.length === 0)) items.push(this.#item(summary, last));
    }
    for (const id of Object.keys({ ...this.#local.drafts, ...this.#local.touched })) {
      const { summary } = client.conversation(Number(id));
      if (!known.has(summary.xid)) items.push(this.#item({ ...summary, time: 0 }, undefined));
    }
    const rank = new Map(items.map((item) => [item, this.#rank(item)]));
    return items.sort((a, b) => (rank.get(b) ?? 0) - (rank.get(a) ?? 0));
  }

  messages(xid: number): Message[] {
    const conversation = this.#context.client.conversation(xid);
    return conversation
      .messages()
      .filter(({ mid, recalled, ctype }) => mid > 0 && !recalled && unlisted.indexOf(ctype) < 0)
      .slice(-MOST)
      .map((message) => this.shape(conversation, message));
  }

  shape(conversation: Conversation, message: CoreMessage, isHistory = false): Message {
    const shaped = flooMessage(conversation, message, this.#uid, isHistory);
    if (this.#unread.get(message.xid)?.has(message.mid)) shaped.status = 0;
    return { ...shaped, ...this.#notes.of(message.mid) };
  }

  unread(xid: number): number {
    return this.#context.client.conversation(xid).summary.unread + (this.#unread.get(xid)?.size ?? 0);
  }

  /** Marks one message as unread on this device alone. */
  markUnread(xid: number, mid: number): Message | null {
    const conversation = this.#context.client.conversation(xid);
    const message = conversation.messages().filter((one) => one.mid === mid)[0];
    if (!message || message.own) return null;
    if (mid <= conversation.summary.readMid) {
      this.#unread.set(xid, (this.#unread.get(xid) ?? new Set()).add(mid));
      this.#context.emit("onUnreadChange", xid);
    }
    return this.shape(conversation, message);
  }

  forgetUnread(xid: number): void {
    if (this.#unread.delete(xid)) this.#context.emit("onUnreadChange", xid);
  }

  draft(xid: number): string {
    return this.#local.drafts[xid]?.[0] ?? "";
  }

  saveDraft(xid: number, text: string, time: number): void {
    if (text) this.#local.drafts[xid] = [text, time];
    else delete this.#local.drafts[xid];
    this.#save();
  }

  touch(xid: number, time: number): void {
    this.#local.touched[xid] = time;
    this.#save();
  }

  consumeAt(gid: number): void {
    this.#local.seen[gid] = this.#context.client.conversation(gid).messages().slice(-1)[0]?.mid ?? 0;
    this.#save();
  }

  /** A conversation that was removed takes its local traces along. */
  forget(xid: number): void {
    delete this.#local.drafts[xid];
    delete this.#local.touched[xid];
    this.#unread.delete(xid);
    this.#stored?.set(this.#local);
  }

  #save(): void {
    this.#stored?.set(this.#local);
    this.#context.emit("recentlistUpdate", undefined);
  }

  #item({ xid, kind, time, readMid }: ConversationSummary, last: CoreMessage | undefined): ConversationItem {
    const [draft = "", draftTime = 0] = this.#local.drafts[xid] ?? [];
    const from = Math.max(readMid, this.#local.seen[xid] ?? 0);
    const messages = kind === "group" ? this.#context.client.conversation(xid).messages() : [];
    const timestamp = last?.time ?? time;
    return {
      type: kind === "group" ? "group" : "roster",
      id: xid,
      content: last ? (last.ctype === "text" ? last.content : last.ctype) : "",
      ext: last?.ext ?? "",
      timestamp: timestamp ? String(timestamp) : "",
      hasAt: messages.some((message) => message.mid > from && mentions(message, this.#uid)),
      draft,
      draftTimestamp: draftTime ? String(draftTime) : "",
    };
  }

  #rank({ id, timestamp, draftTimestamp }: ConversationItem): number {
    return Math.max(Number(timestamp), Number(draftTimestamp), this.#local.touched[id] ?? 0);
  }
}
