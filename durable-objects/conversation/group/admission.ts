/** The door: whatever way somebody comes in, it is by `enter`. */

import { pb } from "../../../protocol/codec";
import type { ErrorName } from "../../../protocol/errors";
import type { Blocklist } from "./blocklist";
import type { GroupCore, Turn } from "./core";
import type { PendingInvitations } from "./pending-invitations";
import { canEnter } from "./rules";

const { INVITE_ACCEPTED } = pb.GroupNotice.Type;

export class Admission {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;
  readonly #blocklist: Blocklist;
  readonly #invitations: PendingInvitations;

  constructor(sql: SqlStorage, core: GroupCore, blocklist: Blocklist, invitations: PendingInvitations) {
    this.#sql = sql;
    this.#core = core;
    this.#blocklist = blocklist;
    this.#invitations = invitations;
  }

  /** Why this user may not come in. */
  refusalFor(uid: number): ErrorName | null {
    const { count, capacity } = this.#core.info;
    const { times = 0 } =
      this.#sql.exec<{ times: number }>("SELECT times FROM kicked WHERE uid = ?", uid).toArray()[0] ?? {};
    const candidacy = {
      member: this.#core.viewers.takesPart(uid),
      blocked: this.#blocklist.has(uid),
      timesKicked: times,
    };
    return canEnter(candidacy, count, capacity);
  }

  /** Makes the user a member, unless there is a reason not to. The caller tells about it. */
  enter(uid: number, turn: Turn): ErrorName | null {
    const refusal = this.refusalFor(uid);
    if (refusal) return refusal;
    this.#core.admitNow(uid, turn);
    // Whatever else would have let this user in has nothing left to decide.
    this.#sql.exec("UPDATE application SET status = 1 WHERE uid = ? AND status = 0", uid);
    for (const row of this.#invitations.of(uid, turn.nowMs)) {
      const invitation = this.#invitations.settle(row, 1, turn.nowMs);
      this.#core.tellOne(turn, uid, INVITE_ACCEPTED, uid, [row.inviter], "", { invitation });
    }
    return null;
  }

  countKick(uid: number): void {
    this.#sql.exec(
      "INSERT INTO kicked (uid, times) VALUES (?, 1) ON CONFLICT (uid) DO UPDATE SET times = times + 1",
      uid,
    );
  }
}
