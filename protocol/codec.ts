/** The generated XSYNC codec under short names, and the one place where its 64-bit values become numbers. */

import "./portable-protobuf";
import Long from "long";
import { im } from "./generated/xsync.js";

export import pb = im.floo.protobuf;

/** What the codec hands out for a 64-bit field. */
export type Wide = number | Long | null | undefined;

/** A 64-bit field as a number, exact below 2^53; absent is 0. Values beyond are rounded, and so never equal a server id. */
export function toNumber(value: Wide): number {
  if (value === null || value === undefined) return 0;
  return typeof value === "number" ? value : value.toNumber();
}

/** A 64-bit field as exact decimal text: client mids of existing clients exceed 2^53 and must be echoed to the digit. */
export function toDecimal(value: Wide): string {
  return value === null || value === undefined ? "0" : value.toString();
}

/** Decimal text as the codec takes it. */
export function fromDecimal(text: string): number | Long {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : Long.fromString(text, true);
}
