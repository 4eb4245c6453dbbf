/** Groups as REST shows them. */

import { z } from "zod";
import type { Announcement, GroupCard, SharedFile } from "../../durable-objects/group-rpc";
import type { GroupMember, GroupModes, MemberResult } from "../../durable-objects/rpc";
import { errors } from "../../protocol/errors";
import type { GroupSummary } from "./group-object";

/** GroupInfoAndSettings. msg_mute_mode and msg_push_mode are the caller's own settings for the group. */
export const groupShape = z.object({
  group_id: z.int(),
  type: z.int(),
  name: z.string(),
  avatar: z.string(),
  description: z.string(),
  ext: z.string(),
  owner_id: z.int(),
  status: z.int(),
  count: z.int(),
  capacity: z.int(),
  created_at: z.int(),
  updated_at: z.int(),
  apply_approval: z.int(),
  member_invite: z.boolean(),
  member_modify: z.boolean(),
  read_ack: z.boolean(),
  history_visible: z.boolean(),
  hide_member_info: z.boolean(),
  ban_expire_time: z.int(),
  msg_mute_mode: z.int(),
  msg_push_mode: z.int(),
});

export function groupView(info: GroupCard): z.infer<typeof groupShape> {
  return {
    group_id: info.gid,
    type: info.type,
    name: info.name,
    avatar: info.avatar,
    description: info.description,
    ext: info.ext,
    owner_id: info.owner,
    status: info.status,
    count: info.count,
    capacity: info.capacity,
    created_at: info.createdAt,
    updated_at: info.updatedAt,
    apply_approval: info.applyApproval,
    member_invite: info.memberInvite,
    member_modify: info.memberModify,
    read_ack: info.readAck,
    history_visible: info.historyVisible,
    hide_member_info: info.hideMemberInfo,
    ban_expire_time: info.banExpireTime,
    msg_mute_mode: info.muteMode,
    msg_push_mode: info.pushMode,
  };
}

/** One group of a batch. The owner is called `owner` here and `owner_id` in a single group: the original's doing. */
export const groupSummaryShape = z.object({
  group_id: z.int(),
  type: z.int(),
  name: z.string(),
  avatar: z.string(),
  owner: z.int(),
  status: z.int(),
  count: z.int(),
  capacity: z.int(),
  apply_approval: z.int(),
  msg_mute_mode: z.int(),
  msg_push_mode: z.int(),
});

export function groupSummaryView(group: GroupSummary, modes?: GroupModes): z.infer<typeof groupSummaryShape> {
  return {
    group_id: group.gid,
    type: group.type,
    name: group.name,
    avatar: group.avatar,
    owner: group.owner,
    status: group.status,
    count: group.count,
    capacity: group.capacity,
    apply_approval: group.applyApproval,
    msg_mute_mode: modes?.mute ?? 0,
    msg_push_mode: modes?.push ?? 0,
  };
}

export const memberShape = z.object({
  user_id: z.int(),
  display_name: z.string(),
  join_time: z.int(),
  /** When the ban of this member ends, ms: -1 never, 0 there is none. */
  expired_time: z.int(),
});

export function memberView(member: GroupMember): z.infer<typeof memberShape> {
  return {
    user_id: member.uid,
    display_name: member.displayName,
    join_time: member.joinTime,
    expired_time: member.banExpireTime ?? 0,
  };
}

/** GroupUserRelationResponse: what became of one user of many. */
export const relationShape = z.object({ user_id: z.int(), result: z.enum(["success", "fail"]), reason: z.string() });

export function relationView({ uid, error }: MemberResult): z.infer<typeof relationShape> {
  if (error === undefined) return { user_id: uid, result: "success", reason: "" };
  return { user_id: uid, result: "fail", reason: errors[error].meaning };
}

export const announcementShape = z.object({
  id: z.int(),
  group_id: z.int(),
  author: z.int(),
  title: z.string(),
  content: z.string(),
  created_at: z.int(),
});

export function announcementView(gid: number, announcement: Announcement): z.infer<typeof announcementShape> {
  const { id, author, title, content, created } = announcement;
  return { id, group_id: gid, author, title, content, created_at: created };
}

export const sharedFileShape = z.object({
  file_id: z.int(),
  group_id: z.int(),
  uploader: z.int(),
  name: z.string(),
  size: z.int(),
  type: z.string(),
  url: z.string(),
  created_at: z.int(),
  updated_at: z.int(),
});

export function sharedFileView(gid: number, file: SharedFile): z.infer<typeof sharedFileShape> {
  const { id, uploader, name, size, type, url, created, updated } = file;
  return { file_id: id, group_id: gid, uploader, name, size, type, url, created_at: created, updated_at: updated };
}
