/** Who may do what in a conversation. Decisions only: no storage, no clock of their own. */

import { type ErrorName } from "../../protocol/errors";
import type { Conversation } from "../../protocol/ids";
import { RECALL_WINDOW_MS } from "../../protocol/limits";
import type { GroupRole } from "../rpc";

/** The text existing clients recognise (xsync.md §7.2). */
export const RECALL_REFUSED = "exceed recall time limit";

/** [SEND-4] the body's own type must agree with the kind of conversation. */
export function wrongType(conversation: Conversation, type: number, chat: number, groupChat: number): boolean {
  return type !== (conversation.kind === "group" ? groupChat : chat);
}

/** May this member recall that message? A window of 0 leaves it to admins. */
export function canRecall(
  message: { sender: number; time: number },
  by: { uid: number; role: GroupRole | null },
  nowMs: number,
  windowMs = RECALL_WINDOW_MS,
): ErrorName | null {
  if (by.role === "owner" || by.role === "admin") return null;
  if (message.sender !== by.uid || windowMs === 0) return "MessageRecallDisabled";
  return nowMs - message.time <= windowMs ? null : "MessageOutRecallTime";
}

/** May this user edit that message? */
export function canEdit(message: { sender: number }, by: number): ErrorName | null {
  return message.sender === by ? null : "UserPermissionDenied";
}

/** The server's edit time: never before the message, and later than any edit before it (xsync.md §7.6, gating). */
export function editTimeFor(messageTime: number, lastEdit: number, nowMs: number): number {
  return Math.max(nowMs, messageTime, lastEdit + 1);
}
