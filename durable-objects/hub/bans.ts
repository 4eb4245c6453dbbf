/** Users of this hub who may not send. */

/** Of a ban without an end. */
export const FOR_GOOD = -1;

export function isBanned(untilMs: number, nowMs: number): boolean {
  return untilMs === FOR_GOOD || untilMs > nowMs;
}

export class Bans {
  readonly #sql: SqlStorage;
  readonly #until: Map<number, number>;
  /** Of the last change of each user's ban; one that has none any more may have a mark. */
  readonly #marks: Map<number, number>;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    type Row = { uid: number; until: number; mark: number };
    const rows = sql.exec<Row>("SELECT uid, until, mark FROM user_ban").toArray();
    this.#until = new Map(rows.filter(({ until }) => until !== 0).map(({ uid, until }) => [uid, until]));
    this.#marks = new Map(rows.map(({ uid, mark }) => [uid, mark]));
  }

  /** ms; 0: none. */
  until(uid: number): number {
    return this.#until.get(uid) ?? 0;
  }

  bans(uid: number, nowMs: number): boolean {
    return this.#until.size > 0 && isBanned(this.until(uid), nowMs);
  }

  /** False when a later change than this one came first. Without a mark it is taken for the next. */
  set(uid: number, untilMs: number, mark: number | undefined): boolean {
    const known = this.#marks.get(uid) ?? 0;
    if (mark !== undefined && mark < known) return false;
    this.#marks.set(uid, mark ?? known);
    if (untilMs === 0) this.#until.delete(uid);
    else this.#until.set(uid, untilMs);
    const query = "INSERT OR REPLACE INTO user_ban (uid, until, mark) VALUES (?, ?, ?)";
    this.#sql.exec(query, uid, untilMs, mark ?? known);
    return true;
  }
}
