/** How far each plain device has been given each conversation, by its own word: the key it came back with ([PULL-1]). */

import type { Position } from "../rpc";

interface Cursor extends Position {
  /** Where the conversation stood when it was removed from this device; 0: it never was. */
  removedMid: number;
}

interface StoredCursor extends Record<string, SqlStorageValue> {
  mid: number;
  seq: number;
  removed_mid: number;
}

export class Cursors {
  readonly #sql: SqlStorage;
  readonly #uid: number;
  readonly #cache = new Map<string, Cursor | null>();
  /** Devices of which the cache has all that is stored. */
  readonly #loaded = new Set<number>();

  constructor(sql: SqlStorage, uid: number) {
    this.#sql = sql;
    this.#uid = uid;
  }

  get(sn: number, name: string): Cursor | null {
    const key = `${sn} ${name}`;
    let cursor = this.#cache.get(key);
    if (cursor === undefined && this.#loaded.has(sn)) return null;
    if (cursor === undefined) {
      const [row] = this.#sql
        .exec<StoredCursor>(
          "SELECT mid, seq, removed_mid FROM cursor WHERE uid = ? AND sn = ? AND name = ?",
          this.#uid,
          sn,
          name,
        )
        .toArray();
      cursor = row ? fromRow(row) : null;
      this.#cache.set(key, cursor);
    }
    return cursor;
  }

  /** All of one device at once: a list asks for each. What is here already may be ahead of what is stored. */
  load(sn: number): void {
    if (this.#loaded.has(sn)) return;
    this.#loaded.add(sn);
    for (const { name, ...row } of this.#sql.exec<StoredCursor & { name: string }>(
      "SELECT name, mid, seq, removed_mid FROM cursor WHERE uid = ? AND sn = ?",
      this.#uid,
      sn,
    )) {
      const key = `${sn} ${name}`;
      if (!this.#cache.get(key)) this.#cache.set(key, fromRow(row));
    }
  }

  /** Moves forward only: a client that presents an old key again has not un-received anything. */
  advance(sn: number, name: string, to: Position): void {
    const before = this.get(sn, name);
    if (before && before.mid >= to.mid) return;
    this.#save(sn, name, { mid: to.mid, seq: to.seq, removedMid: before?.removedMid ?? 0 });
  }

  /** [OP-5] The conversation leaves the list of this device, until something happens there after `at`. */
  remove(sn: number, name: string, at: Position): void {
    const before = this.get(sn, name);
    const farthest = before && before.mid > at.mid ? before : at;
    this.#save(sn, name, { mid: farthest.mid, seq: farthest.seq, removedMid: at.mid });
  }

  isRemoved(sn: number, name: string, head: Position): boolean {
    const removedMid = this.get(sn, name)?.removedMid ?? 0;
    return removedMid > 0 && head.mid <= removedMid;
  }

  #save(sn: number, name: string, cursor: Cursor): void {
    this.#cache.set(`${sn} ${name}`, cursor);
    this.#sql.exec(
      "INSERT OR REPLACE INTO cursor (uid, sn, name, mid, seq, removed_mid) VALUES (?, ?, ?, ?, ?, ?)",
      this.#uid,
      sn,
      name,
      cursor.mid,
      cursor.seq,
      cursor.removedMid,
    );
  }

  /** The device sent the next entry itself: it holds it. Not worth a row; after a restart one empty pull settles it. */
  follow(sn: number, name: string, to: Position): void {
    const before = this.get(sn, name);
    if ((before?.seq ?? 0) !== to.seq - 1) return;
    this.#cache.set(`${sn} ${name}`, { mid: to.mid, seq: to.seq, removedMid: before?.removedMid ?? 0 });
  }

  /** The farthest any device of the user has come. */
  farthest(name: string): Position | null {
    return (
      this.#sql
        .exec<Position & Record<string, SqlStorageValue>>(
          "SELECT mid, seq FROM cursor WHERE uid = ? AND name = ? ORDER BY mid DESC LIMIT 1",
          this.#uid,
          name,
        )
        .toArray()[0] ?? null
    );
  }

  /** The device is gone. */
  forget(sn: number): void {
    this.#loaded.delete(sn);
    for (const key of this.#cache.keys()) if (key.startsWith(`${sn} `)) this.#cache.delete(key);
  }
}

function fromRow({ mid, seq, removed_mid }: Pick<StoredCursor, "mid" | "seq" | "removed_mid">): Cursor {
  return { mid, seq, removedMid: removed_mid };
}
