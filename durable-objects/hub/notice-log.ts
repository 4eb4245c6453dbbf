/** The system conversation of one user ([SYS-1]): notices, and the operations that only this user may see ([OP-3]). */

import { pb } from "../../protocol/codec";
import { nextMid } from "../../protocol/ids";
import type { Entry, Notice, Page, Position } from "../rpc";

/** Kept for devices that come back; what is older is gone from the log, and their next page starts after it. */
const MAX_KEPT = 2000;
const TRIM_EVERY = 200;

/** The name of a system conversation among a user's conversations and cursors. */
export const SYSTEM = "0";

/** A notice as it is delivered; `otherMids` are further messages its operation covers. */
export interface NoticeEntry extends Entry {
  otherMids: number[];
}

/** Messages of the system to user ?1 after mid ?2 that it has not hidden. */
const MESSAGES_AFTER = `uid = ?1 AND sender = 0 AND mid > ?2
  AND NOT EXISTS (SELECT 1 FROM notice_hidden AS hidden WHERE hidden.uid = notice.uid AND hidden.mid = notice.mid)`;

interface StoredNotice extends Record<string, SqlStorageValue> {
  seq: number;
  mid: number;
  sn: number;
  sender: number;
  time: number;
  meta: ArrayBuffer;
  other_mids: string | null;
}

export class NoticeLog {
  readonly #sql: SqlStorage;
  readonly #uid: number;
  #head: Position;

  constructor(sql: SqlStorage, uid: number) {
    this.#sql = sql;
    this.#uid = uid;
    this.#head = sql
      .exec<{ mid: number; seq: number }>("SELECT mid, seq FROM notice WHERE uid = ? ORDER BY seq DESC LIMIT 1", uid)
      .toArray()[0] ?? { mid: 0, seq: 0 };
  }

  get head(): Position {
    return this.#head;
  }

  append(notice: Notice, nowMs: number): NoticeEntry {
    // Devices take a removal to be of all before it: what was said since the conversation took it, and before it came here, is not.
    const mid = notice.cleared ? Math.max(this.#head.mid, notice.cleared.mid) + 1 : nextMid(this.#head.mid, nowMs);
    const seq = this.#head.seq + 1;
    const meta = encodeNotice(notice, mid, nowMs, seq);
    const otherMids = notice.otherMids ?? [];
    this.#sql.exec(
      "INSERT INTO notice (uid, seq, mid, sn, sender, time, meta, other_mids, once) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      this.#uid,
      seq,
      mid,
      notice.exceptSn ?? 0,
      notice.from,
      nowMs,
      meta,
      otherMids.length > 0 ? JSON.stringify(otherMids) : null,
      notice.once ?? null,
    );
    const prevMid = this.#head.mid;
    this.#head = { mid, seq };
    if (seq % TRIM_EVERY === 0) this.#trim(seq - MAX_KEPT);
    return {
      ...entryOf({ seq, mid, sn: notice.exceptSn ?? 0, sender: notice.from, time: nowMs }, meta, otherMids),
      prevMid,
    };
  }

  /** The mid of the notice that came first under this name; null when none did. */
  heldAs(once: string): number | null {
    const row = this.#sql
      .exec<{ mid: number }>("SELECT mid FROM notice WHERE uid = ? AND once = ?", this.#uid, once)
      .toArray()[0];
    return row?.mid ?? null;
  }

  /** The last notice at or before a mid. */
  at(mid: number): Position {
    if (mid >= this.#head.mid) return this.#head;
    return (
      this.#sql
        .exec<Position & Record<string, SqlStorageValue>>(
          "SELECT mid, seq FROM notice WHERE uid = ? AND mid <= ? ORDER BY seq DESC LIMIT 1",
          this.#uid,
          mid,
        )
        .toArray()[0] ?? { mid: 0, seq: 0 }
    );
  }

  page(after: number, limit: number): Omit<Page, "entries"> & { entries: NoticeEntry[] } {
    const start = this.at(after);
    const entries = this.#sql
      .exec<StoredNotice>(
        "SELECT * FROM notice WHERE uid = ? AND seq > ? ORDER BY seq LIMIT ?",
        this.#uid,
        start.seq,
        limit,
      )
      .toArray()
      .map(fromRow);
    const newest = entries.at(-1);
    const last = newest ? { mid: newest.mid, seq: newest.seq } : start;
    return { prevSeq: start.seq, entries, last, head: this.#head };
  }

  /** System messages between two mids (before 0: the newest) that are not hidden, newest first; other notices are no messages. */
  messagesBefore(before: number, after: number, limit: number): NoticeEntry[] {
    return this.#sql
      .exec<StoredNotice>(
        `SELECT * FROM notice WHERE ${MESSAGES_AFTER} AND (?3 = 0 OR mid < ?3) ORDER BY seq DESC LIMIT ?4`,
        this.#uid,
        after,
        before,
        limit,
      )
      .toArray()
      .map(fromRow);
  }

  countMessages(after: number): number {
    const query = `SELECT count(*) AS n FROM notice WHERE ${MESSAGES_AFTER} AND seq > ?3`;
    return this.#sql.exec<{ n: number }>(query, this.#uid, after, this.at(after).seq).one().n;
  }

  /** Hides one from its user; false: it was hidden. */
  hide(mid: number): boolean {
    const statement = "INSERT OR IGNORE INTO notice_hidden (uid, mid) VALUES (?, ?)";
    return this.#sql.exec(statement, this.#uid, mid).rowsWritten > 0;
  }

  hiddenBetween(first: number, last: number): Set<number> {
    const query = "SELECT mid FROM notice_hidden WHERE uid = ? AND mid BETWEEN ? AND ?";
    const rows = this.#sql.exec<{ mid: number }>(query, this.#uid, first, last).toArray();
    return new Set(rows.map(({ mid }) => mid));
  }

  #trim(seq: number): void {
    const upTo = "(SELECT mid FROM notice WHERE uid = ?1 AND seq = ?2)";
    this.#sql.exec(`DELETE FROM notice_hidden WHERE uid = ?1 AND mid <= ${upTo}`, this.#uid, seq);
    this.#sql.exec("DELETE FROM notice WHERE uid = ? AND seq <= ?", this.#uid, seq);
  }
}

/** The meta of a notice; `seq` only for those that have a place in the log. */
export function encodeNotice(notice: Notice, mid: number, timeMs: number, seq?: number): Uint8Array {
  return pb.Meta.encode({
    id: mid,
    from: { uid: notice.from, deviceSN: notice.fromSn },
    to: { uid: notice.to, deviceSN: 0 },
    timestamp: timeMs,
    ns: notice.ns,
    payload: notice.payload,
    ...(seq === undefined ? {} : { seq }),
  }).finish();
}

function fromRow(row: StoredNotice): NoticeEntry {
  const otherMids = row.other_mids === null ? [] : (JSON.parse(row.other_mids) as number[]);
  return entryOf(row, new Uint8Array(row.meta), otherMids);
}

function entryOf(
  row: { seq: number; mid: number; sn: number; sender: number; time: number },
  meta: Uint8Array,
  otherMids: number[],
): NoticeEntry {
  return {
    mid: row.mid,
    seq: row.seq,
    prevMid: 0,
    from: row.sender,
    sn: row.sn,
    counts: false,
    target: 0,
    time: row.time,
    meta,
    otherMids,
  };
}
