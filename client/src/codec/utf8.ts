/** UTF-8 by hand: some mini-program hosts and old browsers have no TextEncoder. Half a surrogate pair becomes U+FFFD. */

/** The upper six bits of the first half of a surrogate pair; the second half has one more. */
const HIGH = 54;
/** What the marks of the two halves add up to, less the 0x10000 that a pair counts from. */
const PAIR_BASE = (0xd800 << 10) + 0xdc00 - 0x10000;

export function writeUtf8(text: string): number[] {
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (code >> 10 === HIGH && next >> 10 === HIGH + 1) {
      code = (code << 10) + next - PAIR_BASE;
      i++;
    } else if (code >> 11 === HIGH >> 1) code = 0xfffd;
    if (code < 0x80) out.push(code);
    else {
      if (code < 0x800) out.push(0xc0 | (code >> 6));
      else {
        if (code < 0x10000) out.push(0xe0 | (code >> 12));
        else out.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63));
        out.push(0x80 | ((code >> 6) & 63));
      }
      out.push(0x80 | (code & 63));
    }
  }
  return out;
}

/** Bytes that are no UTF-8 become some text: what they were to say is lost in any case. */
export function readUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; ) {
    let code = bytes[at++] as number;
    if (code > 127) {
      const more = code > 239 ? 3 : code > 223 ? 2 : 1;
      code &= 63 >> more;
      for (let i = 0; i < more; i++) code = (code << 6) | ((bytes[at++] as number) & 63);
    }
    const rest = code - 0x10000;
    text += rest < 0 ? String.fromCharCode(code) : String.fromCharCode(0xd800 | (rest >> 10), 0xdc00 | (rest & 1023));
  }
  return text;
}

/** Length of the text in UTF-8, bytes. */
export function utf8Length(text: string): number {
  return writeUtf8(text).length;
}
