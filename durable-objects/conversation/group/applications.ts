/** Those who ask to come in, and what becomes of it. */

import { pb } from "../../../protocol/codec";
import { OrioleError } from "../../../protocol/errors";
import type { AnswerStatus, By, GroupApplication } from "../../group-rpc";
import type { Admission } from "./admission";
import { allow, type GroupCore, type Turn } from "./core";
import { admission, needsAdmin } from "./rules";

const { APPLYED, APPLY_ACCEPTED, APPLY_DECLINED, JOINED } = pb.GroupNotice.Type;

/** An application that nobody handled is void after this, ms. */
export const APPLICATION_MS = 7 * 24 * 3600 * 1000;

interface Row extends Record<string, SqlStorageValue> {
  uid: number;
  reason: string;
  status: number;
  expires: number;
}

export class Applications {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;
  readonly #admission: Admission;

  constructor(sql: SqlStorage, core: GroupCore, admission: Admission) {
    this.#sql = sql;
    this.#core = core;
    this.#admission = admission;
  }

  apply(uid: number, reason: string, turn: Turn): "joined" | "asked" {
    const way = admission(this.#core.info.applyApproval);
    allow(this.#admission.refusalFor(uid));
    if (way === "refuse") throw new OrioleError("UserPermissionDenied", "the group takes no applications");
    if (way === "enter") {
      allow(this.#admission.enter(uid, turn));
      this.#core.tell(turn, JOINED, uid);
      return "joined";
    }
    const before = this.#pending(uid, turn.nowMs);
    this.#sql.exec(
      "INSERT OR REPLACE INTO application (uid, reason, status, expires) VALUES (?, ?, 0, ?)",
      uid,
      reason,
      turn.nowMs + APPLICATION_MS,
    );
    // Asking again in the same words must not ring again.
    if (before?.reason === reason) return "asked";
    this.#core.tellOne(turn, uid, APPLYED, uid, [], "", { quiet: true, applied: this.#core.gid });
    for (const admin of this.#core.admins()) this.#core.tellOne(turn, admin.uid, APPLYED, uid, [], reason);
    return "asked";
  }

  /** Whichever admin comes first decides; the second is told that it is done. */
  handle(by: By, uid: number, approve: boolean, reason: string, turn: Turn): void {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    if (!this.#pending(uid, turn.nowMs)) throw new OrioleError("GroupApplicationExpiredOrHandled");
    if (approve) {
      allow(this.#admission.enter(uid, turn));
      // Everybody but these two would take APPLY_ACCEPTED for joining the group themselves (xsync.md §8.1).
      this.#core.tell(turn, JOINED, uid);
    } else {
      this.#sql.exec("UPDATE application SET status = 2 WHERE uid = ?", uid);
    }
    const type = approve ? APPLY_ACCEPTED : APPLY_DECLINED;
    const content = approve ? "" : reason;
    this.#core.tellOne(turn, uid, type, acting.uid, [uid], content);
    this.#core.tellOne(turn, acting.uid, type, acting.uid, [uid], content, { own: true });
  }

  /** As if it had never been; false where it never was. */
  withdraw(uid: number): boolean {
    return this.#sql.exec("DELETE FROM application WHERE uid = ?", uid).rowsWritten > 0;
  }

  list(by: By, after: number, limit: number): { applications: GroupApplication[]; total: number } {
    allow(needsAdmin(this.#core.acting(by)));
    const { total } = this.#sql.exec<{ total: number }>("SELECT count(*) AS total FROM application").one();
    const rows = this.#sql
      .exec<Row>("SELECT * FROM application WHERE uid > ? ORDER BY uid LIMIT ?", after, limit)
      .toArray();
    return { applications: rows.map(fromRow), total };
  }

  #pending(uid: number, nowMs: number): GroupApplication | null {
    const [row] = this.#sql
      .exec<Row>("SELECT * FROM application WHERE uid = ? AND status = 0 AND expires > ?", uid, nowMs)
      .toArray();
    return row ? fromRow(row) : null;
  }
}

function fromRow({ uid, reason, status, expires }: Row): GroupApplication {
  return { uid, reason, status: status as AnswerStatus, expires };
}
