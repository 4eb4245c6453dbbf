/** Those who are asked in: at once, or after they have agreed. */

import { pb } from "../../../protocol/codec";
import { type ErrorName, OrioleError } from "../../../protocol/errors";
import type { By, Candidate } from "../../group-rpc";
import type { MemberResult } from "../../rpc";
import type { Admission } from "./admission";
import { allow, type GroupCore, type Turn } from "./core";
import type { PendingInvitations } from "./pending-invitations";
import { canInvite } from "./rules";

const { INVITED, INVITE_ACCEPTED, INVITE_DECLINED, JOINED } = pb.GroupNotice.Type;

export class Invitations {
  readonly #pending: PendingInvitations;
  readonly #core: GroupCore;
  readonly #admission: Admission;

  constructor(pending: PendingInvitations, core: GroupCore, admission: Admission) {
    this.#pending = pending;
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
    const pending = this.#pending.of(uid, turn.nowMs).filter(({ inviter }) => named === uid || named === inviter);
    const [invitation] = approve ? pending.filter(({ inviter }) => this.#mayStill(inviter)) : pending;
    if (!invitation) throw new OrioleError("GroupInvitationExpiredOrHandled");
    const type = approve ? INVITE_ACCEPTED : INVITE_DECLINED;
    for (const row of pending) {
      const news = this.#pending.settle(row, approve ? 1 : 2, turn.nowMs);
      this.#core.tellOne(turn, uid, type, uid, [row.inviter], "", { own: true, invitation: news });
      // Whoever asked has an answer; that it is yes is heard by all members.
      if (!approve) this.#core.tellOne(turn, row.inviter, type, uid, [row.inviter], reason);
    }
    if (!approve) return;
    allow(this.#admission.enter(uid, turn));
    this.#core.tell(turn, INVITE_ACCEPTED, uid, [invitation.inviter]);
  }

  /** The code says who showed it; what that member may do is asked now, not when it was made. */
  enterByCode(uid: number, inviter: number, turn: Turn): void {
    allow(canInvite(this.#core.acting(inviter), this.#core.info));
    allow(this.#bring(uid, inviter, turn));
  }

  /** The group is no more: nobody can accept. */
  revokeAll(turn: Turn): void {
    for (const row of this.#pending.all()) {
      const invitation = this.#pending.settle(row, 2, turn.nowMs);
      const { DESTROYED } = pb.GroupNotice.Type;
      this.#core.tellOne(turn, row.uid, DESTROYED, row.inviter, [], "", { ephemeral: true, invitation });
    }
  }

  #bring(uid: number, inviter: number, turn: Turn): ErrorName | null {
    const refusal = this.#admission.enter(uid, turn);
    if (!refusal) this.#core.tell(turn, JOINED, uid, [inviter]);
    return refusal;
  }

  #ask(uid: number, inviter: number, reason: string, asked: number[], turn: Turn): ErrorName | null {
    const refusal = this.#admission.refusalFor(uid);
    if (refusal) return refusal;
    const pending = this.#pending.of(uid, turn.nowMs);
    const again = pending.some((row) => row.inviter === inviter && row.reason === reason);
    const invitation = this.#pending.ask({ uid, inviter, reason }, turn.nowMs);
    // Asking again in the same words must not ring again; that it lasts longer now, the list has to know.
    if (!again) asked.push(uid);
    this.#core.tellOne(
      turn,
      uid,
      INVITED,
      inviter,
      [uid],
      reason,
      again ? { quiet: true, invitation } : { invitation },
    );
    return null;
  }

  #mayStill(inviter: number): boolean {
    return canInvite(this.#core.acting(inviter), this.#core.info) === null;
  }
}
