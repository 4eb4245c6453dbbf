/** The system conversation as existing clients are given it. */

import { pb } from "../../protocol/codec";
import { decode, OK, syncFrame } from "../../protocol/frames";
import { SYSTEM_UID } from "../../protocol/ids";
import { operationOf } from "../../protocol/message-body";
import type { NoticeEntry } from "./notice-log";
import type { PlainSession } from "./session";

const EMPTY = new Uint8Array(0);

/** A page; `nextKey` 0: there is no more. Its own device's entries are left out ([PULL-5]). */
export function sendNotices(session: PlainSession, entries: readonly NoticeEntry[], nextKey: number): void {
  const shown = entries.filter((entry) => isShown(session, entry));
  const frame = syncFrame({ status: OK, xid: { uid: SYSTEM_UID }, next_key: nextKey }, shown.flatMap(expanded));
  session.send(frame, shown.some(isReceipt) ? "receipt" : "system");
}

export function isShown(session: PlainSession, { from, sn }: NoticeEntry): boolean {
  return from !== session.uid || sn !== session.sn;
}

/** One meta for each message an operation covers, oldest first: existing clients mark one message an operation. */
function expanded(entry: NoticeEntry): Uint8Array[] {
  if (!entry.meta) return [];
  if (entry.otherMids.length === 0) return [entry.meta];
  const meta = decode(pb.Meta, entry.meta);
  const body = decode(pb.MessageBody, meta.payload ?? new Uint8Array(0));
  const others = [...entry.otherMids]
    .sort((a, b) => a - b)
    .map((mid) => {
      const payload = pb.MessageBody.encode({ ...body, operation: { ...body.operation, mid } }).finish();
      return pb.Meta.encode({ ...meta, payload }).finish();
    });
  return [...others, entry.meta];
}

/** Tells what became of a message that the client may only just have sent ([PUSH-6]). */
function isReceipt({ meta: encoded }: NoticeEntry): boolean {
  if (!encoded) return false;
  const meta = decode(pb.Meta, encoded);
  if (meta.ns !== pb.Meta.NameSpace.MESSAGE) return false;
  const name = operationOf(decode(pb.MessageBody, meta.payload ?? EMPTY))?.name;
  return name === "READ_ACK" || name === "DELIVER_ACK" || name === "PLAY_ACK";
}
