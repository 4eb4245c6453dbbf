/** oriole-client/content: what a message of each type carries, as its type says, whoever sent it. */

import type { Attachments, ContentType, Message } from "../index";

type Row = Readonly<Record<string, unknown>>;

/** What a type cannot do without is checked; of the rest, other clients may have written anything. */
type Checked<Known> = {
  readonly [Key in keyof Known as undefined extends Known[Key] ? never : Key]: Known[Key];
} & Row;

/** A message's type, text and attachment: a switch over `ctype` says what `attachment` is. */
export type Content = {
  [Type in ContentType]: {
    readonly ctype: Type;
    readonly text: string;
    readonly attachment: Type extends keyof Attachments ? Checked<Attachments[Type]> : Row;
  };
}[ContentType];

/** Null when the attachment is not what the type says: anybody may send anything. */
export function contentOf({ ctype, content: text, attachment: json }: Message): Content | null {
  const attachment = rowIn(json);
  const is = (key: string, type: string) => typeof attachment[key] === type;
  const fits =
    ctype === "location"
      ? is("lat", "number") && is("lon", "number")
      : is("url", "string") || !/file|image|audio|video/.test(ctype);
  return fits ? ({ ctype, text, attachment } as Content) : null;
}

function rowIn(json: string): Row {
  try {
    return { ...JSON.parse(json) };
  } catch {
    return {};
  }
}
