import type { Message } from "../api/message";

/** The messages of one conversation in memory: committed ones by mid, then own ones on their way. */
export class Timeline {
  readonly #keep: number;
  #committed: Message[] = [];
  #pending: Message[] = [];
  #bound: number;
  /** Everything up to this mid was forgotten: wherever else it is kept, it must not come back. */
  cleared = 0;
  #all: readonly Message[] | null = null;

  constructor(keep: number) {
    this.#keep = keep;
    this.#bound = keep;
  }

  all(): readonly Message[] {
    this.#all ??= this.#committed.concat(this.#pending);
    return this.#all;
  }

  /** The newest committed messages, `limit` at most. */
  committed(limit: number): Message[] {
    return this.#committed.slice(-limit);
  }

  /** The newest committed message. */
  get newest(): Message | undefined {
    return this.#committed[this.#committed.length - 1];
  }

  get oldest(): Message | undefined {
    return this.#committed[0];
  }

  get(mid: number): Message | undefined {
    const message = this.#committed[this.#place(mid)];
    return message?.mid === mid ? message : undefined;
  }

  byId(id: string): Message | undefined {
    return this.all().filter((message) => message.id === id)[0];
  }

  /** Adds a committed message, or replaces the one with its mid. Older than the bound: not kept. */
  put(message: Message): void {
    const at = this.#place(message.mid);
    const known = this.#committed[at]?.mid === message.mid;
    this.#committed.splice(at, known ? 1 : 0, message);
    this.#changed();
  }

  /** Adds an own message that is on its way, or replaces it. */
  queue(message: Message): void {
    const at = this.#pending.findIndex(({ id }) => id === message.id);
    if (at < 0) this.#pending.push(message);
    else this.#pending[at] = message;
    this.#all = null;
  }

  /** An own message found its place. */
  settle(message: Message): void {
    this.#pending = this.#pending.filter(({ id }) => id !== message.id);
    this.put(message);
  }

  remove(id: string): void {
    const others = (message: Message) => message.id !== id;
    this.#pending = this.#pending.filter(others);
    this.#committed = this.#committed.filter(others);
    this.#all = null;
  }

  /** Forgets committed messages up to a mid. */
  clear(upTo: number): void {
    this.cleared = upTo;
    this.#committed = this.#committed.filter(({ mid }) => mid > upTo);
    this.#all = null;
  }

  /** Makes room for messages that somebody scrolled back to, up to ten times the usual bound. */
  widen(by: number): void {
    this.#bound = Math.min(this.#bound + by, this.#keep * 10);
  }

  /** Back to the newest few. */
  trim(to = this.#keep): void {
    this.#bound = this.#keep;
    this.#committed = this.#committed.slice(-to);
    this.#all = null;
  }

  /** Committed messages with after < mid ≤ upTo, newest first. */
  between(after: number, upTo: number): Message[] {
    return this.#committed.slice(this.#place(after + 1), this.#place(upTo + 1)).reverse();
  }

  /** Index of the first message at or after mid; most calls are about the end. */
  #place(mid: number): number {
    const list = this.#committed;
    let low = 0;
    let high = list.length;
    if (high > 0 && mid > (list[high - 1] as Message).mid) return high;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle] as Message).mid < mid) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #changed(): void {
    if (this.#committed.length > this.#bound) this.#committed.splice(0, this.#committed.length - this.#bound);
    this.#all = null;
  }
}
