/** What a user's inbox remembers of groups that the user is asked into or asks to enter, and of how it wants to hear of its own. */

import type { AnswerStatus } from "../group-rpc";
import type { GroupModes, InvitationNews } from "../rpc";

/** Invitations of one user that are kept; the longest unchanged make room. */
const MAX_KEPT = 1000;

interface StoredInvitation extends Record<string, SqlStorageValue> {
  gid: number;
  inviter: number;
  reason: string;
  status: number;
  expires: number;
  updated: number;
}

export class GroupLedger {
  readonly #sql: SqlStorage;
  readonly #uid: number;

  constructor(sql: SqlStorage, uid: number) {
    this.#sql = sql;
    this.#uid = uid;
  }

  /** News that come twice, or late, change nothing. */
  invited({ gid, inviter, reason, status, expires, updated }: InvitationNews): void {
    this.#sql.exec(
      `INSERT INTO invitation (uid, gid, inviter, reason, status, expires, updated) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (uid, gid, inviter) DO UPDATE SET reason = excluded.reason, status = excluded.status,
        expires = excluded.expires, updated = excluded.updated WHERE excluded.updated >= updated`,
      this.#uid,
      gid,
      inviter,
      reason,
      status,
      expires,
      updated,
    );
    this.#sql.exec(
      `DELETE FROM invitation WHERE uid = ?1 AND (gid, inviter) IN
        (SELECT gid, inviter FROM invitation WHERE uid = ?1 ORDER BY updated DESC LIMIT -1 OFFSET ?2)`,
      this.#uid,
      MAX_KEPT,
    );
  }

  invitations(): InvitationNews[] {
    return this.#sql
      .exec<StoredInvitation>(
        "SELECT gid, inviter, reason, status, expires, updated FROM invitation WHERE uid = ? ORDER BY gid, inviter",
        this.#uid,
      )
      .toArray()
      .map((row) => ({ ...row, status: row.status as AnswerStatus }));
  }

  applied(gid: number): void {
    this.#sql.exec("INSERT OR IGNORE INTO applied (uid, gid) VALUES (?, ?)", this.#uid, gid);
  }

  /** The groups that have, or had, an application of this user. */
  applications(): number[] {
    return this.#sql
      .exec<{ gid: number }>("SELECT gid FROM applied WHERE uid = ?", this.#uid)
      .toArray()
      .map(({ gid }) => gid);
  }

  setModes({ gid, mute, push }: GroupModes): void {
    if (mute === 0 && push === 0) {
      this.#sql.exec("DELETE FROM group_mode WHERE uid = ? AND gid = ?", this.#uid, gid);
      return;
    }
    this.#sql.exec(
      "INSERT OR REPLACE INTO group_mode (uid, gid, mute, push) VALUES (?, ?, ?, ?)",
      this.#uid,
      gid,
      mute,
      push,
    );
  }

  modes(): GroupModes[] {
    return this.#sql
      .exec<GroupModes & Record<string, SqlStorageValue>>(
        "SELECT gid, mute, push FROM group_mode WHERE uid = ?",
        this.#uid,
      )
      .toArray();
  }
}
