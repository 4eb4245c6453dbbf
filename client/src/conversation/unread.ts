/** Mids counted one by one before they are only a number. */
const MAX_LISTED = 500;

/**
 * Unread, derived from positions ([INV-5]): what the server counted up to its head when it made the list, and the mids
 * that came after. The next list corrects what could only be estimated.
 */
export class Unread {
  #readMid = 0;
  /** Messages after the read position up to #baseMid. */
  #base = 0;
  #baseMid = 0;
  #later: number[] = [];

  get count(): number {
    return this.#base + this.#later.length;
  }

  get readMid(): number {
    return this.#readMid;
  }

  /** The server's count, made when the log's head was headMid. */
  reset(unread: number, readMid: number, headMid: number): void {
    this.#base = unread;
    this.#baseMid = headMid;
    this.#readMid = readMid;
    this.#later = this.#later.filter((mid) => mid > headMid && mid > readMid);
  }

  add(mid: number): void {
    if (mid <= this.#readMid || mid <= this.#baseMid) return;
    this.#later.push(mid);
    if (this.#later.length > MAX_LISTED) {
      this.#baseMid = this.#later.shift() as number;
      this.#base++;
    }
  }

  /** A message that counted was recalled or deleted, by the entry `by`: the server's count may have known. */
  remove(mid: number, by: number): void {
    if (mid > this.#baseMid) this.#later = this.#later.filter((one) => one !== mid);
    else if (mid > this.#readMid && by > this.#baseMid) this.#base = Math.max(0, this.#base - 1);
  }

  /** Whether reading up to mid leaves a part of the server's count that only what is in memory can tell. */
  splits(mid: number): boolean {
    return mid > this.#readMid && mid < this.#baseMid;
  }

  /** Forward only. `between` counts what is in memory of after < mid ≤ upTo. */
  readTo(mid: number, between: (after: number, upTo: number) => number): void {
    if (mid <= this.#readMid) return;
    if (mid >= this.#baseMid) this.#base = 0;
    else this.#base = Math.max(0, this.#base - between(this.#readMid, mid));
    this.#readMid = mid;
    this.#later = this.#later.filter((one) => one > mid);
  }

  /** Back to before a message; `mids` are those in memory that count from there on, ascending. */
  readBefore(mid: number, mids: number[]): void {
    if (mid > this.#readMid) return;
    this.#readMid = mid - 1;
    this.#base = 0;
    this.#baseMid = 0;
    this.#later = mids;
  }
}
