/** Those who are asked in: at once, or after they have agreed. */

import { pb } from "../../../protocol/codec";
import { type ErrorName, OrioleError } from "../../../protocol/errors";
import type { AnswerStatus, By, Candidate } from "../../group-rpc";
import type { InvitationNews, MemberResult } from "../../rpc";
import type { Admission } from "./admission";
import { allow, type GroupCore, type Turn } from "./core";
import { canInvite } from "./rules";

const { INVITED, INVITE_ACCEPTED, INVITE_DECLINED, JOINED } = pb.GroupNotice.Type;

/** An invitation that was not answered is void after this, ms. */
export const INVITATION_MS = 7 * 24 * 3600 * 1000;

interface Row extends Record<string, SqlStorageValue> {
  uid: number;
  inviter: number;
  reason: string;
  status: number;
  expires: number;
}

export class Invitations {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;
  readonly #admission: Admission;

  constructor(sql: SqlStorage, core: GroupCore, admission: Admission) {
    this.#sql = sql;
    this.#core = core;
    this.#admission = admission;
  }

  /** The uid that stands for who may invite. */
  inviter(by: By): number {
    const acting = this.#core.acting(by);
    allow(canInvite(acting, this.#core.info));
    return acting.uid;
  }

  invite(by: By, candidates: readonly Candidate[], reason: string, turn: Turn): MemberResult[] {
    const inviter = this.inviter(by);
    const asked: number[] = [];
    const results = candidates.map(({ uid, confirm }): MemberResult => {
      const error = confirm ? this.#ask(uid, inviter, reason, asked, turn) : this.#bring(uid, inviter, turn);
      return error ? { uid, error } : { uid };
    });
    if (asked.length > 0) this.#core.tellOne(turn, inviter, INVITED, inviter, asked, reason, { own: true });
    return results;
  }

  /** Accepted twice, also from two devices at once, it takes effect once. */
  handle(uid: number, named: number, approve: boolean, reason: string, turn: Turn): void {
    allow(this.#core.exists ? null : "GroupNotExist");
    // Existing clients name themselves, the document the inviter.
    const pending = this.#pending(uid, turn.nowMs).filter(({ inviter }) => named === uid || named === inviter);
    const [invitation] = approve ? pending.filter(({ inviter }) => this.#mayStill(inviter)) : pending;
    if (!invitation) throw new OrioleError("GroupInvitationExpiredOrHandled");
    const { inviter } = invitation;
    if (approve) {
      allow(this.#admission.enter(uid, turn));
      this.#core.tell(turn, INVITE_ACCEPTED, uid, [inviter]);
    } else {
      this.#core.tellOne(turn, inviter, INVITE_DECLINED, uid, [inviter], reason);
    }
    const type = approve ? INVITE_ACCEPTED : INVITE_DECLINED;
    for (const row of pending) {
      const status = approve ? 1 : 2;
      this.#sql.exec("UPDATE invitation SET status = ? WHERE uid = ? AND inviter = ?", status, uid, row.inviter);
      const invitation = this.#news({ ...row, status }, turn.nowMs);
      this.#core.tellOne(turn, uid, type, uid, [row.inviter], "", { own: true, invitation });
    }
  }

  /** The code says who showed it; what that member may do is asked now, not when it was made. */
  enterByCode(uid: number, inviter: number, turn: Turn): void {
    allow(canInvite(this.#core.acting(inviter), this.#core.info));
    allow(this.#bring(uid, inviter, turn));
  }

  /** The group is no more: nobody can accept. */
  revokeAll(turn: Turn): void {
    for (const row of this.#sql.exec<Row>("SELECT * FROM invitation WHERE status = 0").toArray()) {
      const invitation = this.#news({ ...row, status: 2 }, turn.nowMs);
      const { DESTROYED } = pb.GroupNotice.Type;
      this.#core.tellOne(turn, row.uid, DESTROYED, row.inviter, [], "", { ephemeral: true, invitation });
    }
    this.#sql.exec("UPDATE invitation SET status = 2 WHERE status = 0");
  }

  #bring(uid: number, inviter: number, turn: Turn): ErrorName | null {
    const refusal = this.#admission.enter(uid, turn);
    if (!refusal) this.#core.tell(turn, JOINED, uid, [inviter]);
    return refusal;
  }

  #ask(uid: number, inviter: number, reason: string, asked: number[], turn: Turn): ErrorName | null {
    const refusal = this.#admission.refusalFor(uid);
    if (refusal) return refusal;
    const again = this.#pending(uid, turn.nowMs).some((row) => row.inviter === inviter && row.reason === reason);
    const row = { uid, inviter, reason, status: 0, expires: turn.nowMs + INVITATION_MS };
    this.#sql.exec(
      "INSERT OR REPLACE INTO invitation (uid, inviter, reason, status, expires) VALUES (?, ?, ?, 0, ?)",
      uid,
      inviter,
      reason,
      row.expires,
    );
    // Asking again in the same words must not ring again.
    if (again) return null;
    asked.push(uid);
    this.#core.tellOne(turn, uid, INVITED, inviter, [uid], reason, { invitation: this.#news(row, turn.nowMs) });
    return null;
  }

  #mayStill(inviter: number): boolean {
    return canInvite(this.#core.acting(inviter), this.#core.info) === null;
  }

  #pending(uid: number, nowMs: number): Row[] {
    return this.#sql
      .exec<Row>("SELECT * FROM invitation WHERE uid = ? AND status = 0 AND expires > ?", uid, nowMs)
      .toArray();
  }

  #news({ inviter, reason, status, expires }: Omit<Row, "uid">, nowMs: number): InvitationNews {
    const { gid } = this.#core;
    return {
      gid,
      inviter: Number(inviter),
      reason: String(reason),
      status: status as AnswerStatus,
      expires: Number(expires),
      updated: nowMs,
    };
  }
}
