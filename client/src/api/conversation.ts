import type { Draft, HistoryPage, HistoryQuery, Message, Sending, SendOptions, Sent } from "./message";

export type ConversationKind = "direct" | "group" | "system";

/** How a conversation's traffic travels now. */
export type ConversationPath = "inbox" | "direct";

/** A line of the conversation list, as it is now; an update makes a new object. */
export interface ConversationSummary {
  /** The peer's id, the group's id, or 0 for system messages. */
  readonly xid: number;
  readonly kind: ConversationKind;
  /** Messages of others after the read position. */
  readonly unread: number;
  /** The newest message in memory, own unsent ones included. */
  readonly last: Message | null;
  /** When something last happened here, ms. */
  readonly time: number;
  /** How far this user has read, on any device. */
  readonly readMid: number;
  /** How far the peer has read (one-to-one only, else 0). */
  readonly peerReadMid: number;
}

/** One conversation. Handles are cheap and stay valid; `client.conversation(xid)` always gives the same one. */
export interface ConversationCore {
  readonly xid: number;
  readonly kind: ConversationKind;
  readonly summary: ConversationSummary;

  /**
   * What is in memory, in order; own messages not yet committed come last. With a store, the first call after a reload may give
   * the newest one alone, and fetches what is kept of the others: a `conversation` event tells that they are here.
   */
  messages(): readonly Message[];

  /** Sends text or a draft. The message appears in messages() at once, as `sending`. */
  send(message: string | Draft, options?: SendOptions): Sending;
  /** Sends a failed message again, as a new one. What is refused at once leaves the failed one; InvalidParam: there is none. */
  resend(id: string): Sending;
  /** Drops a failed message from memory. */
  discard(id: string): void;
  /** Moves this user's read position up to a mid, by default to the newest message, on all devices. */
  markRead(upTo?: number): Promise<void>;
}

export interface Conversation extends ConversationCore {
  readonly path: ConversationPath;

  /** One page backward; pages that continue what is in memory are added to it. */
  history(query?: HistoryQuery): Promise<HistoryPage>;
  /** Tells the author of a voice message that this user heard it. */
  markPlayed(mid: number): Promise<void>;
  /** Moves the read position back before this message. */
  markUnread(mid: number): Promise<void>;
  /** Tells the others that this user is typing, or stopped; sent now or never. */
  typing(on: boolean): void;

  /** Takes a message back for everybody: own ones within five minutes, any as a group's owner or admin. */
  recall(mid: number): Promise<Sent>;
  /** Replaces the text of an own message (an empty one leaves it); config and ext are merged into what is there. */
  edit(mid: number, change: string | Pick<Draft, "content" | "config" | "ext">): Promise<Sent>;
  /** Adds text to the end of an own message, as a stream does. */
  append(mid: number, content: string): Promise<Sent>;
  /** Hides a message from this user, on all devices. */
  delete(mid: number): Promise<void>;
  /** Removes the conversation from this device's list, or from every device together with its history for this user. */
  remove(everywhere?: boolean): Promise<void>;
  /** Members known to have read a message; in a one-to-one conversation the peer or nobody. */
  readBy(mid: number): readonly number[];

  /**
   * Moves this conversation to a socket of its own: fewer hops while somebody looks at it. True once it is there, false
   * when that was not possible now; the inbox carries on meanwhile and the direct socket is tried again.
   */
  open(): Promise<boolean>;
  /** Back to the inbox socket. Messages loaded by history() beyond the bound leave the memory. */
  close(): void;
}
