import { isGroupId } from "../../../protocol/ids";
import type { Conversation, ConversationKind, ConversationSummary } from "../api/conversation";
import type { Origin } from "../api/events";
import type { Message } from "../api/message";
import type { Wire } from "../generated/schema";
import { BoundedMap } from "./bounded-map";
import { ConversationLog } from "./log";
import { Timeline } from "./timeline";
import { Unread } from "./unread";

/** One entry of a log, as it waits to be applied. */
export interface Entry {
  readonly seq: number;
  readonly mid: number;
  readonly meta: Wire["Meta"];
  readonly origin: Origin;
  /** Set where an ack told it: the body this client sent has none. */
  readonly editTime?: number;
}

/** What became of a message that is not shown any more. */
export interface Gone {
  /** For this user alone; else recalled. */
  readonly deleted: boolean;
  /** The entry that did it; 0: none of this log, whose place would say what a list's count knows. */
  readonly by: number;
  /** It counted as unread. */
  readonly counted: boolean;
}

/** What this client knows of one conversation. */
export class ConversationState {
  /** What the application holds. */
  readonly handle: Conversation;
  readonly xid: number;
  readonly kind: ConversationKind;
  readonly log = new ConversationLog<Entry>();
  readonly timeline: Timeline;
  readonly unread = new Unread();
  /** How far each other member has read. */
  readonly readers = new BoundedMap<number>(1000);
  /** Messages recalled or deleted lately: a page made before, or a late ack, must not bring them back. */
  readonly gone = new BoundedMap<Gone>(500);
  /** Edits of messages that were not in memory, by time: a page made before must be asked for again. */
  readonly missedEdits = new BoundedMap<number>(200);
  /** Own entries that came before their ack, hidden behind the message (by id) that they seem to be. */
  echoes: { readonly id: string; readonly message: Message }[] = [];
  /** Farthest receipts of anybody else. */
  read = 0;
  delivered = 0;
  /** Newest mid the server told of. */
  headMid = 0;
  headTime = 0;
  listed = false;
  /** The read position moved here since the list was asked for, or the server is still to hear of it: the list's is older. */
  readHere = false;
  reading = 0;

  constructor(xid: number, keep: number, handleOf: (state: ConversationState) => Conversation) {
    this.xid = xid;
    this.kind = xid === 0 ? "system" : isGroupId(xid) ? "group" : "direct";
    this.timeline = new Timeline(keep);
    this.handle = handleOf(this);
  }

  /** A committed message, shown or waiting as an echo. */
  message(mid: number): Message | undefined {
    return this.timeline.get(mid) ?? this.echoes.filter(({ message }) => message.mid === mid)[0]?.message;
  }

  /** Puts the message in the place of the one with its mid; false when that one is not shown. */
  replace(message: Message): boolean {
    const shown = this.timeline.get(message.mid) !== undefined;
    if (shown) this.timeline.put(message);
    else this.echoes = this.echoes.map((echo) => (echo.message.mid === message.mid ? { ...echo, message } : echo));
    return shown;
  }

  summary(): ConversationSummary {
    const all = this.timeline.all();
    const last = all[all.length - 1] ?? null;
    return {
      xid: this.xid,
      kind: this.kind,
      unread: this.unread.count,
      last,
      time: last?.time ?? this.headTime,
      readMid: this.unread.readMid,
      peerReadMid: this.kind === "direct" ? this.read : 0,
    };
  }

  /** An own committed message with what receipts already say about it. */
  withReceipts(message: Message): Message {
    if (!message.own || message.status === "read") return message;
    if (message.mid <= this.read) return { ...message, status: "read" };
    return message.mid <= this.delivered ? { ...message, status: "delivered" } : message;
  }

  /** Others got everything up to mid; the own messages in memory that this changes. */
  receipt(kind: "read" | "delivered", mid: number): Message[] {
    const before = this[kind];
    if (mid <= before) return [];
    this[kind] = mid;
    const changed: Message[] = [];
    for (const message of this.timeline.between(before, mid)) {
      const after = this.withReceipts(message);
      if (after.status !== message.status) {
        this.timeline.put(after);
        changed.push(after);
      }
    }
    return changed.reverse();
  }
}
