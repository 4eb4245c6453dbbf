/** Conversations that devices of a user have opened sockets to, and may still hold: where to close them. */
export class DirectOpens {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** One row for each conversation and user, however often it is opened. */
  note(uid: number, name: string): void {
    this.#sql.exec("INSERT OR IGNORE INTO direct_open (uid, name) VALUES (?, ?)", uid, name);
  }

  of(uid: number): string[] {
    const rows = this.#sql.exec<{ name: string }>("SELECT name FROM direct_open WHERE uid = ?", uid).toArray();
    return rows.map(({ name }) => name);
  }

  forget(uid: number): void {
    this.#sql.exec("DELETE FROM direct_open WHERE uid = ?", uid);
  }
}
