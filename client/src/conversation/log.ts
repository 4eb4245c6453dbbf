/** A piece of a conversation's log: all that lies in prev < seq ≤ last. Entries with nothing to show are covered, not listed. */
export interface Range<Entry> {
  readonly prev: number;
  /** Mid at `prev`, or of anything before it; 0 when not known. */
  readonly prevMid: number;
  readonly last: number;
  /** Mid at `last`, or of anything before it; 0 when not known. */
  readonly lastMid: number;
  /** Ascending. */
  readonly entries: readonly Entry[];
}

/** Ranges kept while something before them is missing; what is dropped beyond that is pulled again later. */
const MAX_HELD = 1000;

/**
 * Where this client stands in one conversation, and the one place that decides what is new. Ranges may come twice, out
 * of order, overlapping, over any socket, in a page, a push or an ack: every entry leaves here once, in order, with
 * nothing missing before it ([INV-3], [INV-4]).
 */
export class ConversationLog<Entry extends { readonly seq: number; readonly mid: number }> {
  /** Null: this client does not know yet where to begin. */
  #seq: number | null = null;
  #mid = 0;
  /** Ascending by prev. */
  #held: Range<Entry>[] = [];

  get known(): boolean {
    return this.#seq !== null;
  }

  get seq(): number {
    return this.#seq ?? 0;
  }

  /** Key to pull from: the mid at the position, or an earlier one where only that is known; pages may then overlap. */
  get mid(): number {
    return this.#mid;
  }

  /** Something is here that cannot be applied, because something before it, or the beginning, is missing. */
  get gap(): boolean {
    return this.#held.length > 0;
  }

  /** The first seq that was held: where to begin when nobody knows better. */
  get firstHeld(): number | null {
    return this.#held[0]?.prev ?? null;
  }

  /** Takes a range; returns what can be applied now. */
  offer(range: Range<Entry>): Entry[] {
    // What begins with the first entry of all needs no other beginning.
    if (this.#seq === null && range.prev === 0) this.#seq = 0;
    this.#hold(range);
    return this.#drain();
  }

  /** Begins here, or moves forward to here: entries up to seq are somebody else's business. */
  begin(seq: number, mid: number): Entry[] {
    if (seq >= this.seq) {
      this.#seq = seq;
      this.#mid = Math.max(this.#mid, mid);
    }
    return this.#drain();
  }

  /** Gives up on what is held: this user may not have what is missing. */
  forgetHeld(): void {
    this.#held = [];
  }

  #hold(range: Range<Entry>): void {
    let at = this.#held.length;
    while (at > 0 && (this.#held[at - 1] as Range<Entry>).prev > range.prev) at--;
    this.#held.splice(at, 0, range);
    if (this.#held.length > MAX_HELD) this.#held.pop();
  }

  #drain(): Entry[] {
    const out: Entry[] = [];
    while (this.#seq !== null) {
      const next = this.#held[0];
      if (!next || next.prev > this.#seq) break;
      this.#held.shift();
      this.#mid = Math.max(this.#mid, next.prevMid);
      if (next.last > this.#seq) {
        for (const entry of next.entries) if (entry.seq > this.#seq) out.push(entry);
        this.#seq = next.last;
      }
      if (next.last <= this.#seq) this.#mid = Math.max(this.#mid, next.lastMid);
    }
    return out;
  }
}
