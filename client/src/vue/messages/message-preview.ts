import type { Message } from "../../index";
import type { Phrase } from "../language/en";
import type { Translate } from "../language/language";

type Names = (uid: number) => string;

/** One line that stands for a message; `name` gives the name of its author. */
export function messagePreview(message: Message, group: boolean, t: Translate<Phrase>, name: Names): string {
  if (message.recalled) return recalledText(message, t, name);
  const text = messageText(message, t);
  if (message.own) return `${t("message.you")}: ${text}`;
  return group ? `${name(message.from)}: ${text}` : text;
}

/** The text of a message, or what kind of thing it is. */
export function messageText(message: Message, t: Translate<Phrase>): string {
  return message.ctype === "text" ? message.content : `[${t(`ctype.${message.ctype}` satisfies Phrase)}]`;
}

export function recalledText(message: Message, t: Translate<Phrase>, name: Names): string {
  return message.own ? t("message.recalledOwn") : t("message.recalled", { name: name(message.from) });
}
