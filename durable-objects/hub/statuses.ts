/** Users of this hub who are frozen or removed. */

export type UserStatus = "normal" | "frozen" | "removed";

interface Row extends Record<string, SqlStorageValue> {
  status: string;
  mark: number;
}

export class Statuses {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  of(uid: number): UserStatus {
    const status = this.#row(uid)?.status;
    return status === "frozen" || status === "removed" ? status : "normal";
  }

  /** False when a later change than this one came first. Without a mark it is taken for the next. */
  set(uid: number, status: UserStatus, mark: number | undefined): boolean {
    const known = this.#row(uid)?.mark ?? 0;
    if (mark !== undefined && mark < known) return false;
    const query = "INSERT OR REPLACE INTO user_status (uid, status, mark) VALUES (?, ?, ?)";
    this.#sql.exec(query, uid, status, mark ?? known);
    return true;
  }

  #row(uid: number): Row | undefined {
    return this.#sql.exec<Row>("SELECT status, mark FROM user_status WHERE uid = ?", uid).toArray()[0];
  }
}
