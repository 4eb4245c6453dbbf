/** How an edit changes a stored message (xsync.md §7.6). */

import { pb } from "../../protocol/codec";
import { parseObject } from "../../protocol/message-body";
import { isJsonObject, parseExact } from "../exact-json";

/** APPEND adds its text. */
export function appended(body: pb.MessageBody, edit: pb.MessageBody, editTime: number): pb.MessageBody.$Properties {
  return { ...body, content: (body.content ?? "") + (edit.content ?? ""), edit_timestamp: editTime };
}

/** REPLACE swaps the text and merges config and ext as objects, arrays whole. What the edit leaves empty stays. */
export function replaced(body: pb.MessageBody, edit: pb.MessageBody, editTime: number): pb.MessageBody.$Properties {
  const config = mergedText(body.config ?? "", edit.config ?? "");
  const ext = mergedText(body.ext ?? "", edit.ext ?? "");
  return {
    ...body,
    content: edit.content ? edit.content : (body.content ?? ""),
    ...(config ? { config } : {}),
    ...(ext ? { ext } : {}),
    ...(edit.attachment ? { attachment: edit.attachment } : {}),
    edit_timestamp: editTime,
  };
}

/** Clients write the text `null` for what they leave unset. */
function mergedText(old: string, edit: string): string {
  if (edit === "" || edit === "null") return old;
  const change = parseObject(edit, parseExact);
  if (!isJsonObject(change)) return edit;
  const base = parseObject(old, parseExact);
  return isJsonObject(base) ? JSON.stringify(mergedObject(base, change)) : edit;
}

function mergedObject(base: Record<string, unknown>, change: Record<string, unknown>): Record<string, unknown> {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(change)) {
    const before = merged.get(key);
    merged.set(key, isJsonObject(before) && isJsonObject(value) ? mergedObject(before, value) : value);
  }
  return Object.fromEntries(merged);
}
