import type { ClientError } from "../client-error";

/** What a message carries. */
export type ContentType = "text" | "image" | "audio" | "video" | "file" | "location" | "command" | "forward" | "rtc";

/**
 * Where a message stands. Own ones go sending → sent (committed) → delivered → read, or to failed; `received` is a
 * message of somebody else.
 */
export type MessageStatus = "sending" | "sent" | "delivered" | "read" | "failed" | "received";

/** One message, as it is now. Objects are never changed: an update makes a new one with the same `id`. */
export interface Message {
  /** Stable for as long as this client lives, also over the ack: the key for lists. */
  readonly id: string;
  /** The server's id, growing within the conversation; 0 until committed. */
  readonly mid: number;
  /** Place in the conversation, 1, 2, 3 …; 0 until committed, or when the server did not say (history). */
  readonly seq: number;
  /** The conversation: the peer's id, the group's id, or 0. */
  readonly xid: number;
  readonly from: number;
  /** Serial of the sending device. */
  readonly device: number;
  readonly own: boolean;
  /** Server time, ms; this client's time until committed. */
  readonly time: number;
  readonly ctype: ContentType;
  readonly content: string;
  /** JSON text, or empty. */
  readonly attachment: string;
  readonly config: string;
  readonly ext: string;
  readonly status: MessageStatus;
  /** Time of the last edit, ms; 0 when never edited. */
  readonly editedAt: number;
  /** The author took it back: content and attachment are gone. */
  readonly recalled: boolean;
  /** Sent by the system, not by a person. */
  readonly system: boolean;
  /** Why it failed. */
  readonly error?: ClientError;
}

/** An uploaded file, by the keys of existing clients. */
export interface FileAttachment {
  readonly url: string;
  /** What it is called. */
  readonly dName?: string;
  /** Bytes. */
  readonly fLen?: number;
}

/** What each type of message has attached; the others have what they like. */
export interface Attachments {
  readonly file: FileAttachment;
  /** `tUrl` is a smaller picture; px. */
  readonly image: FileAttachment & { readonly tUrl?: string; readonly width?: number; readonly height?: number };
  /** Seconds. */
  readonly audio: FileAttachment & { readonly duration?: number };
  /** `tUrl` is the still picture. */
  readonly video: Attachments["image"] & Attachments["audio"];
  readonly location: { readonly lat: number; readonly lon: number; readonly addr?: string };
}

/** Known keys are typed; others may be there. */
type Open<Known> = Known & { readonly [key: string]: unknown };

/** A type, and what it has attached: an object or its JSON text. */
type Carried =
  | { readonly ctype?: Exclude<ContentType, keyof Attachments>; readonly attachment?: string | object }
  | {
      [Type in keyof Attachments]: { readonly ctype: Type; readonly attachment: string | Open<Attachments[Type]> };
    }[keyof Attachments];

/** A message to send; `ctype` is `text` by default. Objects become JSON text. */
export type Draft = Carried & DraftText;

interface DraftText {
  readonly content?: string;
  readonly config?: string | object;
  readonly ext?: string | object;
  /** 0 to 10; 0 is delivered widely, higher may be dropped in crowded chatrooms. */
  readonly priority?: number;
}

/** A committed message or operation. */
export interface Sent {
  readonly mid: number;
  /** Place in the conversation; 0 for what has none (receipts, deletions). */
  readonly seq: number;
  /** Server time, ms. */
  readonly time: number;
}

/** A send under way: resolves when committed, rejects with a ClientError when refused for good or cancelled. */
export interface Sending extends Promise<Sent> {
  /** `id` of the message in the conversation. */
  readonly id: string;
  /** Takes it out of the outbox; false when it may have left already. */
  cancel(): boolean;
}

export interface SendOptions {
  /** Give up after this long, ms. A message that had left may be committed all the same, and then becomes `sent`. */
  readonly timeoutMs?: number;
}

export interface HistoryQuery {
  /** Messages before this mid. Default: before the oldest one in memory; 0: from the newest. */
  readonly before?: number;
  /** Default 20. */
  readonly limit?: number;
}

export interface HistoryPage {
  /** Oldest first. */
  readonly messages: readonly Message[];
  /** Pass as `before` to go on; 0 at the beginning of the conversation. */
  readonly next: number;
}
