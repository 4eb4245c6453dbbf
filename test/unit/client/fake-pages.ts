/** What the server in memory shows of a log. */

import { pb, toNumber } from "../../../protocol/codec";
import { syncFrame } from "../../../protocol/frames";
import { isGroupId } from "../../../protocol/ids";
import type { Log, LogEntry } from "./fake-logs";

const OK = { code: 1 };
const { OpType } = pb.MessageOperation;

/** A log, and what the one who asks calls it. */
export interface Named {
  xid: number;
  log: Log;
}

/** As `uid` gets it in the conversation `xid`. */
export function metaOf(uid: number, xid: number, entry: LogEntry, payload = entry.payload): Uint8Array {
  return pb.Meta.encode({
    id: entry.mid,
    from: { uid: entry.from, deviceSN: entry.sn },
    to: { uid: isGroupId(xid) ? xid : uid, deviceSN: 0 },
    timestamp: entry.time,
    ns: entry.ns,
    payload,
    seq: entry.seq,
  }).finish();
}

/** What comes after a mid. */
export function pageFrame(uid: number, { xid, log }: Named, after: number, limit: number): Uint8Array {
  const start = log.at(after);
  const entries = log.entries.filter(({ seq }) => seq > start.seq).slice(0, limit);
  const last = entries.at(-1) ?? start;
  const metas = entries.flatMap((entry) => paged(uid, { xid, log }, entry));
  const fields = {
    status: OK,
    xid: { uid: xid },
    next_key: last.seq < log.head.seq ? last.mid : 0,
    prev_seq: start.seq,
    last_seq: last.seq,
    head_seq: log.head.seq,
  };
  return syncFrame(fields, metas);
}

/** [PULL-3], [PULL-4] */
function paged(uid: number, { xid, log }: Named, entry: LogEntry): Uint8Array[] {
  if (entry.current === null) return [];
  if (entry.ns !== 1 || entry.current !== undefined) return [metaOf(uid, xid, entry)];
  const body = pb.MessageBody.decode(entry.payload);
  if (body.operation?.type !== OpType.APPEND) return [metaOf(uid, xid, entry)];
  const target = log.message(toNumber(body.operation.mid));
  if (!target?.current) return [];
  const absolute = {
    ...body,
    operation: { ...body.operation, type: OpType.REPLACE },
    content: target.current.content ?? "",
    edit_timestamp: target.current.edit_timestamp ?? 0,
  };
  return [metaOf(uid, xid, entry, pb.MessageBody.encode(absolute).finish())];
}

/** What came before a mid; 0: the newest. */
export function historyFrame(uid: number, { xid, log }: Named, before: number, limit: number): Uint8Array {
  const older = log.entries.filter(({ mid, current }) => current && (before === 0 || mid < before)).reverse();
  const shown = older.slice(0, limit);
  const metas = shown.map((entry) => {
    const readers = log.members.filter((member) => member !== entry.from && (log.read.get(member) ?? 0) >= entry.mid);
    return metaOf(
      uid,
      xid,
      entry,
      pb.MessageBody.encode({ ...entry.current, status: readers.length ? 2 : 0 }).finish(),
    );
  });
  const next_key = older.length > shown.length ? (shown.at(-1)?.mid ?? 0) : 0;
  return syncFrame({ status: OK, xid: { uid: xid }, is_full_sync: true, next_key }, metas);
}

/** A conversation in the list of a login. */
export function unreadItem(uid: number, { xid, log }: Named): pb.ConversationUnread.$Properties {
  const peer = log.members.find((member) => member !== uid) ?? uid;
  return {
    xid: { uid: xid },
    head_mid: log.head.mid,
    head_seq: log.head.seq,
    head_time: log.entries.at(-1)?.time ?? 0,
    read_mid: log.read.get(uid) ?? 0,
    unread: log.unread(uid),
    peer_read_mid: isGroupId(xid) ? 0 : (log.read.get(peer) ?? 0),
  };
}
