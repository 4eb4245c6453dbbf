/** Which places of a log a client has seen: at the end there must be no gap. Acks and pushes may overtake each other. */
export class Coverage {
  #head: number;
  #ahead: [prev: number, last: number][] = [];

  constructor(head: number) {
    this.#head = head;
  }

  /** Everything up to here was seen. */
  get head(): number {
    return this.#head;
  }

  get gap(): boolean {
    return this.#ahead.length > 0;
  }

  /** Saw what is after `prev`, up to and including `last`. */
  add(prev: number, last: number): void {
    if (last <= this.#head) return;
    if (prev > this.#head) {
      this.#ahead.push([prev, last]);
      return;
    }
    this.#head = last;
    if (this.#ahead.length > 0) this.#join();
  }

  #join(): void {
    const ahead = this.#ahead.sort((a, b) => a[0] - b[0]);
    while (ahead[0] && ahead[0][0] <= this.#head) this.#head = Math.max(this.#head, ahead.shift()?.[1] ?? 0);
  }
}
