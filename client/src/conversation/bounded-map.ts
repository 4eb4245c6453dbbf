/** A map that lets go of what was set longest ago, beyond a size. */
export class BoundedMap<Value> {
  readonly #map = new Map<number, Value>();
  readonly #limit: number;
  readonly #dropped: ((value: Value) => void) | undefined;

  constructor(limit: number, dropped?: (value: Value) => void) {
    this.#limit = limit;
    this.#dropped = dropped;
  }

  get(key: number): Value | undefined {
    return this.#map.get(key);
  }

  set(key: number, value: Value): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    const [oldest] = this.#map;
    if (!oldest || this.#map.size <= this.#limit) return;
    this.#map.delete(oldest[0]);
    this.#dropped?.(oldest[1]);
  }

  entries(): [number, Value][] {
    return [...this.#map];
  }
}
