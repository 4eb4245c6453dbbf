/** A token bucket: `rate` a second, twice that at once and one at least. Time is handed in, ms. */
export class TokenBucket {
  readonly #rate: number;
  readonly #most: number;
  #tokens: number;
  #atMs: number;

  constructor(ratePerSecond: number, nowMs: number) {
    this.#rate = ratePerSecond;
    this.#most = Math.max(1, ratePerSecond * 2);
    this.#tokens = this.#most;
    this.#atMs = nowMs;
  }

  take(nowMs: number): boolean {
    return this.takeOrWait(nowMs) === 0;
  }

  /** 0 when it was taken, otherwise how long until there is one, ms. */
  takeOrWait(nowMs: number): number {
    this.#tokens = Math.min(this.#most, this.#tokens + ((nowMs - this.#atMs) / 1000) * this.#rate);
    this.#atMs = nowMs;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / this.#rate) * 1000);
    this.#tokens -= 1;
    return 0;
  }
}
