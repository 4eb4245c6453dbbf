/** Existing clients take the operation of every message apart, and one of them throws where there is none (xsync.md §1). */

import type { pb } from "../protocol/codec";

/** `operation {type: 0, mid: 0}`, as those clients write it themselves. */
const NO_OPERATION = Uint8Array.of(0x32, 4, 0x08, 0, 0x10, 0);

/** The bytes of a body, [SEND-11] with an operation. It may stand behind the other fields, so nothing is encoded again. */
export function withOperation(payload: Uint8Array, { operation }: pb.MessageBody): Uint8Array {
  if (operation) return payload;
  const bytes = new Uint8Array(payload.byteLength + NO_OPERATION.byteLength);
  bytes.set(payload);
  bytes.set(NO_OPERATION, payload.byteLength);
  return bytes;
}
