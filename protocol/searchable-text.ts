/** What of a message can be searched for. */

import type { pb } from "./codec";
import { foldText } from "./fold-text";
import { parseObject } from "./message-body";

/** A file is found by its name; longer ones are cut. */
const MAX_FILE_NAME = 256;

/** The folded text of a message: what it says, and the name of its file. */
export function searchableText({ content, attachment }: Pick<pb.MessageBody, "content" | "attachment">): string {
  const name = attachment ? parseObject(attachment)?.["dName"] : undefined;
  const file = typeof name === "string" ? name.slice(0, MAX_FILE_NAME) : "";
  return foldText(file === "" ? (content ?? "") : `${content ?? ""}\n${file}`);
}
