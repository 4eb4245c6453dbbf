/**
 * Personal notices that a hub has yet to take. They are stored with the change that they tell about: a process that dies
 * in between would otherwise leave a kicked member with the group in its list for ever.
 */

import type { Notice } from "../rpc";

interface StoredNotice extends Record<string, SqlStorageValue> {
  id: number;
  notice: string;
  payload: ArrayBuffer;
}

export class PendingNotices {
  readonly #sql: SqlStorage;
  readonly #conversation: string;
  /** Those on their way; a hub that did not take one puts it back. */
  readonly #ids = new Map<Notice, number>();

  constructor(sql: SqlStorage, conversation: string) {
    this.#sql = sql;
    this.#conversation = conversation;
  }

  /** In the transaction of the change. Gives them names: a hub whose answer got lost is told again. */
  keep(notices: readonly Notice[]): void {
    for (const notice of notices) {
      const { payload, ...rest } = notice;
      const { id } = this.#sql
        .exec<{ id: number }>(
          "INSERT INTO pending_notice (notice, payload) VALUES (?, ?) RETURNING id",
          JSON.stringify(rest),
          payload,
        )
        .one();
      notice.once = this.#nameOf(id);
      this.#ids.set(notice, id);
    }
  }

  /** Their hub has them. */
  taken(notices: readonly Notice[]): void {
    for (const notice of notices) {
      const id = this.#ids.get(notice);
      if (id === undefined) continue;
      this.#ids.delete(notice);
      this.#sql.exec("DELETE FROM pending_notice WHERE id = ?", id);
    }
  }

  /** Not on their way any more, and not taken. */
  failed(notices: readonly Notice[]): void {
    for (const notice of notices) this.#ids.delete(notice);
  }

  get any(): boolean {
    return this.#sql.exec("SELECT id FROM pending_notice LIMIT 1").toArray().length > 0;
  }

  /** Those that nobody is carrying, oldest first; from now on the caller is. */
  collect(): Notice[] {
    const carried = new Set(this.#ids.values());
    return this.#sql
      .exec<StoredNotice>("SELECT id, notice, payload FROM pending_notice ORDER BY id")
      .toArray()
      .filter(({ id }) => !carried.has(id))
      .map(({ id, notice, payload }) => {
        const restored: Notice = { ...JSON.parse(notice), payload: new Uint8Array(payload), once: this.#nameOf(id) };
        this.#ids.set(restored, id);
        return restored;
      });
  }

  /** Ids are never given again. */
  #nameOf(id: number): string {
    return `${this.#conversation}.${id}`;
  }
}
