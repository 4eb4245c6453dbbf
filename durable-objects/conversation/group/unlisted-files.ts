/**
 * Files that are on the group's list no more, and that D1 has yet to take out of service. Stored with the change: a process
 * that dies in between would otherwise leave a file that nobody sees and nobody can delete.
 */

import { conversationKey } from "../../../protocol/ids";

/** A file's id in its URL. */
const ID = /file_sign=([\w-]{22})/;

/** Files of the list alone (200 to 203): what a message shows as well stays. From now on it counts as abandoned. */
const LEAVE = `UPDATE files SET state = 2, expires_at = 0 WHERE app = ?1 AND scope = ?2 AND kind BETWEEN 200 AND 299
  AND id IN (SELECT value FROM json_each(?3))`;

export class UnlistedFiles {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** In the transaction of the change. Lists of an earlier time may hold any URL. */
  keep(url: string): void {
    const id = ID.exec(url)?.[1];
    if (id !== undefined) this.#sql.exec("INSERT OR IGNORE INTO unlisted_file (id) VALUES (?)", id);
  }

  some(limit: number): string[] {
    return this.#sql
      .exec<{ id: string }>("SELECT id FROM unlisted_file LIMIT ?", limit)
      .toArray()
      .map(({ id }) => id);
  }

  statement(db: D1Database, app: string, gid: number, ids: readonly string[]): D1PreparedStatement {
    return db.prepare(LEAVE).bind(app, conversationKey({ kind: "group", gid }), JSON.stringify(ids));
  }

  written(ids: readonly string[]): void {
    for (const id of ids) this.#sql.exec("DELETE FROM unlisted_file WHERE id = ?", id);
  }
}
