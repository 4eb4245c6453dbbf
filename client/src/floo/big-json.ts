/** A whole number of more than 15 digits, exact: as text, and as text in JSON. */
export class BigNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }

  toString(): string {
    return this.digits;
  }

  toJSON(): string {
    return this.digits;
  }

  toNumber(): number {
    return Number(this.digits);
  }
}

export type Json = null | boolean | number | string | BigNumber | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Texts and fractions are stepped over whole, so that digits in them stay what they are. */
const textOrNumber = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
const big = /^-?\d{16,}$/;
const marked = /^\0n(-?\d+)$/;

/** JSON whose long whole numbers become BigNumbers; undefined when it is no JSON object. */
export function parseObject(text: string): JsonObject | undefined {
  const safe = text.replace(textOrNumber, (part) => (big.test(part) ? `"\\u0000n${part}"` : part));
  try {
    const value: unknown = JSON.parse(safe, (_, value: unknown) => {
      const digits = typeof value === "string" && marked.exec(value)?.[1];
      return digits ? new BigNumber(digits) : value;
    });
    return value && typeof value === "object" ? (value as JsonObject) : undefined;
  } catch {
    return undefined;
  }
}
