import type { RestData } from "../../index";
import { CHATROOM } from "../people/person";

/** One group with its settings, as its members see it. */
export interface GroupCard {
  readonly gid: number;
  readonly name: string;
  readonly avatar: string;
  readonly description: string;
  readonly owner: number;
  readonly count: number;
  readonly capacity: number;
  readonly chatroom: boolean;
  /** What becomes of applications: 0 accepted, 1 an admin decides, 2 refused. */
  readonly applyApproval: number;
  readonly memberInvite: boolean;
  readonly memberModify: boolean;
  readonly historyVisible: boolean;
  readonly hideMemberInfo: boolean;
  readonly readAck: boolean;
  /** When nobody but those who run the group may speak again, ms: -1 never, 0 there is no such ban. */
  readonly banExpireTime: number;
  /** 0 as usual, 1 without an alert, 2 not at all. */
  readonly muteMode: number;
}

export interface Member {
  readonly uid: number;
  /** What the member is called here; empty when it is as everywhere. */
  readonly displayName: string;
  /** When the member may speak again, ms: -1 never, 0 there is no ban. */
  readonly bannedUntil: number;
}

export type Role = "owner" | "admin" | "member" | "outside";

type CardRow = RestData<"GET", "/group/settings">;
type MemberRow = RestData<"GET", "/group/member_list">[number];

export function cardFrom(row: CardRow): GroupCard {
  return {
    gid: row.group_id,
    name: row.name,
    avatar: row.avatar,
    description: row.description,
    owner: row.owner_id,
    count: row.count,
    capacity: row.capacity,
    chatroom: row.type === CHATROOM,
    applyApproval: row.apply_approval,
    memberInvite: row.member_invite,
    memberModify: row.member_modify,
    historyVisible: row.history_visible,
    hideMemberInfo: row.hide_member_info,
    readAck: row.read_ack,
    banExpireTime: row.ban_expire_time,
    muteMode: row.msg_mute_mode,
  };
}

export function memberFrom(row: MemberRow): Member {
  return { uid: row.user_id, displayName: row.display_name, bannedUntil: row.expired_time };
}

export function roleOf(uid: number, owner: number, admins: readonly number[], members: readonly Member[]): Role {
  if (uid === owner) return "owner";
  if (admins.includes(uid)) return "admin";
  return members.some((member) => member.uid === uid) ? "member" : "outside";
}

/** Whether a ban that ends then is in force; see GroupCard.banExpireTime. */
export function inForce(untilMs: number, nowMs: number): boolean {
  return untilMs === -1 || untilMs > nowMs;
}

/** Whether one may put out, silence or keep out another: the owner anybody, admins whoever is no admin. */
export function outranks(one: Role, other: Role): boolean {
  const rank = { owner: 2, admin: 1, member: 0, outside: -1 } as const;
  return rank[one] > 0 && rank[one] > rank[other];
}
