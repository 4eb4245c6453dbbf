/** Groups as REST shows them. */

import type { ErrorName } from "../../protocol/errors";

/** Group facts as REST shows them (GroupInfoAndSettings). */
export interface GroupInfo {
  gid: number;
  type: number;
  name: string;
  avatar: string;
  description: string;
  ext: string;
  owner: number;
  status: number;
  count: number;
  capacity: number;
  createdAt: number;
  updatedAt: number;
  applyApproval: number;
  memberInvite: boolean;
  memberModify: boolean;
  readAck: boolean;
  historyVisible: boolean;
  hideMemberInfo: boolean;
  banExpireTime: number;
}

export type GroupRole = "owner" | "admin" | "member";

export interface GroupMember {
  uid: number;
  role: GroupRole;
  displayName: string;
  joinTime: number;
  /** The end of this member's ban, ms: -1 never, 0 or absent: there is none. */
  banExpireTime?: number;
}

export interface MemberResult {
  uid: number;
  error?: ErrorName;
}
