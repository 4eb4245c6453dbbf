/** UTF-8 by hand: some mini-program hosts and old browsers have no TextEncoder. Half a surrogate pair becomes U+FFFD. */

const REPLACEMENT = 0xfffd;

export function writeUtf8(text: string): number[] {
  const out: number[] = [];
  for (let i = 0; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code >= 0xd800 && code < 0xe000) {
      const low = text.charCodeAt(i + 1);
      if (code < 0xdc00 && low >= 0xdc00 && low < 0xe000) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      } else code = REPLACEMENT;
    }
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

export function readUtf8(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  let at = start;
  const next = (): number => (at < end && ((bytes[at] as number) & 0xc0) === 0x80 ? (bytes[at++] as number) & 63 : -1);
  while (at < end) {
    const first = bytes[at++] as number;
    const more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
    let code = more ? first & (63 >> more) : first;
    for (let i = 0; i < more && code >= 0; i++) {
      const bits = next();
      code = bits < 0 ? -1 : code * 64 + bits;
    }
    if (code < 0 || code > 0x10ffff || (first >= 0x80 && first < 0xc0)) code = REPLACEMENT;
    text +=
      code < 0x10000
        ? String.fromCharCode(code)
        : String.fromCharCode(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 1023));
  }
  return text;
}

/** Length of the text in UTF-8, bytes. */
export function utf8Length(text: string): number {
  return writeUtf8(text).length;
}
