import type { ClientError } from "../client-error";
import type { Conversation, ConversationSummary } from "./conversation";
import type { Message } from "./message";
import type { Notice } from "./notice";

/** The connection, as a union: what cannot be combined cannot be written. */
export type ConnectionState =
  /** Not logged in, or logged out. */
  | { readonly at: "offline" }
  /** Asking for a token or opening the socket; attempt counts from 1. */
  | { readonly at: "connecting"; readonly attempt: number }
  | { readonly at: "online"; readonly sinceMs: number }
  /** The connection is down and will be tried again by itself. */
  | { readonly at: "waiting"; readonly attempt: number; readonly retryAtMs: number; readonly cause: ClientError }
  /** Given up: kicked, frozen, token refused. Log in again. */
  | { readonly at: "closed"; readonly cause: ClientError };

/** Whether what the server has is here. */
export type SyncState = "idle" | "syncing" | "synced";

/** How a message came: pushed now, missed while away, or from before this client's first login. */
export type Origin = "live" | "catchUp" | "tail";

export type MessageChange =
  | "queued"
  | "sent"
  | "failed"
  | "edited"
  | "recalled"
  /** Delivered or read. */
  | "receipt"
  /** No longer shown: deleted, cancelled or discarded. */
  | "removed";

/** What an edit said; the message has it merged in. */
export interface Edit {
  /** Text was added to the end, not replaced. */
  readonly append: boolean;
  readonly content: string;
  /** JSON text, or empty. */
  readonly config: string;
  readonly ext: string;
}

/** The event map: name → what a listener gets. */
export interface OrioleEvents<Handle = Conversation> {
  /** The connection changed. */
  state: ConnectionState;
  /** Catching up began or ended. */
  sync: SyncState;
  /** A message of somebody else, or of this user's other devices: once each, in the conversation's order. */
  message: { readonly conversation: Handle; readonly message: Message; readonly origin: Origin };
  /** A message in memory changed, or an own one was queued. */
  messageUpdated: {
    readonly conversation: Handle;
    readonly message: Message;
    readonly change: MessageChange;
    /** When it was edited. An edit that came in a page of what was missed is never an addition. */
    readonly edit?: Edit | undefined;
  };
  /** A member read, or their device got, everything up to mid. */
  receipt: {
    readonly conversation: Handle;
    readonly uid: number;
    readonly kind: "delivered" | "read" | "played";
    readonly mid: number;
  };
  /** Somebody is typing, or stopped. */
  typing: { readonly conversation: Handle; readonly uid: number; readonly typing: boolean };
  /** A line of the conversation list is new or changed (order, unread, last message); null when it left the list. */
  conversation: { readonly xid: number; readonly summary: ConversationSummary | null };
  /** Something happened to a group, a contact or the user. */
  notice: Notice;
  /** This session was ended by the server for the user's account or device; nothing reconnects. */
  kicked: ClientError;
  /** Something failed that no promise carries. */
  error: ClientError;
}
