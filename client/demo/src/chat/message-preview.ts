import type { Message } from "oriole-client";
import type { Phrase } from "../language/en";
import type { Language } from "../language/language";

/** One line that stands for a message; `name` gives the name of its author. */
export function messagePreview(
  message: Message,
  group: boolean,
  t: Language["t"],
  name: (uid: number) => string,
): string {
  if (message.recalled) return recalledText(message, t, name);
  const text = message.ctype === "text" ? message.content : `[${t(`ctype.${message.ctype}` satisfies Phrase)}]`;
  if (message.own) return `${t("message.you")}: ${text}`;
  return group ? `${name(message.from)}: ${text}` : text;
}

export function recalledText(message: Message, t: Language["t"], name: (uid: number) => string): string {
  return message.own ? t("message.recalledOwn") : t("message.recalled", { name: name(message.from) });
}
