/** Times in buckets 3 % wide: recording costs an increment, whatever the number of samples. */

const SUB_BUCKETS = 32;
/** 2^26 µs is over a minute. */
const OCTAVES = 27;

export class Histogram {
  readonly #counts = new Float64Array(SUB_BUCKETS * OCTAVES);
  #count = 0;
  #sumMs = 0;

  record(ms: number): void {
    this.#count++;
    this.#sumMs += ms;
    const index = bucketOf(ms * 1000);
    this.#counts[index] = (this.#counts[index] ?? 0) + 1;
  }

  get count(): number {
    return this.#count;
  }

  get meanMs(): number {
    return this.#count > 0 ? this.#sumMs / this.#count : 0;
  }

  /** As a line of the report has them. */
  get figures(): { p50Ms: number; p95Ms: number; p99Ms: number; meanMs: number } {
    const [p50Ms, p95Ms, p99Ms] = [this.quantileMs(0.5), this.quantileMs(0.95), this.quantileMs(0.99)];
    return { p50Ms, p95Ms, p99Ms, meanMs: this.meanMs };
  }

  /** The time that this share of samples did not exceed, ms. */
  quantileMs(share: number): number {
    let left = share * this.#count;
    for (const [index, count] of this.#counts.entries()) {
      left -= count;
      if (left <= 0 && count > 0) return middleUs(index) / 1000;
    }
    return 0;
  }
}

/** Below 32 µs a bucket a µs; above, 32 to a doubling. */
function bucketOf(us: number): number {
  if (us < SUB_BUCKETS) return Math.max(0, Math.floor(us));
  const octave = Math.min(OCTAVES - 1, Math.floor(Math.log2(us)) - 4);
  const sub = Math.floor(us / 2 ** (octave - 1)) - SUB_BUCKETS;
  return octave * SUB_BUCKETS + Math.min(SUB_BUCKETS - 1, sub);
}

function middleUs(index: number): number {
  if (index < SUB_BUCKETS) return index + 0.5;
  const octave = Math.floor(index / SUB_BUCKETS);
  return (SUB_BUCKETS + (index % SUB_BUCKETS) + 0.5) * 2 ** (octave - 1);
}
