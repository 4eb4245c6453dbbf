/**
 * The same picture of 100 × 70 px as several kinds of JPEG, made by libjpeg: green to y = 16, below it red to x = 48 and
 * blue from there on. And JPEGs made here, of gray blocks with restart markers, which libjpeg makes only when told.
 */

const decoded = (...lines: string[]) => Uint8Array.from(Buffer.from(lines.join(""), "base64"));

export const JPEGS = {
  sequential: decoded(
    "/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREy",
    "YVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCABGAGQDASIAAhEBAxEB/8QAFwAB",
    "AQEBAAAAAAAAAAAAAAAAAAUEBv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/xAAYAQEBAQEBAAAAAAAAAAAAAAAABwYFCP/EABQRAQAAAAAAAAAAAA",
    "AAAAAAAAD/2gAMAwEAAhEDEQA/ANwDHsEAAAAAAAAAAAA5EB13oYAAABCAWJKgAAAAAF0BHVVAAAAQgFiSoAAAAABdAR1VQAAAEIBYkqAAAAAA",
    "XQEdVUAAABCAWJKgAAAAAH//2Q==",
  ),
  progressive: decoded(
    "/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREy",
    "YVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCABGAGQDASIAAhEBAxEB/8QAFwAB",
    "AQEBAAAAAAAAAAAAAAAAAAQDBf/EABgBAQEBAQEAAAAAAAAAAAAAAAAGBQQH/9oADAMBAAIQAxAAAAHcY+AAAAAAByB1+hgAQCxlQAALxHVQAE",
    "AsZUAAC8R1UABALGVAAAvEdVAAQCxlQAAP/8QAFBABAAAAAAAAAAAAAAAAAAAAYP/aAAgBAQABBQJr/8QAFBEBAAAAAAAAAAAAAAAAAAAAUP/a",
    "AAgBAwEBPwEP/8QAFBEBAAAAAAAAAAAAAAAAAAAAUP/aAAgBAgEBPwEP/8QAFBABAAAAAAAAAAAAAAAAAAAAYP/aAAgBAQAGPwJr/8QAFBABAA",
    "AAAAAAAAAAAAAAAAAAYP/aAAgBAQABPyFr/9oADAMBAAIAAwAAABAEEEEEEEMMP7774MMP7774MMP7774MMP7777//xAAUEQEAAAAAAAAAAAAA",
    "AAAAAABQ/9oACAEDAQE/EA//xAAUEQEAAAAAAAAAAAAAAAAAAABQ/9oACAECAQE/EA//xAAUEAEAAAAAAAAAAAAAAAAAAABg/9oACAEBAAE/EG",
    "v/2Q==",
  ),
  full: decoded(
    "/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREy",
    "YVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCABGAGQDAREAAhEBAxEB/8QAHwAA",
    "AQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2",
    "JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKz",
    "tLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtR",
    "EAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElK",
    "U1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5e",
    "bn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwC9Xx58EFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFABQAUAFAHI165/QwU",
    "AFABQAUAFAGFX7EflQUAFABQAUAFABQBu1+On6qFABQAUAFABQBhV+xH5UFABQAUAFABQAUAbtfjp+qhQAUAFABQAUAYVfsR+VBQAUAFABQAUA",
    "FAG7X46fqoUAFABQAUAFAGFX7EflQUAFABQAUAFABQBu1+On6qFABQAUAFABQBhV+xH5UFABQAUAFABQAUAbtfjp+qhQAUAFABQAUAYVfsR+VB",
    "QAUAFABQAUAFAG7X46fqoUAFABQAUAFAGFX7EflQUAFABQAUAFABQB//2Q==",
  ),
  gray: decoded(
    "/9j/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREy",
    "YVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wgARCABGAGQDASIAAhEBAxEB/8QAFgAB",
    "AQEAAAAAAAAAAAAAAAAAAAQF/8QAFAEBAAAAAAAAAAAAAAAAAAAAAP/aAAwDAQACEAMQAAAB3AAAAAAAYQAAIAAAAXgAAgAAABeAACAAAAF4AA",
    "IAAAAf/8QAFBABAAAAAAAAAAAAAAAAAAAAYP/aAAgBAQABBQJr/8QAFBEBAAAAAAAAAAAAAAAAAAAAUP/aAAgBAwEBPwEP/8QAFBEBAAAAAAAA",
    "AAAAAAAAAAAAUP/aAAgBAgEBPwEP/8QAFBABAAAAAAAAAAAAAAAAAAAAYP/aAAgBAQAGPwJr/8QAFBABAAAAAAAAAAAAAAAAAAAAYP/aAAgBAQ",
    "ABPyFr/9oADAMBAAIAAwAAABDzzzzzzzzzwAAADzzwAAADzzwAAADzzwAAAD//xAAUEQEAAAAAAAAAAAAAAAAAAABQ/9oACAEDAQE/EA//xAAU",
    "EQEAAAAAAAAAAAAAAAAAAABQ/9oACAECAQE/EA//xAAUEAEAAAAAAAAAAAAAAAAAAABg/9oACAEBAAE/EGv/2Q==",
  ),
};

/** Blocks of 8 × 8 px of these grays, so many a row. */
export function grayJpeg(grays: readonly number[], across: number, restartInterval: number): Uint8Array {
  const [width, height] = [across * 8, (grays.length / across) * 8];
  const u16 = (value: number) => [value >> 8, value & 255];
  const segment = (code: number, body: number[]) => [0xff, code, ...u16(body.length + 2), ...body];
  const sizes = Array.from({ length: 12 }, (_, n) => n);
  const counts = (length: number, count: number) =>
    sizes.concat(12, 13, 14, 15).map((n) => (n === length - 1 ? count : 0));
  return Uint8Array.from([
    ...[0xff, 0xd8],
    // All steps are 8, so that a mean is a gray less 128.
    ...segment(0xdb, [0, ...Array<number>(64).fill(8)]),
    ...segment(0xc0, [8, ...u16(height), ...u16(width), 1, 1, 0x11, 0]),
    // Sizes of differences in 4 bits; the end of a block in 1.
    ...segment(0xc4, [0x00, ...counts(4, 12), ...sizes]),
    ...segment(0xc4, [0x10, ...counts(1, 1), 0]),
    ...segment(0xdd, u16(restartInterval)),
    ...segment(0xda, [1, 1, 0, 0, 63, 0]),
    ...intervals(grays, restartInterval).flatMap((part, n) => (n === 0 ? part : [0xff, 0xd0 + ((n - 1) % 8), ...part])),
    ...[0xff, 0xd9],
  ]);
}

function intervals(grays: readonly number[], length: number): number[][] {
  const parts: number[][] = [];
  for (let at = 0; at < grays.length; at += length) parts.push(stuffed(grays.slice(at, at + length)));
  return parts;
}

/** The bits of blocks, filled up with ones, a zero behind each byte that would be a marker. */
function stuffed(grays: readonly number[]): number[] {
  let bits = "";
  let previous = 0;
  for (const gray of grays) {
    const difference = gray - 128 - previous;
    previous += difference;
    const size = difference === 0 ? 0 : Math.floor(Math.log2(Math.abs(difference))) + 1;
    const value = difference < 0 ? difference + 2 ** size - 1 : difference;
    const coded = size > 0 ? value.toString(2).padStart(size, "0") : "";
    bits += `${size.toString(2).padStart(4, "0")}${coded}0`;
  }
  const bytes = bits.padEnd(Math.ceil(bits.length / 8) * 8, "1").match(/.{8}/g) ?? [];
  return bytes.flatMap((byte) => (byte === "11111111" ? [0xff, 0] : [Number.parseInt(byte, 2)]));
}
