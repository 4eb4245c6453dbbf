/** How far a message got, as its body tells ([HIST-1]). */

import { pb } from "../protocol/codec";
import { decode } from "../protocol/frames";

export function withStatus(encoded: Uint8Array, status: pb.MessageBody.Status): Uint8Array {
  const meta = decode(pb.Meta, encoded);
  const body = decode(pb.MessageBody, meta.payload ?? new Uint8Array(0));
  return pb.Meta.encode({ ...meta, payload: pb.MessageBody.encode({ ...body, status }).finish() }).finish();
}
