/** Holds back what the core tells until the lists of a login are here, so that no event names what nobody can look up. */
export class Gate {
  #waiting: (() => void)[] | null = null;

  close(): void {
    this.#waiting ??= [];
  }

  open(): void {
    const waiting = this.#waiting ?? [];
    this.#waiting = null;
    for (const tell of waiting) tell();
  }

  /** Forgets what waits. */
  drop(): void {
    this.#waiting = null;
  }

  pass(tell: () => void): void {
    if (this.#waiting) this.#waiting.push(tell);
    else tell();
  }
}
