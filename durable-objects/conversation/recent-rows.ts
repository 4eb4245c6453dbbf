/**
 * The newest rows of a log, as the table has them. What is asked of a log is nearly always about its end: pages for those
 * who were here a moment ago, the way to D1. A row read from the table costs more than a row written.
 */

import type { LogRow } from "./log";

const MAX_ROWS = 1_024;
const MAX_BYTES = 256 * 1_024;

export class RecentRows {
  #rows: LogRow[] = [];
  #bytes = 0;
  /** The rows are all that come after this mid. */
  #after: number;

  /** `head` is the mid of the last row of the table. */
  constructor(head: number) {
    this.#after = head;
  }

  push(row: LogRow): void {
    this.#rows.push(row);
    this.#bytes += row.meta?.length ?? 0;
    if (this.#rows.length > MAX_ROWS || this.#bytes > MAX_BYTES) this.#dropOlderHalf();
  }

  /** The rows after a mid, oldest first; null when the table has to be asked. */
  after(mid: number, limit: number): LogRow[] | null {
    if (mid < this.#after) return null;
    const at = this.#firstAfter(mid);
    return this.#rows.slice(at, at + limit);
  }

  /** The rows up to and with a mid, oldest first, `count` of them; null when the table has to be asked. */
  upTo(mid: number, count: number): LogRow[] | null {
    const end = this.#firstAfter(mid);
    return count <= end ? this.#rows.slice(end - count, end) : null;
  }

  /** Null when it is not among them, which says nothing about the table. */
  find(mid: number): LogRow | null {
    const row = this.#rows[this.#firstAfter(mid) - 1];
    return row?.mid === mid ? row : null;
  }

  rewrite(mid: number, meta: Uint8Array | null): void {
    const at = this.#firstAfter(mid) - 1;
    const row = this.#rows[at];
    if (row?.mid !== mid) return;
    this.#bytes += (meta?.length ?? 0) - (row.meta?.length ?? 0);
    this.#rows[at] = { ...row, meta };
  }

  #dropOlderHalf(): void {
    const dropped = this.#rows.splice(0, Math.ceil(this.#rows.length / 2));
    this.#after = dropped.at(-1)?.mid ?? this.#after;
    for (const { meta } of dropped) this.#bytes -= meta?.length ?? 0;
  }

  /** Index of the first row after a mid. */
  #firstAfter(mid: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.mid ?? 0) > mid) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
