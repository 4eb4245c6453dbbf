/** Who may not speak, and until when. */

import { pb } from "../../../protocol/codec";
import type { ErrorName } from "../../../protocol/errors";
import type { By } from "../../group-rpc";
import type { GroupMember, MemberResult } from "../../rpc";
import { allow, done, forEach, type GroupCore, memberOf, pageOf, type Turn } from "./core";
import { banEnd, canActOn, isBanned, needsAdmin, needsMember } from "./rules";

const { BANNED, UNBANNED } = pb.GroupNotice.Type;

export class Bans {
  readonly #sql: SqlStorage;
  readonly #core: GroupCore;
  /** A cache of the table, because every message asks. */
  #until = new Map<number, number>();

  constructor(sql: SqlStorage, core: GroupCore) {
    this.#sql = sql;
    this.#core = core;
    this.reload();
  }

  reload(): void {
    this.#until = new Map(
      this.#sql
        .exec<{ uid: number; until: number }>("SELECT uid, until FROM ban")
        .toArray()
        .map(({ uid, until }) => [uid, until]),
    );
  }

  /** When the ban of this user ends, ms: -1 never, 0 there is none. */
  until(uid: number, nowMs: number): number {
    const until = this.#until.get(uid) ?? 0;
    return isBanned(until, nowMs) ? until : 0;
  }

  /** A ban of one, or of all who do not run the group. */
  refusalFor(uid: number, nowMs: number): ErrorName | null {
    if (this.until(uid, nowMs) !== 0) return "GroupMemberBanned";
    const role = this.#core.viewers.get(uid)?.role;
    if (role === "owner" || role === "admin") return null;
    return isBanned(this.#core.settings?.banExpireTime ?? 0, nowMs) ? "GroupMemberBanned" : null;
  }

  /** Refuses whoever could not say anything now. */
  requireSpeech(by: By, nowMs: number): void {
    allow(needsMember(this.#core.acting(by)));
    if (typeof by === "number") allow(this.refusalFor(by, nowMs));
  }

  ban(by: By, uids: number[], minutes: number, turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    const until = banEnd(minutes, turn.nowMs);
    const results = forEach(uids, (uid) => {
      const refusal = canActOn(acting, { role: this.#core.viewers.get(uid)?.role ?? null });
      if (!refusal) this.#set(uid, until);
      return refusal;
    });
    const banned = done(results);
    if (banned.length > 0) this.#core.tell(turn, BANNED, acting.uid, banned, String(minutes));
    return results;
  }

  unban(by: By, uids: number[], turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    const banned = new Set(uids.filter((uid) => this.#until.has(uid)));
    const results = forEach(uids, (uid) => {
      const refusal = canActOn(acting, { role: this.#core.viewers.get(uid)?.role ?? null });
      if (!refusal) this.#lift(uid);
      return refusal;
    });
    const unbanned = done(results).filter((uid) => banned.has(uid));
    if (unbanned.length > 0) this.#core.tell(turn, UNBANNED, acting.uid, unbanned);
    return results;
  }

  /** Who rises in rank may speak, and the members hear of it. */
  liftAll(uids: readonly number[], from: number, turn: Turn): void {
    const banned = uids.filter((uid) => this.until(uid, turn.nowMs) !== 0);
    for (const uid of uids) this.#lift(uid);
    if (banned.length > 0) this.#core.tell(turn, UNBANNED, from, banned);
  }

  #lift(uid: number): void {
    if (!this.#until.delete(uid)) return;
    this.#sql.exec("DELETE FROM ban WHERE uid = ?", uid);
  }

  /** Banned members with the time their ban ends. */
  list(by: By, after: number, limit: number, nowMs: number): { members: GroupMember[]; total: number } {
    allow(needsAdmin(this.#core.acting(by)));
    const members = [...this.#until.keys()].flatMap((uid) => {
      const viewer = this.#core.viewers.get(uid);
      const until = this.until(uid, nowMs);
      return viewer?.role && until !== 0 ? [{ ...memberOf(viewer), banExpireTime: until }] : [];
    });
    return { members: pageOf(members, after, limit), total: members.length };
  }

  #set(uid: number, until: number): void {
    this.#until.set(uid, until);
    this.#sql.exec("INSERT OR REPLACE INTO ban (uid, until) VALUES (?, ?)", uid, until);
  }
}
