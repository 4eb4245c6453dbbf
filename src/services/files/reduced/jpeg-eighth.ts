/**
 * Reads a JPEG at an eighth of its edges. A JPEG says the mean of each block of 8 × 8 pixels first, so that this takes a
 * few bytes for 64 pixels, where decoding takes some hundred. Of a progressive one all later scans are skipped.
 */

import { type HuffmanTable, huffmanTable, isRestart, JpegBits, markerFrom } from "./jpeg-bits";
import { type Colors, painted } from "./jpeg-pixels";
import { baseline, type Component, type Frame, progressive, readBlocks } from "./jpeg-scan";
import type { Pixels } from "./pixels";

/** The letters. */
const ADOBE = 0x41646f62;

/** Of the whole picture; the small one has 64 times fewer. */
export const MAX_EIGHTH_PIXELS = 100_000_000;

/** Throws where it is damaged, cut off, or of a kind that no camera makes (arithmetic, lossless, 12 bits, CMYK). */
export function jpegEighth(data: Uint8Array): Pixels {
  return new Reader(data).read();
}

class Reader {
  readonly #data: Uint8Array;
  readonly #view: DataView;
  readonly #quantizers: number[] = [];
  readonly #dc: HuffmanTable[] = [];
  readonly #ac: HuffmanTable[] = [];
  #restartInterval = 0;
  /** JPEGs have luminance and two differences of color, but where Adobe's block says otherwise. */
  #colors: Colors = "luminance";
  #frame: Frame | null = null;

  constructor(data: Uint8Array) {
    this.#data = data;
    this.#view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  read(): Pixels {
    let at = 2;
    for (;;) {
      at = markerFrom(this.#data, at);
      const code = this.#data[at + 1];
      if (code === undefined) throw new Error("cut off");
      at += 2;
      if (code === 0xd9) break;
      if (code === 0x01 || code === 0xd8 || isRestart(code)) continue;
      const end = at + this.#view.getUint16(at);
      this.#segment(code, at + 2, end);
      at = code === 0xda ? this.#scan(at + 2, end) : end;
    }
    if (!this.#frame) throw new Error("no picture");
    return painted(this.#frame, this.#quantizers, this.#colors);
  }

  #segment(code: number, at: number, end: number): void {
    switch (code) {
      case 0xc0:
      case 0xc1:
      case 0xc2:
        this.#frame = this.#frameAt(at, code === 0xc2);
        return;
      case 0xc4:
        this.#huffman(at, end);
        return;
      case 0xdb:
        this.#quantizer(at, end);
        return;
      case 0xdd:
        this.#restartInterval = this.#view.getUint16(at);
        return;
      case 0xee:
        if (end - at >= 12 && this.#view.getUint32(at) === ADOBE && this.#view.getUint8(at + 11) === 0)
          this.#colors = "rgb";
        return;
      default:
        if (code >= 0xc3 && code <= 0xcf && code !== 0xcc) throw new Error("a kind of JPEG that is not read");
    }
  }

  #quantizer(from: number, end: number): void {
    for (let at = from; at < end; ) {
      const head = this.#view.getUint8(at);
      const wide = head >> 4 !== 0;
      // In zigzag order the first is the mean's.
      this.#quantizers[head & 15] = wide ? this.#view.getUint16(at + 1) : this.#view.getUint8(at + 1);
      at += wide ? 129 : 65;
    }
  }

  #huffman(from: number, end: number): void {
    for (let at = from; at < end; ) {
      const head = this.#view.getUint8(at);
      const counts = this.#data.subarray(at + 1, at + 17);
      const size = counts.reduce((sum, count) => sum + count, 0);
      const table = huffmanTable(counts, this.#data.subarray(at + 17, at + 17 + size));
      (head >> 4 === 0 ? this.#dc : this.#ac)[head & 15] = table;
      at += 17 + size;
    }
  }

  #frameAt(at: number, progressive: boolean): Frame {
    const view = this.#view;
    const [bits, height, width, count] = [
      view.getUint8(at),
      view.getUint16(at + 1),
      view.getUint16(at + 3),
      view.getUint8(at + 5),
    ];
    if (this.#frame || bits !== 8 || (count !== 1 && count !== 3)) throw new Error("a kind of JPEG that is not read");
    if (width < 8 || height < 8 || width * height > MAX_EIGHTH_PIXELS) throw new Error("too small or too large");
    const shapes = Array.from({ length: count }, (_, n) => {
      const own = at + 6 + n * 3;
      const sampling = view.getUint8(own + 1);
      return { id: view.getUint8(own), across: sampling >> 4, down: sampling & 15, quantizer: view.getUint8(own + 2) };
    });
    if (shapes.some(({ across, down }) => ![1, 2, 4].includes(across) || ![1, 2, 4].includes(down)))
      throw new Error("odd sampling");
    const [maxAcross, maxDown] = [
      Math.max(...shapes.map(({ across }) => across)),
      Math.max(...shapes.map(({ down }) => down)),
    ];
    const [mcusAcross, mcusDown] = [Math.ceil(width / 8 / maxAcross), Math.ceil(height / 8 / maxDown)];
    const components = shapes.map((shape) => {
      const stride = mcusAcross * shape.across;
      const means = new Int16Array(stride * mcusDown * shape.down);
      return { ...shape, stride, means, previous: 0, dc: undefined, ac: undefined };
    });
    return { width, height, progressive, components, mcusAcross, mcusDown, maxAcross, maxDown };
  }

  /** Reads a scan, or skips it; where what follows begins. */
  #scan(at: number, end: number): number {
    const frame = this.#frame;
    if (!frame) throw new Error("a scan without a frame");
    const count = this.#view.getUint8(at);
    const [first, refined] = [this.#view.getUint8(at + 1 + count * 2), this.#view.getUint8(at + 3 + count * 2)];
    if (first === 0) {
      const components = Array.from({ length: count }, (_, n) => this.#selected(frame, at + 1 + n * 2));
      const bits = new JpegBits(this.#data, end);
      const block = frame.progressive ? progressive(bits, refined >> 4, refined & 15) : baseline(bits);
      readBlocks({ frame, components, restartInterval: this.#restartInterval }, bits, block);
    }
    let next = markerFrom(this.#data, end);
    while (isRestart(this.#data[next + 1])) next = markerFrom(this.#data, next + 2);
    return next;
  }

  #selected(frame: Frame, at: number): Component {
    const component = frame.components.find(({ id }) => id === this.#view.getUint8(at));
    if (!component) throw new Error("a scan of nothing");
    const tables = this.#view.getUint8(at + 1);
    component.dc = this.#dc[tables >> 4];
    component.ac = this.#ac[tables & 15];
    return component;
  }
}
