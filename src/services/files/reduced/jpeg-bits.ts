/** The bits of a JPEG's scan, and its Huffman codes (ITU-T T.81, annexes F and C). */

/** Codes of up to so many bits are found by one look. */
const LOOK = 9;

export interface HuffmanTable {
  /** By the next LOOK bits: length << 8 | symbol; 0 where the code is longer. */
  readonly short: Uint16Array;
  /** By length: the largest code, -1 where there is none; and what leads from a code to its symbol. */
  readonly largest: Int32Array;
  readonly offset: Int32Array;
  readonly symbols: Uint8Array;
}

/** `counts`: codes of 1 to 16 bits. */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable {
  const short = new Uint16Array(1 << LOOK);
  const largest = new Int32Array(17).fill(-1);
  const offset = new Int32Array(17);
  let code = 0;
  let index = 0;
  for (let length = 1; length <= 16; length++) {
    const count = counts[length - 1] ?? 0;
    offset[length] = index - code;
    if (count > 0) largest[length] = code + count - 1;
    for (let n = 0; n < count; n++, code++, index++) {
      if (length > LOOK) continue;
      const first = code << (LOOK - length);
      short.fill((length << 8) | (symbols[index] ?? 0), first, first + (1 << (LOOK - length)));
    }
    code <<= 1;
  }
  return { short, largest, offset, symbols };
}

export class JpegBits {
  readonly #data: Uint8Array;
  #at: number;
  #held = 0;
  #count = 0;
  /** How many of the held bits were made up, because a marker or the end came first. */
  #padding = 0;

  constructor(data: Uint8Array, at: number) {
    this.#data = data;
    this.#at = at;
  }

  /** More was read than there is. */
  get isOver(): boolean {
    return this.#count < this.#padding;
  }

  /** At least 25 bits. */
  #fill(): void {
    while (this.#count <= 24) {
      let byte = this.#data[this.#at] ?? 0xff;
      if (byte !== 0xff) this.#at++;
      else if (this.#data[this.#at + 1] === 0) this.#at += 2;
      else {
        byte = 0;
        this.#padding += 8;
      }
      this.#held = (this.#held << 8) | byte;
      this.#count += 8;
    }
  }

  symbol(table: HuffmanTable): number {
    if (this.#count < 16) this.#fill();
    const known = table.short[(this.#held >>> (this.#count - LOOK)) & ((1 << LOOK) - 1)] ?? 0;
    if (known > 0) {
      this.#count -= known >> 8;
      return known & 0xff;
    }
    for (let length = LOOK + 1; length <= 16; length++) {
      const code = (this.#held >>> (this.#count - length)) & ((1 << length) - 1);
      if (code > (table.largest[length] ?? -1)) continue;
      this.#count -= length;
      return table.symbols[code + (table.offset[length] ?? 0)] ?? 0;
    }
    throw new Error("no such code");
  }

  /** A number of this many bits, 16 at most. */
  bits(length: number): number {
    if (length === 0) return 0;
    if (this.#count < length) this.#fill();
    this.#count -= length;
    return (this.#held >>> this.#count) & ((1 << length) - 1);
  }

  /** A difference whose size is known: the lower half of its values is negative. */
  difference(length: number): number {
    const value = this.bits(length);
    return length > 0 && value < 1 << (length - 1) ? value - (1 << length) + 1 : value;
  }

  skip(length: number): void {
    if (this.#count < length) this.#fill();
    this.#count -= length;
  }

  /** Goes on behind the next restart marker. */
  restart(): void {
    const at = markerFrom(this.#data, this.#at);
    if (!isRestart(this.#data[at + 1])) throw new Error("no restart marker");
    this.#at = at + 2;
    this.#held = 0;
    this.#count = 0;
    this.#padding = 0;
  }
}

export const isRestart = (code: number | undefined): boolean => code !== undefined && code >= 0xd0 && code <= 0xd7;

/** Where the next marker is; the end, where there is none. */
export function markerFrom(data: Uint8Array, from: number): number {
  for (let at = data.indexOf(0xff, from); at >= 0; at = data.indexOf(0xff, at + 1)) {
    const code = data[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff) return at;
  }
  return data.length;
}
