/** Identifiers: who is a user, what a conversation is called, which hub holds an inbox, and how a mid is made. */

/** Message ids count from here: 2025-01-01T00:00:00Z in Unix ms. */
export const EPOCH_MS = 1_735_689_600_000;

/** Low bits of a mid, free for messages of one millisecond. */
const MID_SLOTS = 4096;

/** Ids are handed to apps in blocks of this many; a block is also what one hub holds. */
export const BLOCK_SIZE = 256;

/** The id every notice to a single user travels under (xsync.md §8.4). */
export const SYSTEM_UID = 0;

/** First mid of a millisecond (Unix ms). */
export function midAt(ms: number): number {
  return (ms - EPOCH_MS) * MID_SLOTS;
}

/** Unix ms a mid was made at. */
export function midTime(mid: number): number {
  return Math.floor(mid / MID_SLOTS) + EPOCH_MS;
}

/**
 * The mid that follows `last` at `nowMs`: time-ordered where the clock allows, always greater than `last`. `slot`
 * (0 … 4095) is the conversation's own: two of one millisecond in two conversations then hardly ever get the same mid,
 * and an operation that names a message alone finds the right one ([OP-4]).
 */
export function nextMid(last: number, nowMs: number, slot = 0): number {
  return Math.max(last + 1, midAt(nowMs) + slot);
}

/** The slot of a conversation, by its key. */
export function slotOf(key: string): number {
  let hash = 0;
  for (let i = 0; i < key.length; i++) hash = (Math.imul(hash, 31) + key.charCodeAt(i)) >>> 0;
  return hash % MID_SLOTS;
}

export function blockOf(id: number): number {
  return Math.floor(id / BLOCK_SIZE);
}

/** Users and groups share one number space: even blocks hold users, odd blocks groups, so an id alone tells its kind. */
export function isGroupId(id: number): boolean {
  return blockOf(id) % 2 === 1;
}

/** Name of the hub that holds a user's inbox. */
export function hubName(app: string, uid: number): string {
  return `${app}:${blockOf(uid)}`;
}

/** A conversation within its app. */
export type Conversation =
  | { readonly kind: "direct"; readonly low: number; readonly high: number }
  | { readonly kind: "group"; readonly gid: number };

/** The conversation that `uid` means by the id `xid`: a group, or the two of them. */
export function conversationOf(uid: number, xid: number): Conversation {
  if (isGroupId(xid)) return { kind: "group", gid: xid };
  return { kind: "direct", low: Math.min(uid, xid), high: Math.max(uid, xid) };
}

/** Name of the conversation's object, and its key in D1 after the app. */
export function conversationName(app: string, conversation: Conversation): string {
  return `${app}:${conversationKey(conversation)}`;
}

/** The part of the name that is unique within an app: `u:{low}:{high}` or `g:{gid}`. */
export function conversationKey(conversation: Conversation): string {
  return conversation.kind === "group" ? `g:${conversation.gid}` : `u:${conversation.low}:${conversation.high}`;
}

export interface ConversationName {
  readonly app: string;
  readonly conversation: Conversation;
}

/** Splits an object's name into app and conversation; null when it is not one. */
export function parseConversationName(name: string): ConversationName | null {
  const match = /^([^:]+):(?:u:(\d+):(\d+)|g:(\d+))$/.exec(name);
  if (!match) return null;
  const [, app = "", low, high, gid] = match;
  const conversation: Conversation =
    gid !== undefined ? { kind: "group", gid: Number(gid) } : { kind: "direct", low: Number(low), high: Number(high) };
  return { app, conversation };
}

/** How `uid` calls the conversation: the group's id, or the other one's (its own, talking to itself). */
export function xidFor(conversation: Conversation, uid: number): number {
  if (conversation.kind === "group") return conversation.gid;
  return conversation.low === uid ? conversation.high : conversation.low;
}
