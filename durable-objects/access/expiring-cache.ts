/** A bounded map whose entries live for a fixed time. The clock is handed in with each call. */
export class ExpiringCache<V> {
  readonly #entries = new Map<string, { value: V; untilMs: number }>();
  readonly #ttlMs: number;
  readonly #size: number;

  constructor(ttlMs: number, size: number) {
    this.#ttlMs = ttlMs;
    this.#size = size;
  }

  get(key: string, nowMs: number): V | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    if (entry.untilMs > nowMs) return entry.value;
    this.#entries.delete(key);
    return undefined;
  }

  set(key: string, value: V, nowMs: number): void {
    // Re-inserting moves the key to the end, so the first one is always the oldest.
    this.#entries.delete(key);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size < this.#size) break;
      this.#entries.delete(oldest);
    }
    this.#entries.set(key, { value, untilMs: nowMs + this.#ttlMs });
  }

  delete(key: string): void {
    this.#entries.delete(key);
  }
}
