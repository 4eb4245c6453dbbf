/** What a client asks for in a SYNC frame (xsync.md §6, §7). */

import { pb, toDecimal, toNumber } from "./codec";
import { OrioleError } from "./errors";
import { decode } from "./frames";
import { DEFAULT_PAGE, MAX_METAS_PER_FRAME, MAX_PAGE } from "./limits";

/** A meta as a client sent it; ids are numbers, its own mid stays exact text. */
export interface SentMeta {
  clientMid: string;
  from: number;
  to: number;
  ns: number;
  payload: Uint8Array;
}

export type SyncRequest =
  | { do: "send"; metas: SentMeta[] }
  | { do: "pull"; xid: number; key: number | null; limit: number }
  | { do: "history"; xid: number; before: number; limit: number };

const EMPTY = new Uint8Array(0);

/** Reads a SyncUL. History before send before pull: only one of them is ever meant. */
export function readSync(payload: Uint8Array): SyncRequest {
  const sync = decode(pb.SyncUL, payload);
  if (sync.is_full_sync) {
    // A negative count has no known meaning (xsync.md §6.2); its size is taken.
    const wanted = Math.abs(sync.full_sync_num ?? 0);
    return { do: "history", xid: idOf(sync.xid), before: toNumber(sync.key), limit: pageSize(wanted) };
  }
  const metas = sync.metas?.length ? sync.metas : sync.meta ? [sync.meta] : [];
  if (metas.length > MAX_METAS_PER_FRAME) throw new OrioleError("InvalidParam", "too many metas in a frame");
  if (metas.length > 0) return { do: "send", metas: metas.map(readMeta) };
  if (!sync.xid) throw new OrioleError("InvalidParam", "neither meta nor xid");
  const keyed = sync.key !== null && sync.key !== undefined && Object.hasOwn(sync, "key");
  return { do: "pull", xid: idOf(sync.xid), key: keyed ? toNumber(sync.key) : null, limit: pageSize(sync.limit ?? 0) };
}

function readMeta(meta: pb.Meta.$Properties): SentMeta {
  return {
    clientMid: toDecimal(meta.id),
    from: idOf(meta.from),
    to: idOf(meta.to),
    ns: meta.ns ?? 0,
    payload: meta.payload ?? EMPTY,
  };
}

function pageSize(wanted: number): number {
  return wanted > 0 ? Math.min(wanted, MAX_PAGE) : DEFAULT_PAGE;
}

/** The id in an XID; 0 when it is absent. */
export function idOf(xid: pb.XID.$Properties | null | undefined): number {
  return toNumber(xid?.uid);
}
