/** Who is in a group, and who runs it. */

import { pb } from "../../../protocol/codec";
import { OrioleError } from "../../../protocol/errors";
import type { By, FoundGroup } from "../../group-rpc";
import type { GroupMember, MemberResult } from "../../rpc";
import type { Viewer } from "../viewers";
import type { Admission } from "./admission";
import type { Bans } from "./bans";
import { allow, done, forEach, type GroupCore, memberOf, pageOf, type Turn } from "./core";
import { canActOn, needsAdmin, needsMember, needsOwner, seesMember } from "./rules";

const { ADMIN_GRANTED, ADMIN_REVOKED, CREATED, DESTROYED, KICKED, LEAVED, OWNER_ASSIGNED } = pb.GroupNotice.Type;

/** A chatroom is entered without asking anybody. */
const CHATROOM = 2;

/** [GROUP-10] Of a hidden member the name, for what it says; one without a name in the group might as well not be in it. */
function nameAlone(viewer: Viewer): GroupMember[] {
  return viewer.displayName === "" ? [] : [{ ...memberOf(viewer), joinTime: 0, banExpireTime: 0 }];
}

export class Membership {
  readonly #core: GroupCore;
  readonly #admission: Admission;
  readonly #bans: Bans;

  constructor(core: GroupCore, admission: Admission, bans: Bans) {
    this.#core = core;
    this.#admission = admission;
    this.#bans = bans;
  }

  /** False when the id is taken: founding again answers what is there, so that the caller may repeat. */
  found(group: FoundGroup, turn: Turn): boolean {
    if (this.#core.settings) return false;
    this.#core.found({
      gid: this.#core.gid,
      type: group.type,
      name: group.name,
      avatar: group.avatar,
      description: group.description,
      ext: "",
      owner: group.owner,
      status: 0,
      count: 0,
      capacity: group.capacity,
      createdAt: turn.nowMs,
      updatedAt: turn.nowMs,
      // Defaults of a new group (rest-api.md §6).
      applyApproval: group.type === CHATROOM ? 0 : 1,
      memberInvite: true,
      memberModify: false,
      readAck: false,
      historyVisible: false,
      hideMemberInfo: false,
      banExpireTime: 0,
    });
    this.#core.admit(group.owner, "owner", 0, turn);
    const members = group.members.filter(({ uid, confirm }) => !confirm && uid !== group.owner);
    for (const { uid } of members) this.#core.admit(uid, "member", 0, turn);
    this.#core.tell(turn, CREATED, group.owner);
    return true;
  }

  /** The group is no more: nobody is in it, so everybody hears of it in the own system conversation. */
  destroy(by: By, turn: Turn): void {
    const { uid: author, role } = this.#core.acting(by);
    allow(needsOwner({ role }));
    for (const viewer of [...this.#core.viewers.participants()]) {
      this.#core.release(viewer, turn, "GroupNotExist");
      this.#core.tellOut(turn, viewer.uid, DESTROYED, author);
    }
    this.#core.dissolve(turn.nowMs);
  }

  /** Who owns the group once its owner is no more; null: nobody is left. */
  heirOf(owner: number): number | null {
    const others = [...this.#core.viewers.participants()].filter(({ uid }) => uid !== owner);
    const admins = others.filter(({ role }) => role === "admin");
    const uids = (admins.length > 0 ? admins : others).map(({ uid }) => uid);
    return uids.length > 0 ? uids.reduce((least, uid) => Math.min(least, uid)) : null;
  }

  leave(uid: number, turn: Turn): void {
    const { owner } = this.#core.info;
    const viewer = this.#core.viewers.get(uid);
    if (!viewer?.role) throw new OrioleError("GroupNotMemberFound");
    if (owner === uid) throw new OrioleError("GroupOwnerCannotLeave");
    this.#core.tell(turn, LEAVED, uid);
    this.#core.release(viewer, turn);
    this.#core.tellOut(turn, uid, LEAVED, uid);
  }

  kick(by: By, uids: number[], turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsAdmin(acting));
    const results = forEach(uids, (uid) => canActOn(acting, { role: this.#viewer(uid)?.role ?? null }));
    const kicked = done(results);
    if (kicked.length === 0) return results;
    // While they are members, so that the notice is the last entry they may pull.
    this.#core.tell(turn, KICKED, acting.uid, kicked);
    for (const uid of kicked) {
      const viewer = this.#viewer(uid);
      if (!viewer) continue;
      this.#admission.countKick(uid);
      this.#core.release(viewer, turn);
      this.#core.tellOut(turn, uid, KICKED, acting.uid, kicked);
    }
    return results;
  }

  grantAdmin(by: By, uids: number[], turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsOwner(acting));
    const risen: number[] = [];
    const results = forEach(uids, (uid) => {
      const viewer = this.#viewer(uid);
      if (!viewer?.role) return "GroupNotMemberFound";
      if (viewer.role !== "member") return null;
      this.#core.setRole(viewer, "admin");
      risen.push(uid);
      return null;
    });
    if (risen.length > 0) this.#core.tell(turn, ADMIN_GRANTED, acting.uid, risen);
    this.#bans.liftAll(risen, acting.uid, turn);
    return results;
  }

  revokeAdmin(by: By, uids: number[], reason: string, turn: Turn): MemberResult[] {
    const acting = this.#core.acting(by);
    allow(needsOwner(acting));
    const fallen: number[] = [];
    const results = forEach(uids, (uid) => {
      const viewer = this.#viewer(uid);
      if (!viewer?.role) return "GroupNotMemberFound";
      if (viewer.role === "owner") return "GroupOwnerPermissionRequired";
      if (viewer.role === "member") return null;
      this.#core.setRole(viewer, "member");
      fallen.push(uid);
      return null;
    });
    if (fallen.length > 0) this.#core.tell(turn, ADMIN_REVOKED, acting.uid, fallen, reason);
    return results;
  }

  /** The old owner stays as a member. */
  transfer(by: By, to: number, turn: Turn): void {
    allow(needsOwner(this.#core.acting(by)));
    const { owner } = this.#core.info;
    const heir = this.#viewer(to);
    if (!heir?.role) throw new OrioleError("GroupTransferNotAllowed");
    if (to === owner) return;
    const before = this.#viewer(owner);
    if (before?.role) this.#core.setRole(before, "member");
    this.#core.setRole(heir, "owner");
    this.#core.change({ owner: to }, turn.nowMs);
    this.#core.tell(turn, OWNER_ASSIGNED, owner, [to]);
    this.#bans.liftAll([to], owner, turn);
  }

  // ---- lists ----------------------------------------------------------------------------------------------------

  list(by: By, after: number, limit: number, nowMs: number): { members: GroupMember[]; total: number } {
    const acting = this.#core.acting(by);
    allow(needsMember(acting));
    const info = this.#core.info;
    const seen = info.hideMemberInfo
      ? pageOf(
          [...this.#core.viewers.participants()].filter((other) => seesMember(acting, other, info)),
          after,
          limit,
        )
      : this.#core.viewers.membersAfter(after, limit);
    return { members: seen.map((viewer) => this.#shown(viewer, nowMs)), total: info.count };
  }

  among(by: By, uids: number[], nowMs: number): GroupMember[] {
    const acting = this.#core.acting(by);
    allow(needsMember(acting));
    const { info } = this.#core;
    return [...new Set(uids)].flatMap((uid) => {
      const viewer = this.#viewer(uid);
      if (!viewer?.role) return [];
      return seesMember(acting, viewer, info) ? [this.#shown(viewer, nowMs)] : nameAlone(viewer);
    });
  }

  /** The owner is not among the admins: a list of those whom the owner has granted it. */
  admins(by: By, nowMs: number): GroupMember[] {
    allow(needsMember(this.#core.acting(by)));
    return [...this.#core.admins()]
      .filter(({ role }) => role === "admin")
      .sort((a, b) => a.uid - b.uid)
      .map((viewer) => this.#shown(viewer, nowMs));
  }

  #viewer(uid: number): Viewer | null {
    return this.#core.viewers.get(uid);
  }

  #shown(viewer: Viewer, nowMs: number): GroupMember {
    return { ...memberOf(viewer), banExpireTime: this.#bans.until(viewer.uid, nowMs) };
  }
}
