/** How far each plain device has been given each conversation, by its own word: the key it came back with ([PULL-1]). */

import type { Position } from "../rpc";

export class Cursors {
  readonly #sql: SqlStorage;
  readonly #uid: number;
  readonly #cache = new Map<string, Position | null>();

  constructor(sql: SqlStorage, uid: number) {
    this.#sql = sql;
    this.#uid = uid;
  }

  get(sn: number, name: string): Position | null {
    const key = `${sn} ${name}`;
    let cursor = this.#cache.get(key);
    if (cursor === undefined) {
      cursor =
        this.#sql
          .exec<Position & Record<string, SqlStorageValue>>(
            "SELECT mid, seq FROM cursor WHERE uid = ? AND sn = ? AND name = ?",
            this.#uid,
            sn,
            name,
          )
          .toArray()[0] ?? null;
      this.#cache.set(key, cursor);
    }
    return cursor;
  }

  /** Moves forward only: a client that presents an old key again has not un-received anything. */
  advance(sn: number, name: string, to: Position): void {
    const before = this.get(sn, name);
    if (before && before.mid >= to.mid) return;
    const { mid, seq } = to;
    this.#cache.set(`${sn} ${name}`, { mid, seq });
    this.#sql.exec(
      "INSERT OR REPLACE INTO cursor (uid, sn, name, mid, seq) VALUES (?, ?, ?, ?, ?)",
      this.#uid,
      sn,
      name,
      mid,
      seq,
    );
  }

  /** The device sent the next entry itself: it holds it. Not worth a row; after a restart one empty pull settles it. */
  follow(sn: number, name: string, to: Position): void {
    if ((this.get(sn, name)?.seq ?? 0) === to.seq - 1) this.#cache.set(`${sn} ${name}`, { mid: to.mid, seq: to.seq });
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
    for (const key of this.#cache.keys()) if (key.startsWith(`${sn} `)) this.#cache.delete(key);
  }
}
