/** Users of this hub who are frozen or removed. */

export type UserStatus = "normal" | "frozen" | "removed";

interface Row extends Record<string, SqlStorageValue> {
  uid: number;
  status: string;
  mark: number;
}

interface Known {
  status: UserStatus;
  mark: number;
}

export class Statuses {
  readonly #sql: SqlStorage;
  /** A cache of the table, because every delivery asks. */
  readonly #known: Map<number, Known>;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    const rows = sql.exec<Row>("SELECT uid, status, mark FROM user_status").toArray();
    this.#known = new Map(rows.map(({ uid, status, mark }) => [uid, { status: statusIn(status), mark }]));
  }

  of(uid: number): UserStatus {
    return this.#known.get(uid)?.status ?? "normal";
  }

  /** False when a later change than this one came first. Without a mark it is taken for the next. */
  set(uid: number, status: UserStatus, mark: number | undefined): boolean {
    const before = this.#known.get(uid)?.mark ?? 0;
    if (mark !== undefined && mark < before) return false;
    const now = { status, mark: mark ?? before };
    this.#known.set(uid, now);
    const query = "INSERT OR REPLACE INTO user_status (uid, status, mark) VALUES (?, ?, ?)";
    this.#sql.exec(query, uid, now.status, now.mark);
    return true;
  }
}

function statusIn(text: string): UserStatus {
  return text === "frozen" || text === "removed" ? text : "normal";
}
