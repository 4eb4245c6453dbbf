/**
 * How many pixels decoding a GIF or WebP takes. Either says a size for the whole and one for each frame in it, and a decoder
 * makes room for a frame before it compares the two: a file of 3 KB can claim 10 × 10 px, and then take 2 GB.
 */

/** Of the largest frame that would be decoded; null where none is found. */
export function framePixels(bytes: Uint8Array, type: "gif" | "webp"): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return type === "gif" ? gifFrame(view) : webpFrame(view, 12, view.byteLength);
  } catch {
    // It breaks off.
    return null;
  }
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;

/** The first is the one that is shown. */
function gifFrame(view: DataView): number | null {
  const flags = view.getUint8(10);
  let at = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
  while (view.getUint8(at) === EXTENSION) {
    at += 2;
    for (let length = view.getUint8(at); length > 0; length = view.getUint8(at)) at += 1 + length;
    at++;
  }
  return view.getUint8(at) === IMAGE ? view.getUint16(at + 5, true) * view.getUint16(at + 7, true) : null;
}

/** What stands before the pixels of an animation's frame: its place and time. */
const FRAME_HEADER_BYTES = 16;
const CHUNK_HEADER_BYTES = 8;

function webpFrame(view: DataView, from: number, to: number): number | null {
  let most: number | null = null;
  for (let at = from; at + CHUNK_HEADER_BYTES <= to; ) {
    const length = view.getUint32(at + 4, true);
    const [body, end] = [at + CHUNK_HEADER_BYTES, Math.min(at + CHUNK_HEADER_BYTES + length, to)];
    const pixels = webpChunk(view, view.getUint32(at), body, end);
    most = pixels === null ? most : Math.max(most ?? 0, pixels);
    // Chunks begin at even places.
    at = body + length + (length % 2);
  }
  return most;
}

function webpChunk(view: DataView, name: number, body: number, end: number): number | null {
  switch (name) {
    case tag("VP8 "):
      return (view.getUint16(body + 6, true) & 0x3fff) * (view.getUint16(body + 8, true) & 0x3fff);
    case tag("VP8L"): {
      const sizes = view.getUint32(body + 1, true);
      return ((sizes & 0x3fff) + 1) * (((sizes >> 14) & 0x3fff) + 1);
    }
    case tag("ANMF"):
      return webpFrame(view, body + FRAME_HEADER_BYTES, end);
    default:
      return null;
  }
}

function tag(name: string): number {
  return [...name].reduce((number, letter) => number * 256 + letter.charCodeAt(0), 0);
}
