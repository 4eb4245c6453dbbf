/** Invitations that wait for an answer, as the group keeps them, and as the invitee's hub is told of them. */

import type { AnswerStatus } from "../../group-rpc";
import type { InvitationNews } from "../../rpc";

/** An invitation that was not answered is void after this, ms. */
export const INVITATION_MS = 7 * 24 * 3600 * 1000;

export interface Invitation extends Record<string, SqlStorageValue> {
  uid: number;
  inviter: number;
  reason: string;
  status: number;
  expires: number;
}

export class PendingInvitations {
  readonly #sql: SqlStorage;
  readonly #gid: number;

  constructor(sql: SqlStorage, gid: number) {
    this.#sql = sql;
    this.#gid = gid;
  }

  of(uid: number, nowMs: number): Invitation[] {
    return this.#sql
      .exec<Invitation>("SELECT * FROM invitation WHERE uid = ? AND status = 0 AND expires > ?", uid, nowMs)
      .toArray();
  }

  all(): Invitation[] {
    return this.#sql.exec<Invitation>("SELECT * FROM invitation WHERE status = 0").toArray();
  }

  /** Asks, or asks again: then it lasts longer. */
  ask(asked: Pick<Invitation, "uid" | "inviter" | "reason">, nowMs: number): InvitationNews {
    const { uid, inviter, reason } = asked;
    const expires = nowMs + INVITATION_MS;
    this.#sql.exec(
      "INSERT OR REPLACE INTO invitation (uid, inviter, reason, status, expires) VALUES (?, ?, ?, 0, ?)",
      uid,
      inviter,
      reason,
      expires,
    );
    return this.#news({ inviter, reason, expires }, 0, nowMs);
  }

  settle(row: Invitation, status: AnswerStatus, nowMs: number): InvitationNews {
    const statement = "UPDATE invitation SET status = ? WHERE uid = ? AND inviter = ?";
    this.#sql.exec(statement, status, row.uid, row.inviter);
    return this.#news(row, status, nowMs);
  }

  #news(
    { inviter, reason, expires }: Pick<Invitation, "inviter" | "reason" | "expires">,
    status: AnswerStatus,
    nowMs: number,
  ): InvitationNews {
    return { gid: this.#gid, inviter, reason, status, expires, updated: nowMs };
  }
}
