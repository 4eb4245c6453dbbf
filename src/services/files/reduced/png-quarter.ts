/** Reads a PNG at a quarter of its edges, row by row, so that two of its rows are in memory and not the whole. */

import type { Pixels } from "./pixels";
import { PngRows } from "./png-rows";

/** Of the whole picture, which takes a second then. */
const MAX_PIXELS = 25_000_000;
const EDGE = 4;

/** Samples of a pixel, by the type of colors. */
const CHANNELS: Partial<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const PALETTE = 3;

interface Header {
  width: number;
  height: number;
  /** Bytes of a sample. */
  depth: number;
  colors: number;
  /** Bytes of a pixel. */
  step: number;
  /** r, g, b of each color; empty where there is none. */
  palette: Uint8Array;
  /** Of the colors of the palette; beyond its end they are opaque. */
  alphas: Uint8Array;
}

/** Throws where it is damaged, cut off, or of a kind that is not read (interlaced, less than 8 bits, one color for none). */
export async function pngQuarter(data: Uint8Array<ArrayBuffer>): Promise<Pixels> {
  const { header, compressed } = chunksOf(data);
  const { width, height, step } = header;
  const boxes = new Boxes(header);
  const rows = new PngRows({ rowBytes: width * step, step, rows: height }, (row) => boxes.add(row));
  const inflated = new Blob(compressed).stream().pipeThrough(new DecompressionStream("deflate"));
  for await (const part of inflated) {
    rows.push(part);
    if (rows.isDone) break;
  }
  if (!rows.isDone) throw new Error("cut off");
  return boxes.pixels;
}

function chunksOf(data: Uint8Array<ArrayBuffer>): { header: Header; compressed: Uint8Array<ArrayBuffer>[] } {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const compressed: Uint8Array<ArrayBuffer>[] = [];
  const header = headerOf(view);
  for (let at = 33; ; ) {
    const [length, name] = [view.getUint32(at), String.fromCharCode(...data.subarray(at + 4, at + 8))];
    const body = data.subarray(at + 8, at + 8 + length);
    if (name === "IEND") break;
    if (name === "IDAT") compressed.push(body);
    else if (name === "PLTE") header.palette = body;
    else if (name === "tRNS" && header.colors === PALETTE) header.alphas = body;
    else if (name === "tRNS") throw new Error("a kind of PNG that is not read");
    at += 12 + length;
  }
  return { header, compressed };
}

/** The first chunk is the header. */
function headerOf(view: DataView): Header {
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const [bits, colors, interlace] = [view.getUint8(24), view.getUint8(25), view.getUint8(28)];
  const channels = CHANNELS[colors];
  const depth = bits / 8;
  const readable = depth === 1 || (depth === 2 && colors !== PALETTE);
  if (channels === undefined || !readable || interlace !== 0) throw new Error("a kind of PNG that is not read");
  if (width < EDGE || height < EDGE || width * height > MAX_PIXELS) throw new Error("too small or too large");
  return { width, height, depth, colors, step: depth * channels, palette: new Uint8Array(), alphas: new Uint8Array() };
}

/** The means of boxes of EDGE × EDGE pixels. What is transparent counts for little. */
class Boxes {
  readonly pixels: Pixels;
  readonly #header: Header;
  readonly #read: (row: Uint8Array, at: number) => number;
  /** r, g and b times alpha, and alpha, of each box of the row that is being added up. */
  readonly #sums: Float64Array;
  #rows = 0;

  constructor(header: Header) {
    const [width, height] = [Math.floor(header.width / EDGE), Math.floor(header.height / EDGE)];
    this.pixels = { width, height, rgba: new Uint8Array(width * height * 4) };
    this.#header = header;
    this.#read = reader(header);
    this.#sums = new Float64Array(width * 4);
  }

  add(row: Uint8Array): void {
    if (this.#rows >= this.pixels.height * EDGE) return;
    for (let x = 0; x < this.pixels.width; x++) this.#addTo(x * 4, row, x * EDGE);
    this.#rows++;
    if (this.#rows % EDGE === 0) this.#end(this.#rows / EDGE - 1);
  }

  /** The pixels of one box in this row. */
  #addTo(at: number, row: Uint8Array, first: number): void {
    const { step } = this.#header;
    let [r, g, b, a] = [0, 0, 0, 0];
    for (let n = first * step; n < (first + EDGE) * step; n += step) {
      const pixel = this.#read(row, n);
      const alpha = pixel >>> 24;
      r += (pixel & 255) * alpha;
      g += ((pixel >> 8) & 255) * alpha;
      b += ((pixel >> 16) & 255) * alpha;
      a += alpha;
    }
    const sums = this.#sums;
    sums[at] = (sums[at] ?? 0) + r;
    sums[at + 1] = (sums[at + 1] ?? 0) + g;
    sums[at + 2] = (sums[at + 2] ?? 0) + b;
    sums[at + 3] = (sums[at + 3] ?? 0) + a;
  }

  #end(line: number): void {
    const { width, rgba } = this.pixels;
    for (let at = 0; at < width * 4; at += 4) {
      const alpha = this.#sums[at + 3] ?? 0;
      for (let n = 0; n < 3; n++)
        rgba[line * width * 4 + at + n] = alpha && Math.round((this.#sums[at + n] ?? 0) / alpha);
      rgba[line * width * 4 + at + 3] = Math.round(alpha / EDGE ** 2);
    }
    this.#sums.fill(0);
  }
}

/** How the pixel at a byte of a row is read, as alpha, b, g and r in one number. Of samples of two bytes the first says enough. */
function reader({ depth, colors, palette, alphas }: Header): (row: Uint8Array, at: number) => number {
  const of = (r: number, g: number, b: number, alpha: number) => (alpha << 24) | (b << 16) | (g << 8) | r;
  switch (colors) {
    case PALETTE: {
      const known = Int32Array.from({ length: 256 }, (_, n) => {
        const [r = 0, g = 0, b = 0] = palette.subarray(n * 3, n * 3 + 3);
        return of(r, g, b, alphas[n] ?? 255);
      });
      return (row, at) => known[row[at] ?? 0] ?? 0;
    }
    case 0:
      return (row, at) => ((row[at] ?? 0) * 0x010101) | (255 << 24);
    case 4:
      return (row, at) => ((row[at] ?? 0) * 0x010101) | ((row[at + depth] ?? 0) << 24);
    case 2:
      return (row, at) => of(row[at] ?? 0, row[at + depth] ?? 0, row[at + 2 * depth] ?? 0, 255);
    default:
      return (row, at) => of(row[at] ?? 0, row[at + depth] ?? 0, row[at + 2 * depth] ?? 0, row[at + 3 * depth] ?? 0);
  }
}
