/** Replies of the objects to a session, as frames. */

import { fromDecimal, pb } from "../protocol/codec";
import { OK, statusOf, syncFrame } from "../protocol/frames";
import type { Entry, HistoryPage, Page, Position, Published, View } from "./rpc";

/** What became of one meta. */
export interface Receipt {
  clientMid: string;
  published: Published;
}

/** [SEND-1] one frame for a batch of an SDK session. */
export function acksFrame(receipts: readonly Receipt[]): Uint8Array {
  return syncFrame({ status: OK, acks: receipts.map(ackOf) });
}

function ackOf({ clientMid, published }: Receipt): pb.Ack.$Properties {
  const client_mid = fromDecimal(clientMid);
  if (!published.ok) return { client_mid, status: statusOf(published.error, published.reason) };
  return {
    client_mid,
    status: OK,
    server_mid: published.mid,
    server_time: published.time,
    ...(published.seq > 0 ? { seq: published.seq } : {}),
    ...(published.editTime ? { edit_timestamp: published.editTime } : {}),
  };
}

/** [SEND-1] the ack existing clients know: one meta, one frame (xsync.md §7.2). */
export function plainAckFrame({ clientMid, published }: Receipt): Uint8Array {
  const client_mid = fromDecimal(clientMid);
  if (!published.ok) return syncFrame({ status: statusOf(published.error, published.reason), client_mid });
  return syncFrame({
    status: OK,
    client_mid,
    server_mid: published.mid,
    server_time: published.time,
    ...(published.editTime ? { edit_timestamp: published.editTime } : {}),
  });
}

/** [PULL-2] a page for an SDK session. */
export function pageFrame(xid: number, page: Page): Uint8Array {
  return syncFrame(
    {
      status: OK,
      xid: { uid: xid },
      next_key: page.last.seq < page.head.seq ? page.last.mid : 0,
      prev_seq: page.prevSeq,
      last_seq: page.last.seq,
      head_seq: page.head.seq,
    },
    metasOf(page.entries),
  );
}

/** [PULL-2] a page for a plain session; its own device's entries are left out ([PULL-5]). */
export function plainPageFrame(
  xid: number,
  entries: readonly Entry[],
  nextKey: number,
  own: { uid: number; sn: number },
): Uint8Array {
  const shown = entries.filter((entry) => entry.from !== own.uid || entry.sn !== own.sn);
  return syncFrame({ status: OK, xid: { uid: xid }, next_key: nextKey }, metasOf(shown));
}

/** [PUSH-1]; without entries it announces the head. */
export function pushFrame(xid: number, prev: Position, last: Position, entries: readonly Entry[]): Uint8Array {
  return syncFrame(
    { status: OK, xid: { uid: xid }, is_eager_sync: true, prev_mid: prev.mid, prev_seq: prev.seq, last_seq: last.seq },
    metasOf(entries),
  );
}

/** [PUSH-2] */
export function ephemeralFrame(xid: number, metas: readonly Uint8Array[]): Uint8Array {
  return syncFrame({ status: OK, xid: { uid: xid }, is_eager_sync: true }, metas);
}

/** [HIST-1] */
export function historyFrame(xid: number, history: HistoryPage): Uint8Array {
  return syncFrame(
    { status: OK, xid: { uid: xid }, is_full_sync: true, next_key: history.next },
    metasOf(history.entries),
  );
}

/** [UNREAD-4] */
export function unreadItem(xid: number, group: boolean, n: number, view: View): pb.ConversationUnread.$Properties {
  const { CHAT, GROUPCHAT } = pb.ConversationUnread.ConvType;
  return {
    xid: { uid: xid },
    n,
    type: group ? GROUPCHAT : CHAT,
    head_mid: view.head.mid,
    head_seq: view.head.seq,
    head_time: view.headTime,
    read_mid: view.read.mid,
    read_seq: view.read.seq,
    unread: view.unread,
    peer_read_mid: view.peerRead,
  };
}

function metasOf(entries: readonly Entry[]): Uint8Array[] {
  const metas: Uint8Array[] = [];
  for (const { meta } of entries) if (meta) metas.push(meta);
  return metas;
}
