/** Who is kept out of the group. */

import { pb } from "../../../protocol/codec";
import type { Blocked, By } from "../../group-rpc";
import type { MemberResult } from "../../rpc";
import { allow, done, forEach, type GroupCore, type Turn } from "./core";
import { canBlock, needsAdmin } from "./rules";

const { BLOCKED, UNBLOCKED } = pb.GroupNotice.Type;

export class Blocklist {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;

  constructor(sql: SqlStorage, core: GroupCore) {
    this.#sql = sql;
    this.#core = core;
  }

  has(uid: number): boolean {
    return this.#sql.exec("SELECT uid FROM blocked WHERE uid = ?", uid).toArray().length > 0;
  }

  /** Members among them are out; the others cannot come in. */
  block(by: By, uids: number[], turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    const results = forEach(uids, (uid) => {
      const role = this.#core.viewers.get(uid)?.role ?? null;
      const refusal = canBlock(acting, { role }) ?? (this.has(uid) ? "GroupBlockListExist" : null);
      if (!refusal) this.#sql.exec("INSERT INTO blocked (uid, at) VALUES (?, ?)", uid, turn.nowMs);
      return refusal;
    });
    const blocked = done(results);
    if (blocked.length === 0) return results;
    // While they are members, so that the notice is the last entry they may pull.
    this.#core.tell(turn, BLOCKED, acting.uid, blocked);
    for (const uid of blocked) {
      const viewer = this.#core.viewers.get(uid);
      if (viewer?.role) this.#core.release(viewer, turn);
      this.#core.tellOut(turn, uid, BLOCKED, acting.uid, blocked);
    }
    return results;
  }

  /** Heard of by those who run the group alone. */
  unblock(by: By, uids: number[], turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    const unblocked = uids.filter((uid) => this.has(uid));
    for (const uid of unblocked) this.#sql.exec("DELETE FROM blocked WHERE uid = ?", uid);
    // Who was not on it is not on it now either: a repeated request finds what it asked for.
    const results = forEach(uids, () => null);
    if (unblocked.length === 0) return results;
    for (const { uid } of this.#core.admins()) this.#core.tellOne(turn, uid, UNBLOCKED, acting.uid, unblocked);
    return results;
  }

  list(by: By, after: number, limit: number): { blocked: Blocked[]; total: number } {
    allow(needsAdmin(this.#core.acting(by)));
    const { total } = this.#sql.exec<{ total: number }>("SELECT count(*) AS total FROM blocked").one();
    const blocked = this.#sql
      .exec<{ uid: number; at: number }>("SELECT uid, at FROM blocked WHERE uid > ? ORDER BY uid LIMIT ?", after, limit)
      .toArray()
      .map(({ uid, at }) => ({ uid, at }));
    return { blocked, total };
  }
}
