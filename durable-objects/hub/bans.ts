/** Users of this hub who may not send. */

/** Of a ban without an end. */
export const FOR_GOOD = -1;

export function isBanned(untilMs: number, nowMs: number): boolean {
  return untilMs === FOR_GOOD || untilMs > nowMs;
}

export class Bans {
  readonly #sql: SqlStorage;
  readonly #until: Map<number, number>;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    const rows = sql.exec<{ uid: number; until: number }>("SELECT uid, until FROM user_ban").toArray();
    this.#until = new Map(rows.map(({ uid, until }) => [uid, until]));
  }

  /** ms; 0: none. */
  until(uid: number): number {
    return this.#until.get(uid) ?? 0;
  }

  bans(uid: number, nowMs: number): boolean {
    return this.#until.size > 0 && isBanned(this.until(uid), nowMs);
  }

  set(uid: number, untilMs: number): void {
    if (this.until(uid) === untilMs) return;
    if (untilMs === 0) {
      this.#until.delete(uid);
      this.#sql.exec("DELETE FROM user_ban WHERE uid = ?", uid);
    } else {
      this.#until.set(uid, untilMs);
      this.#sql.exec("INSERT OR REPLACE INTO user_ban (uid, until) VALUES (?, ?)", uid, untilMs);
    }
  }
}
