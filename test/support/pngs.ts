/** PNGs of every kind that the server reads in part, and some that it does not. */

import { crc32, deflateSync } from "node:zlib";

export interface PngShape {
  width: number;
  height: number;
  /** 0 gray, 2 color, 3 palette, 4 gray and alpha, 6 color and alpha. */
  colors: 0 | 2 | 3 | 4 | 6;
  bits: 8 | 16;
  /** By row, over and over. */
  filters: readonly number[];
  /** Bytes of each chunk of data. */
  chunk?: number;
  palette?: readonly number[];
  alphas?: readonly number[];
  interlace?: number;
}

export const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** `samples`: as they lie in rows, a byte each; of 16 bits the lower byte is anything. */
export function png(samples: Uint8Array, shape: PngShape): Uint8Array<ArrayBuffer> {
  const { width, height, colors, bits, palette = [], alphas, interlace = 0, chunk = 1 << 20 } = shape;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colors, 0, 0, interlace], 8);
  const data = deflateSync(filtered(samples, shape));
  const parts = Array.from({ length: Math.ceil(data.length / chunk) }, (_, n) =>
    data.subarray(n * chunk, (n + 1) * chunk),
  );
  return Uint8Array.from(
    Buffer.concat([
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      chunkOf("IHDR", header),
      ...(palette.length > 0 ? [chunkOf("PLTE", Buffer.from(palette))] : []),
      ...(alphas ? [chunkOf("tRNS", Buffer.from(alphas))] : []),
      ...parts.map((part) => chunkOf("IDAT", part)),
      chunkOf("IEND", Buffer.alloc(0)),
    ]),
  );
}

function chunkOf(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

function filtered(samples: Uint8Array, { width, height, colors, bits, filters }: PngShape): Buffer {
  const wide = bits / 8;
  const step = CHANNELS[colors] * wide;
  const stride = width * step;
  const byte = (row: number, n: number) => {
    if (row < 0 || n < 0) return 0;
    const value = samples[row * (stride / wide) + Math.floor(n / wide)] ?? 0;
    return n % wide === 0 ? value : 255 - value;
  };
  const out = Buffer.alloc(height * (stride + 1));
  for (let row = 0; row < height; row++) {
    const filter = filters[row % filters.length] ?? 0;
    out[row * (stride + 1)] = filter;
    for (let n = 0; n < stride; n++) {
      const [left, above] = [byte(row, n - step), byte(row - 1, n)];
      const corner = n < step ? 0 : byte(row - 1, n - step);
      out[row * (stride + 1) + 1 + n] = byte(row, n) - predicted(filter, left, above, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, above: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return Math.floor((left + above) / 2);
    case 4: {
      const guess = left + above - corner;
      const byDistance = [left, above, corner].map((value) => Math.abs(guess - value));
      return [left, above, corner][byDistance.indexOf(Math.min(...byDistance))] ?? 0;
    }
    default:
      return 0;
  }
}
