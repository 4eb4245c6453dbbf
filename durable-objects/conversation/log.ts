/** The ordered log of one conversation: its only writer, and every question asked of it. */

import { pb } from "../../protocol/codec";
import { nextMid } from "../../protocol/ids";
import type { Entry, Position } from "../rpc";
import { RecentRows } from "./recent-rows";

export type Kind = "message" | "call-control" | "operation" | "notice";

/** In the order of the numbers in the table. */
export const kinds: readonly Kind[] = ["message", "call-control", "operation", "notice"];

export interface LogRow extends Position {
  sender: number;
  sn: number;
  kind: Kind;
  target: number;
  time: number;
  /** The mid before this one, where it is known; 0 otherwise. */
  prevMid: number;
  /** Encoded Meta; null once recalled. */
  meta: Uint8Array | null;
}

/** An entry before it has its place. */
export interface Draft {
  sender: number;
  sn: number;
  kind: Kind;
  target: number;
  time: number;
  /** The idempotency key; null for what the object itself writes. */
  dedupe: string | null;
  to: number;
  ns: number;
  payload: Uint8Array;
}

interface StoredRow extends Record<string, SqlStorageValue> {
  mid: number;
  seq: number;
  sender: number;
  sn: number;
  kind: number;
  target: number;
  time: number;
  meta: ArrayBuffer | null;
}

const COLUMNS = "mid, seq, sender, sn, kind, target, time, meta";

export class Log {
  readonly #sql: SqlStorage;
  readonly #slot: number;
  #head: Position & { time: number } = { mid: 0, seq: 0, time: 0 };
  /** Ids given to operations that are not logged must not come again. */
  #lastMid = 0;
  #recent = new RecentRows(0);

  constructor(sql: SqlStorage, slot: number) {
    this.#sql = sql;
    this.#slot = slot;
    this.reload();
  }

  /** Reads the head again: after a rollback the cached one is ahead of the table. */
  reload(): void {
    const row = this.#one(`SELECT ${COLUMNS} FROM log ORDER BY mid DESC LIMIT 1`);
    this.#head = row ? { mid: row.mid, seq: row.seq, time: row.time } : { mid: 0, seq: 0, time: 0 };
    this.#lastMid = Math.max(this.#lastMid, this.#head.mid);
    this.#recent = new RecentRows(this.#head.mid);
  }

  get head(): Position & { time: number } {
    return this.#head;
  }

  /** A mid for something that is not logged. */
  takeMid(nowMs: number): number {
    this.#lastMid = nextMid(this.#lastMid, nowMs, this.#slot);
    return this.#lastMid;
  }

  /** Appends, or returns the row that the same send stored before. */
  append(draft: Draft): { row: LogRow; isNew: boolean } {
    const mid = nextMid(this.#lastMid, draft.time, this.#slot);
    const seq = this.#head.seq + 1;
    const meta = encodeMeta(draft, mid, seq);
    const { rowsWritten } = this.#sql.exec(
      "INSERT INTO log (mid, seq, sender, sn, kind, target, time, dedupe, meta) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (dedupe) DO NOTHING",
      mid,
      seq,
      draft.sender,
      draft.sn,
      kinds.indexOf(draft.kind),
      draft.target,
      draft.time,
      draft.dedupe,
      meta,
    );
    if (rowsWritten === 0 && draft.dedupe !== null) {
      const first = this.byDedupe(draft.dedupe);
      if (!first) throw new Error("dedupe conflict without a row");
      return { row: first, isNew: false };
    }
    const prevMid = this.#head.mid;
    this.#lastMid = mid;
    this.#head = { mid, seq, time: draft.time };
    const { sender, sn, kind, target, time } = draft;
    const row = { mid, seq, prevMid, sender, sn, kind, target, time, meta };
    this.#recent.push(row);
    return { row, isNew: true };
  }

  /** Whether this very send is stored already. */
  byDedupe(dedupe: string): LogRow | null {
    return this.#one(`SELECT ${COLUMNS} FROM log WHERE dedupe = ?`, dedupe);
  }

  find(mid: number): LogRow | null {
    return this.#recent.find(mid) ?? this.#one(`SELECT ${COLUMNS} FROM log WHERE mid = ?`, mid);
  }

  /** Replaces what viewers get of an entry; null empties it. */
  rewrite(mid: number, meta: Uint8Array | null): void {
    this.#sql.exec("UPDATE log SET meta = ? WHERE mid = ?", meta, mid);
    this.#recent.rewrite(mid, meta);
  }

  /** The last entry at or before a mid. */
  at(mid: number): Position {
    if (mid >= this.#head.mid) return { mid: this.#head.mid, seq: this.#head.seq };
    const row = this.#sql
      .exec<{ mid: number; seq: number }>("SELECT mid, seq FROM log WHERE mid <= ? ORDER BY mid DESC LIMIT 1", mid)
      .toArray()[0];
    return row ?? { mid: 0, seq: 0 };
  }

  /** The mid after which the newest `count` entries come. */
  beforeTail(count: number): number {
    const row = this.#sql
      .exec<{ mid: number }>("SELECT mid FROM log ORDER BY mid DESC LIMIT 1 OFFSET ?", count)
      .toArray()[0];
    return row?.mid ?? 0;
  }

  /** Entries after a mid, oldest first. */
  after(mid: number, limit: number): LogRow[] {
    return (
      this.#recent.after(mid, limit) ??
      this.#many(`SELECT ${COLUMNS} FROM log WHERE mid > ? ORDER BY mid LIMIT ?`, mid, limit)
    );
  }

  /** The entries whose numbers fall into one span of `size` with this one's: 1 … size, size + 1 … 2 · size, and so on. */
  span({ mid, seq }: Position, size: number): LogRow[] {
    const place = (seq - 1) % size;
    return [...this.#upTo(mid, place + 1), ...this.after(mid, size - 1 - place)];
  }

  #upTo(mid: number, count: number): LogRow[] {
    const recent = this.#recent.upTo(mid, count);
    if (recent) return recent;
    return this.#many(`SELECT ${COLUMNS} FROM log WHERE mid <= ? ORDER BY mid DESC LIMIT ?`, mid, count).reverse();
  }

  /** Showable messages before a mid and after a floor, newest first. */
  messagesBefore(mid: number, floor: number, uid: number, limit: number): LogRow[] {
    return this.#many(
      `SELECT ${COLUMNS} FROM log WHERE mid < ? AND mid > ? AND kind = 0 AND meta IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.uid = ? AND hidden.mid = log.mid)
        ORDER BY mid DESC LIMIT ?`,
      mid,
      floor,
      uid,
      limit,
    );
  }

  /** Messages of other people in (from, upTo], newest first. */
  othersBetween(from: number, upTo: number, uid: number, limit: number): { mid: number; sender: number }[] {
    return this.#sql
      .exec<{ mid: number; sender: number }>(
        "SELECT mid, sender FROM log WHERE mid > ? AND mid <= ? AND kind = 0 AND sender <> ? AND meta IS NOT NULL ORDER BY mid DESC LIMIT ?",
        from,
        upTo,
        uid,
        limit,
      )
      .toArray();
  }

  /** [UNREAD-4] counted from the log each time. */
  countUnread(uid: number, after: number): number {
    if (after >= this.#head.mid) return 0;
    const row = this.#sql
      .exec<{ n: number }>(
        `SELECT count(*) AS n FROM log WHERE mid > ? AND kind = 0 AND sender <> ? AND meta IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.uid = ? AND hidden.mid = log.mid)`,
        after,
        uid,
        uid,
      )
      .one();
    return row.n;
  }

  hide(uid: number, mid: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO hidden (uid, mid) VALUES (?, ?)", uid, mid);
  }

  /** What a user has hidden among these mids' range. */
  hiddenBetween(uid: number, from: number, upTo: number): Set<number> {
    const rows = this.#sql
      .exec<{ mid: number }>("SELECT mid FROM hidden WHERE uid = ? AND mid > ? AND mid <= ?", uid, from, upTo)
      .toArray();
    return new Set(rows.map((row) => row.mid));
  }

  #one(query: string, ...bindings: SqlStorageValue[]): LogRow | null {
    return this.#many(query, ...bindings)[0] ?? null;
  }

  #many(query: string, ...bindings: SqlStorageValue[]): LogRow[] {
    return this.#sql
      .exec<StoredRow>(query, ...bindings)
      .toArray()
      .map((row) => ({
        ...row,
        prevMid: 0,
        kind: kinds[row.kind] ?? "message",
        meta: row.meta === null ? null : new Uint8Array(row.meta),
      }));
  }
}

function encodeMeta(draft: Draft, mid: number, seq: number): Uint8Array {
  return pb.Meta.encode({
    id: mid,
    from: { uid: draft.sender, deviceSN: draft.sn },
    to: { uid: draft.to, deviceSN: 0 },
    timestamp: draft.time,
    ns: draft.ns,
    payload: draft.payload,
    seq,
  }).finish();
}

/** A row as it is delivered. */
export function toEntry(row: LogRow): Entry {
  return {
    mid: row.mid,
    seq: row.seq,
    prevMid: row.prevMid,
    from: row.sender,
    sn: row.sn,
    counts: row.kind === "message",
    target: row.target,
    time: row.time,
    ...(row.meta ? { meta: row.meta } : {}),
  };
}
