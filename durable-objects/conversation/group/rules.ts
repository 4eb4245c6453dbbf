/** Who may do what in a group. Decisions only: no storage, no clock of their own. Each answers why not, or null. */

import type { ErrorName } from "../../../protocol/errors";
import type { GroupInfo, GroupRole } from "../../rpc";

/** Who acts, or is acted on; role null: not a member. */
export interface Actor {
  role: GroupRole | null;
}

const RANK: Record<GroupRole, number> = { member: 1, admin: 2, owner: 3 };

/** Kicked more often than this, a user does not come back. */
export const MAX_KICKS = 3;

const MINUTE_MS = 60_000;

export function needsMember({ role }: Actor): ErrorName | null {
  return role ? null : "GroupMemberPermissionRequired";
}

export function needsAdmin(by: Actor): ErrorName | null {
  return by.role === "member" ? "GroupAdminPermissionRequired" : needsMember(by);
}

export function needsOwner(by: Actor): ErrorName | null {
  return by.role === "owner" ? null : (needsMember(by) ?? "GroupOwnerPermissionRequired");
}

/** Name, avatar, description, ext. */
export function canModifyInfo(by: Actor, { memberModify }: Pick<GroupInfo, "memberModify">): ErrorName | null {
  return memberModify ? needsMember(by) : needsAdmin(by);
}

export function canInvite(by: Actor, { memberInvite }: Pick<GroupInfo, "memberInvite">): ErrorName | null {
  return memberInvite ? needsMember(by) : needsAdmin(by);
}

/** Announcements are information about the group: where members may not modify that, the admins have disabled them. */
export function canAnnounce(by: Actor, { memberModify }: Pick<GroupInfo, "memberModify">): ErrorName | null {
  if (by.role === "member" && !memberModify) return "GroupAnnouncementForbidden";
  return needsMember(by);
}

/** Kick, ban, block: an admin, on members of lower rank. Nobody does it to the owner, nor to its equal. */
export function canActOn(by: Actor, target: Actor): ErrorName | null {
  const refusal = needsAdmin(by);
  if (refusal || !by.role) return refusal;
  if (!target.role) return "GroupNotMemberFound";
  return RANK[by.role] > RANK[target.role] ? null : "GroupOwnerPermissionRequired";
}

/** Who blocks may also block somebody who is not a member: before the user comes. */
export function canBlock(by: Actor, target: Actor): ErrorName | null {
  return target.role ? canActOn(by, target) : needsAdmin(by);
}

export interface Candidacy {
  member: boolean;
  blocked: boolean;
  timesKicked: number;
}

/** May this user become a member, by whatever way? */
export function canEnter(
  { member, blocked, timesKicked }: Candidacy,
  count: number,
  capacity: number,
): ErrorName | null {
  if (member) return "GroupMemberExist";
  if (blocked) return "GroupBlockListExist";
  if (timesKicked > MAX_KICKS) return "GroupKickTooManyTimes";
  return count < capacity ? null : "GroupCapacityExceedLimit";
}

/** What becomes of an application, by the group's apply_approval: 0 accept all, 1 an admin approves, 2 refuse all. */
export function admission(applyApproval: number): "enter" | "ask" | "refuse" {
  if (applyApproval === 0) return "enter";
  return applyApproval === 2 ? "refuse" : "ask";
}

/** Rename or delete a shared file. */
export function canChangeFile(by: Actor & { uid: number }, uploader: number): ErrorName | null {
  if (by.role === "member" && by.uid !== uploader) return "GroupSharedFileOperateNotAllowed";
  return needsMember(by);
}

/** Where members' info is hidden, a plain member sees who runs the group, and itself. */
export function seesMember(
  by: Actor & { uid: number },
  other: Actor & { uid: number },
  { hideMemberInfo }: Pick<GroupInfo, "hideMemberInfo">,
): boolean {
  return !hideMemberInfo || by.role !== "member" || other.role !== "member" || by.uid === other.uid;
}

/** The time a ban of so many minutes ends, ms; -1 for good, 0 for none. */
export function banEnd(minutes: number, nowMs: number): number {
  return minutes > 0 ? nowMs + minutes * MINUTE_MS : minutes;
}

export function isBanned(until: number, nowMs: number): boolean {
  return until === -1 || until > nowMs;
}
