/**
 * JSON can say half of a surrogate pair (`"\ud83d"`: an emoji that was cut in two), and UTF-8 cannot. Written to a frame it
 * would be bytes for which strict clients refuse the whole page, and D1 would have another text than the objects.
 */

/** Of text that came as UTF-8 nothing else makes one. */
const ESCAPED_SURROGATE = /\\ud[89a-f]/i;

/** As JSON.parse, with U+FFFD for each half, which is what our SDK and all encoders of the platform write for it. */
export function parseWellFormed(text: string): unknown {
  if (!ESCAPED_SURROGATE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_key, value) =>
    typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value,
  );
}
