/** A map that forgets its oldest entries beyond a size. */
export class BoundedMap<Value> {
  readonly #map = new Map<number, Value>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: number): Value | undefined {
    return this.#map.get(key);
  }

  set(key: number, value: Value): void {
    this.#map.delete(key);
    this.#map.set(key, value);
    if (this.#map.size > this.#limit) for (const oldest of this.#map.keys()) return void this.#map.delete(oldest);
  }

  entries(): [number, Value][] {
    return Array.from(this.#map);
  }
}
