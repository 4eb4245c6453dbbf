import type { Message } from "../../index";
import type { Phrase } from "../language/en";
import type { Translate } from "../language/language";
import { attachmentOf } from "./message-parts";

type Names = (uid: number) => string;

/** One line that stands for a message; `name` gives the name of its author. */
export function messagePreview(message: Message, group: boolean, t: Translate<Phrase>, name: Names): string {
  if (message.recalled) return recalledText(message, t, name);
  const text = messageText(message, t);
  if (!message.own && !group) return text;
  return t("message.by", { name: message.own ? t("message.you") : name(message.from), text });
}

/** The text of a message, or what kind of thing it is, and of a file its name. */
export function messageText(message: Message, t: Translate<Phrase>): string {
  if (message.ctype === "text") return message.content;
  const kind = `[${t(`ctype.${message.ctype}` satisfies Phrase)}]`;
  const name = message.ctype === "file" ? attachmentOf(message).name : "";
  return name ? `${kind} ${name}` : kind;
}

export function recalledText(message: Message, t: Translate<Phrase>, name: Names): string {
  return message.own ? t("message.recalledOwn") : t("message.recalled", { name: name(message.from) });
}
