/** The broadcasts of an app: which there are, and how far each has come. */

import type { BroadcastState } from "../rpc";

/** Finished ones that are remembered. */
const MAX_KEPT = 100;

interface StoredBroadcast extends Record<string, SqlStorageValue> {
  id: number;
  payload: ArrayBuffer | null;
  begun: number;
  total: number;
  reached: number;
  cursor: number;
  finished: number;
}

/** One that has users left. */
export interface Unfinished {
  id: number;
  payload: Uint8Array;
  /** Users of later are not among its audience, ms. */
  begun: number;
  /** The last uid that has it. */
  cursor: number;
}

export class Broadcasts {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  add(broadcast: { once: string | null; payload: Uint8Array; begun: number; total: number }): BroadcastState {
    const { once, payload, begun, total } = broadcast;
    const [row] = this.#sql
      .exec<StoredBroadcast>(
        "INSERT INTO broadcast (once, payload, begun, total) VALUES (?, ?, ?, ?) RETURNING *",
        once,
        payload,
        begun,
        total,
      )
      .toArray();
    if (!row) throw new Error("the broadcast was not stored");
    this.#sql.exec("DELETE FROM broadcast WHERE finished > 0 AND id <= (SELECT max(id) FROM broadcast) - ?", MAX_KEPT);
    return stateOf(row);
  }

  /** The one that came first under this name. */
  heldAs(once: string): BroadcastState | null {
    const [row] = this.#sql.exec<StoredBroadcast>("SELECT * FROM broadcast WHERE once = ?", once).toArray();
    return row ? stateOf(row) : null;
  }

  /** One after another, oldest first, so that everybody gets them in the same order. */
  unfinished(): Unfinished | null {
    const [row] = this.#sql
      .exec<StoredBroadcast>("SELECT * FROM broadcast WHERE finished = 0 ORDER BY id LIMIT 1")
      .toArray();
    return row ? { ...row, payload: new Uint8Array(row.payload ?? new ArrayBuffer(0)) } : null;
  }

  get waiting(): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM broadcast WHERE finished = 0").one().n;
  }

  /** These users have it; `last` when nobody is left. */
  advance(id: number, uids: readonly number[], last: boolean, nowMs: number): void {
    this.#sql.exec(
      "UPDATE broadcast SET reached = reached + ?, cursor = max(cursor, ?) WHERE id = ?",
      uids.length,
      uids.at(-1) ?? 0,
      id,
    );
    if (last) this.#sql.exec("UPDATE broadcast SET finished = ?, payload = NULL WHERE id = ?", nowMs, id);
  }

  /** Newest first. */
  list(limit: number): BroadcastState[] {
    return this.#sql
      .exec<StoredBroadcast>("SELECT * FROM broadcast ORDER BY id DESC LIMIT ?", limit)
      .toArray()
      .map(stateOf);
  }
}

function stateOf({ id, total, reached, begun, finished }: StoredBroadcast): BroadcastState {
  return { id, total, reached, begun, finished };
}
