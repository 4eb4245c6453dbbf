/** What a file is: what its first bytes say, and where they say nothing, what the uploader says. */

import { fileTypeFromBuffer } from "file-type";

/** Enough of the beginning to know a file by. */
export const HEAD_BYTES = 4100;

const UNKNOWN = "application/octet-stream";

const MEDIA = /^(image|audio|video)\//;

/** What is one of these begins as one. Others may be told further in than the first bytes go, or not at all. */
const ALWAYS_SAID = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/**
 * Text that a browser would run as a page or a drawing, whatever it is called. A comment ends at its first `-->` and nowhere
 * else: where it may end at any later one, a few dozen comments can be read in more ways than there is time for.
 */
const MARKUP =
  /^(?:\ufeff)?\s*(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<(?:!doctype|\?xml|html|svg|head|body|script|iframe|title|style)\b/i;

export async function mediaType(head: Uint8Array, said: string): Promise<string> {
  const declared = normalised(said);
  if (MARKUP.test(new TextDecoder().decode(head))) return isMarkup(declared) ? declared : "text/html";
  const found = normalised((await fileTypeFromBuffer(head))?.mime ?? "");
  if (found === UNKNOWN) return ALWAYS_SAID.has(declared) ? UNKNOWN : declared;
  // A recording in a container that may also hold a picture.
  if (found.startsWith("video/") && declared.startsWith("audio/")) return declared;
  // Many formats are archives or texts at heart: there the uploader knows better, but a picture has to be one.
  return MEDIA.test(found) || MEDIA.test(declared) || declared === UNKNOWN ? found : declared;
}

/** Scripts have a dozen names, and a browser knows them all (WHATWG MIME Sniffing, 4.6). */
const RUN =
  /^(text\/html|(text|application)\/(xml|(x-)?(java|ecma)script)|text\/(javascript1\.[0-5]|jscript|livescript)|.*\+xml)$/;

/** Whether a browser may run what is in it. */
export function isMarkup(type: string): boolean {
  return RUN.test(type);
}

function normalised(type: string): string {
  const [essence = ""] = type.toLowerCase().split(";");
  const known = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/.test(essence.trim());
  return known ? essence.trim() : UNKNOWN;
}
