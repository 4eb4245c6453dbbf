import type { Message } from "oriole-client";
import type { Phrase } from "../language/en";
import type { IconName } from "../ui/icons";

export type MessageAction = "copy" | "edit" | "recall" | "delete" | "resend" | "discard";

/** The server's own window for taking a message back, ms. */
const RECALL_MS = 5 * 60_000;

/** What this user may do with a message; `manages` is true for the owner of a group. */
export function actionsFor(message: Message, manages: boolean, nowMs: number): MessageAction[] {
  if (message.status === "failed") return ["resend", "copy", "discard"];
  if (message.mid === 0) return [];
  if (message.recalled) return ["delete"];
  const actions: MessageAction[] = [];
  const text = message.ctype === "text";
  if (text) actions.push("copy");
  if (text && message.own && !message.system) actions.push("edit");
  if (manages || (message.own && nowMs - message.time < RECALL_MS)) actions.push("recall");
  return [...actions, "delete"];
}

export const actionLooks: Readonly<Record<MessageAction, { readonly label: Phrase; readonly icon: IconName }>> = {
  copy: { label: "message.copy", icon: "copy" },
  edit: { label: "message.edit", icon: "edit" },
  recall: { label: "message.recall", icon: "undo" },
  delete: { label: "message.delete", icon: "trash" },
  resend: { label: "message.resend", icon: "refresh" },
  discard: { label: "message.discard", icon: "close" },
};
