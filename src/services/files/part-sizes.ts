/** How a file is cut: all parts but the last have the same size. */

import { OrioleError } from "../../../protocol/errors";
import { PART_BYTES } from "./object-writer";

export function partCount(size: number): number {
  return Math.ceil(size / PART_BYTES);
}

/** Bytes of a part, counted from 1; InvalidRequestParameter beyond the last. */
export function partSize(size: number, part: number): number {
  const count = partCount(size);
  if (part > count) throw new OrioleError("InvalidRequestParameter", `invalid request parameter: ${count} parts`);
  return part < count ? PART_BYTES : size - PART_BYTES * (count - 1);
}
