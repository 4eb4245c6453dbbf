/** A 64-bit value as raw metas carry it. Server ids stay below 2^53, so nothing is lost on the way. */
export class Long {
  readonly low: number;
  readonly high: number;
  readonly unsigned = true;

  constructor(value: number) {
    this.low = value | 0;
    this.high = Math.floor(value / 2 ** 32) | 0;
  }

  toNumber(): number {
    return this.high * 2 ** 32 + (this.low >>> 0);
  }

  toString(): string {
    return String(this.toNumber());
  }
}
