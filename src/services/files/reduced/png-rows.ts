/** The rows of a PNG, one after the other, without the filters that made them small (PNG specification, section 9). */

/** Takes the inflated bytes as they come; gives each row, which is valid until the next one. */
export class PngRows {
  readonly #rowBytes: number;
  /** Bytes of a pixel. */
  readonly #step: number;
  readonly #take: (row: Uint8Array) => void;
  #row: Uint8Array;
  #above: Uint8Array;
  /** -1: the filter of the next row comes first. */
  #filled = -1;
  #filter = 0;
  #left: number;

  constructor(shape: { rowBytes: number; step: number; rows: number }, take: (row: Uint8Array) => void) {
    this.#rowBytes = shape.rowBytes;
    this.#step = shape.step;
    this.#left = shape.rows;
    this.#take = take;
    this.#row = new Uint8Array(shape.rowBytes);
    this.#above = new Uint8Array(shape.rowBytes);
  }

  get isDone(): boolean {
    return this.#left === 0;
  }

  push(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.isDone; ) {
      if (this.#filled < 0) {
        this.#filter = bytes[at++] ?? 0;
        this.#filled = 0;
        continue;
      }
      const part = bytes.subarray(at, at + this.#rowBytes - this.#filled);
      this.#row.set(part, this.#filled);
      this.#filled += part.length;
      at += part.length;
      if (this.#filled === this.#rowBytes) this.#end();
    }
  }

  #end(): void {
    unfilter(this.#filter, this.#row, this.#above, this.#step);
    this.#take(this.#row);
    [this.#row, this.#above] = [this.#above, this.#row];
    this.#filled = -1;
    this.#left--;
  }
}

/** Each byte is one difference, and a large picture has a hundred million: nothing is made in these loops. */
function unfilter(filter: number, row: Uint8Array, above: Uint8Array, step: number): void {
  const length = row.length;
  switch (filter) {
    case 0:
      return;
    case 1:
      for (let n = step; n < length; n++) row[n] = at(row, n) + at(row, n - step);
      return;
    case 2:
      for (let n = 0; n < length; n++) row[n] = at(row, n) + at(above, n);
      return;
    case 3:
      for (let n = 0; n < step; n++) row[n] = at(row, n) + (at(above, n) >> 1);
      for (let n = step; n < length; n++) row[n] = at(row, n) + ((at(row, n - step) + at(above, n)) >> 1);
      return;
    case 4:
      for (let n = 0; n < step; n++) row[n] = at(row, n) + at(above, n);
      for (let n = step; n < length; n++) {
        row[n] = at(row, n) + nearest(at(row, n - step), at(above, n), at(above, n - step));
      }
      return;
    default:
      throw new Error("no such filter");
  }
}

const at = (bytes: Uint8Array, n: number): number => bytes[n] ?? 0;

/** Paeth's choice: whichever is nearest to left + above - corner. */
function nearest(left: number, above: number, corner: number): number {
  const toLeft = Math.abs(above - corner);
  const toAbove = Math.abs(left - corner);
  const toCorner = Math.abs(left + above - 2 * corner);
  if (toLeft <= toAbove && toLeft <= toCorner) return left;
  return toAbove <= toCorner ? above : corner;
}
