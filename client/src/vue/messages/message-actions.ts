import type { Message } from "../../index";
import type { Phrase } from "../language/en";
import type { IconName } from "../ui/icons";

export type MessageAction = "reply" | "copy" | "edit" | "readers" | "recall" | "delete" | "resend" | "discard";

/** The server's own window for taking a message back, ms. */
const RECALL_MS = 5 * 60_000;

/** What the reader is, where the message is. */
export interface Reader {
  /** Owner or admin of the group. */
  readonly manages: boolean;
  /** It is a group whose authors are told who has read. */
  readonly receipts: boolean;
}

/** What this user may do with a message. */
export function actionsFor(message: Message, { manages, receipts }: Reader, nowMs: number): MessageAction[] {
  if (message.status === "failed") return ["resend", "copy", "discard"];
  if (message.mid === 0) return [];
  if (message.recalled) return ["delete"];
  const actions: MessageAction[] = ["reply"];
  const text = message.ctype === "text";
  if (text) actions.push("copy");
  if (text && message.own && !message.system) actions.push("edit");
  if (receipts && message.own) actions.push("readers");
  if (manages || (message.own && nowMs - message.time < RECALL_MS)) actions.push("recall");
  return [...actions, "delete"];
}

export const actionLooks: Readonly<Record<MessageAction, { readonly label: Phrase; readonly icon: IconName }>> = {
  reply: { label: "message.reply", icon: "reply" },
  copy: { label: "message.copy", icon: "copy" },
  edit: { label: "message.edit", icon: "edit" },
  readers: { label: "message.readers", icon: "doubleCheck" },
  recall: { label: "message.recall", icon: "undo" },
  delete: { label: "message.delete", icon: "trash" },
  resend: { label: "message.resend", icon: "refresh" },
  discard: { label: "message.discard", icon: "close" },
};
